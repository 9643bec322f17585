// How a call is refused: the codes of the gateway, each with its HTTP status, its words and where
// they come from. Those of actions are with their topics, in server/actions.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace rds::api {

// How far a behaviour is known to be the real service's.
enum class Fidelity { recorded, documented, our_choice };

struct FaultKind {
    std::string_view code;     // "{}" stands for the name of a parameter
    int status;                // HTTP
    std::string_view message;  // likewise
    Fidelity fidelity;
};

// A refusal: a value that travels up to the envelope. Code and message are the service's own; what
// else helps goes into the hint, which the caller sees in a header and never in the body.
class [[nodiscard]] Fault {
  public:
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
    int status_;
    std::string code_;
    std::string message_;
    std::string hint_;
};

namespace faults {

// Any call may be refused with these, whatever its action.
extern FaultKind const kMissingAction;
extern FaultKind const kMissing;             // Missing{Parameter}
extern FaultKind const kInvalid;             // Invalid{Parameter}
extern FaultKind const kInvalidFormat;       // of the parameter Format
extern FaultKind const kMalformedParameter;  // cannot be decoded at all; or unknown, if strict
extern FaultKind const kActionNotFound;
extern FaultKind const kInvalidVersion;
extern FaultKind const kUnsupportedMethod;
extern FaultKind const kInternalError;
extern FaultKind const kServiceUnavailable;
extern FaultKind const kThrottlingUser;
extern FaultKind const kAccessKeyNotFound;
extern FaultKind const kAccessKeyInactive;
extern FaultKind const kSecurityTokenExpired;
extern FaultKind const kSecurityTokenMalformed;
extern FaultKind const kSecurityTokenMismatch;
extern FaultKind const kTimestampFormat;
extern FaultKind const kTimestampExpired;
extern FaultKind const kNonceUsed;
extern FaultKind const kIncompleteSignature;
extern FaultKind const kInvalidSignatureMethod;
extern FaultKind const kSignatureDoesNotMatch;    // of V1: filled with our StringToSign
extern FaultKind const kSignatureDoesNotMatchV3;  // with StringToSign and CanonicalRequest
extern FaultKind const kForbiddenRam;
extern FaultKind const kNeedSsl;
extern FaultKind const kCrossSite;        // a web page's call that would write
extern FaultKind const kTooManyAccounts;  // beyond --max-accounts
std::span<FaultKind const* const> common();

}  // namespace faults

}  // namespace rds::api
