#include "server/json/utf8.hpp"

#include <rapidjson/encodings.h>
#include <rapidjson/memorystream.h>

namespace rds::json {

namespace {

// Where RapidJSON writes what it validates.
struct Nowhere {
    using Ch = char;

    void Put(char /*c*/) {}  // NOLINT(readability-identifier-naming): RapidJSON's name
};

}  // namespace

bool is_utf8(std::string_view text) {
    rapidjson::MemoryStream bytes{text.data(), text.size()};
    Nowhere nowhere;
    while (bytes.Tell() < text.size()) {
        if (!rapidjson::UTF8<>::Validate(bytes, nowhere)) return false;
    }
    return bytes.Tell() == text.size();
}

}  // namespace rds::json
