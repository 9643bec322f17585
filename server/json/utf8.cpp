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

bool is_ascii(std::string_view text) {
    unsigned bits = 0;
    for (auto const c : text)
        bits |= static_cast<unsigned char>(c);
    return bits < 0x80U;
}

}  // namespace

// Nearly every text is ASCII, and RapidJSON takes ten times as long to see that.
bool is_utf8(std::string_view text) {
    if (is_ascii(text)) return true;
    rapidjson::MemoryStream bytes{text.data(), text.size()};
    Nowhere nowhere;
    while (bytes.Tell() < text.size()) {
        if (!rapidjson::UTF8<>::Validate(bytes, nowhere)) return false;
    }
    return bytes.Tell() == text.size();
}

}  // namespace rds::json
