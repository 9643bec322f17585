#include "server/json/writer.hpp"

#include <rapidjson/encodings.h>
#include <rapidjson/memorystream.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace rds::json {

namespace {

// Up to here a double holds every whole number.
constexpr double kWhole = 9007199254740992.0;

// Where RapidJSON writes what it validates.
struct Nowhere {
    using Ch = char;

    void Put(char /*c*/) {}  // NOLINT(readability-identifier-naming): RapidJSON's name
};

}  // namespace

// Nearly every text is ASCII, and RapidJSON takes ten times as long to see that.
bool is_utf8(std::string_view text) {
    if (std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80U; }))
        return true;
    rapidjson::MemoryStream bytes{text.data(), text.size()};
    Nowhere nowhere;
    while (bytes.Tell() < text.size()) {
        if (!rapidjson::UTF8<>::Validate(bytes, nowhere)) return false;
    }
    return bytes.Tell() == text.size();
}

void require_written(bool is_written) {
    if (is_written) return;
    throw std::runtime_error{
        "JSON has no text for a number that is not finite or bytes that are not UTF-8"};
}

std::string text_of(rapidjson::Value const& value) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer{buffer};
    require_written(value.Accept(writer));
    return {buffer.GetString(), buffer.GetSize()};
}

// A whole one without ".0".
void Writer::value(double number) {
    if (std::trunc(number) == number && std::abs(number) < kWhole) {
        require_written(writer_.Int64(static_cast<std::int64_t>(number)));
    } else {
        require_written(writer_.Double(number));
    }
}

void Writer::value(std::map<std::string, std::string> const& texts) {
    object([&] {
        for (auto const& [name, text] : texts)
            member(name, text);
    });
}

void Writer::raw(std::string_view json) {
    require_written(writer_.RawValue(json.data(), json.size(), rapidjson::kObjectType));
}

}  // namespace rds::json
