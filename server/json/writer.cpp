#include "server/json/writer.hpp"

#include <cmath>

namespace rds::json {

std::string text_of(rapidjson::Value const& value) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer{buffer};
    value.Accept(writer);
    return {buffer.GetString(), buffer.GetSize()};
}

namespace {

// Up to here a double holds every whole number.
constexpr double kWhole = 9007199254740992.0;

}  // namespace

// A whole one without ".0".
void Writer::value(double number) {
    if (std::trunc(number) == number && std::abs(number) < kWhole) {
        writer_.Int64(static_cast<std::int64_t>(number));
    } else {
        writer_.Double(number);
    }
}

void Writer::raw(std::string_view json) {
    writer_.RawValue(json.data(), json.size(), rapidjson::kObjectType);
}

}  // namespace rds::json
