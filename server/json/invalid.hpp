#pragma once

#include "server/text/escape.hpp"
#include "storage/unusable.hpp"

#include <cstddef>
#include <string>
#include <utility>

namespace rds::json {

// A document that cannot be used. what() is one line: "mine.json: /instances/0/id: 7 is not ...".
class Invalid : public Unusable {
  public:
    // An empty pointer speaks of the document as a whole.
    Invalid(std::string source, std::string pointer, std::string message)
        : Unusable{source + ": " + shown(pointer) + message},
          source_{std::move(source)},
          pointer_{std::move(pointer)},
          message_{std::move(message)} {}

    std::string const& source() const { return source_; }

    // JSON Pointer (RFC 6901).
    std::string const& pointer() const { return pointer_; }

    std::string const& message() const { return message_; }

  private:
    // The names in a pointer come from the document and may hold anything.
    static std::string shown(std::string const& pointer) {
        constexpr std::size_t kMost = 256;
        return pointer.empty() ? "" : text::printable(pointer, kMost) + ": ";
    }

    std::string source_;
    std::string pointer_;
    std::string message_;
};

}  // namespace rds::json
