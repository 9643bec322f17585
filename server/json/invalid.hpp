#pragma once

#include "storage/unusable.hpp"

#include <string>

namespace rds::json {

// A document that cannot be used. what() is one line: "mine.json: /instances/0/id: 7 is not ...".
class Invalid : public Unusable {
  public:
    // An empty pointer speaks of the document as a whole.
    Invalid(std::string source, std::string pointer, std::string message);

    std::string const& source() const { return source_; }

    // JSON Pointer (RFC 6901).
    std::string const& pointer() const { return pointer_; }

    std::string const& message() const { return message_; }

  private:
    std::string source_;
    std::string pointer_;
    std::string message_;
};

}  // namespace rds::json
