#pragma once

#include "server/http/message.hpp"

#include <stdexcept>
#include <string>
#include <string_view>

namespace rds::control::rest {

// What the control API answers when it cannot do what was asked (RFC 9457). Thrown by handlers,
// which have changed nothing then.
class Problem : public std::runtime_error {
  public:
    // `detail` is a sentence for the caller; `pointer` (RFC 6901) leads to the member of the body
    // that is wrong, if one is.
    Problem(int status, std::string const& detail, std::string pointer = {});

    int status() const { return status_; }

    std::string const& pointer() const { return pointer_; }

    // The query or path parameter that is wrong; empty: none is.
    std::string const& parameter() const { return parameter_; }

    // What the answer's head must say.
    http::Fields const& fields() const { return fields_; }

    Problem in_parameter(std::string name) &&;
    Problem with_field(std::string_view name, std::string_view value) &&;

  private:
    int status_;
    std::string pointer_;
    std::string parameter_;
    http::Fields fields_;
};

// Says what to narrow in a request that has exhausted its Work.
Problem too_much_work();

}  // namespace rds::control::rest
