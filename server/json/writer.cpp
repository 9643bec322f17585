#include "server/json/writer.hpp"

#include <cmath>

namespace rds::json {

NotWritable::NotWritable()
    : std::runtime_error{
          "JSON has no text for a number that is not finite or bytes that are not UTF-8"} {}

std::string text_of(rapidjson::Value const& value) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer{buffer};
    if (!value.Accept(writer)) throw NotWritable{};
    return {buffer.GetString(), buffer.GetSize()};
}

namespace {

// Up to here a double holds every whole number.
constexpr double kWhole = 9007199254740992.0;

}  // namespace

// A whole one without ".0".
void Writer::value(double number) {
    if (std::trunc(number) == number && std::abs(number) < kWhole) {
        require(writer_.Int64(static_cast<std::int64_t>(number)));
    } else {
        require(writer_.Double(number));
    }
}

void Writer::raw(std::string_view json) {
    require(writer_.RawValue(json.data(), json.size(), rapidjson::kObjectType));
}

}  // namespace rds::json
