// How a call is refused. The kinds that any call may meet are in gateway_faults.hpp, those of
// actions with their topics, in server/actions.
#pragma once

#include <boost/system/result.hpp>

#include <string>
#include <string_view>

namespace rds::api {

// How far a behaviour is known to be the real service's.
enum class Fidelity { recorded, documented, our_choice };

struct FaultKind {
    std::string_view code;     // "{}" stands for the name of a parameter
    std::string_view message;  // likewise
    int status = 400;          // HTTP
    Fidelity fidelity = Fidelity::documented;
};

// A refusal: a value that travels up to the envelope. Code and message are the service's own; what
// else helps goes into the hint, which the caller sees in a header and never in the body.
class [[nodiscard]] Fault {
  public:
    // None: what a success has in the place of one.
    Fault() = default;

    // `parameter` fills the kind's "{}".
    explicit Fault(FaultKind const& kind, std::string_view parameter = {});

    // One that no table has: a test's own, which has no kind().
    Fault(std::string code, int status, std::string message);

    // Takes a hint: one or more sentences; makes no promise about its bytes.
    Fault hinting(std::string hint) &&;

    // Only of one that a table has.
    FaultKind const& kind() const { return *kind_; }

    bool is(FaultKind const& kind) const { return kind_ == &kind; }

    // Whatever their hints say.
    bool is_same_as(Fault const& other) const {
        return kind_ == other.kind_ && code_ == other.code_ && message_ == other.message_;
    }

    int status() const { return status_; }

    std::string const& code() const { return code_; }

    std::string const& message() const { return message_; }

    std::string const& hint() const { return hint_; }

  private:
    FaultKind const* kind_ = nullptr;
    int status_ = 0;
    std::string code_;
    std::string message_;
    std::string hint_;
};

// A value, or the fault that says why there is none. (std::expected is C++23.)
template <class T>
using Result = boost::system::result<T, Fault>;

}  // namespace rds::api
