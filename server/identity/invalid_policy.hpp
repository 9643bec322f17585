#pragma once

#include <stdexcept>
#include <string>

namespace rds::identity {

// A policy that cannot be used. what() is the message, one printable line.
class InvalidPolicy : public std::runtime_error {
  public:
    InvalidPolicy(std::string pointer, std::string const& message)
        : std::runtime_error{message}, pointer_{std::move(pointer)} {}

    // JSON Pointer (RFC 6901) within the policy; empty: the policy as a whole.
    std::string const& pointer() const { return pointer_; }

  private:
    std::string pointer_;
};

}  // namespace rds::identity
