// What messages say of a JSON value and of its place.
#pragma once

#include <rapidjson/document.h>

#include <string>
#include <string_view>

namespace rds::json {

// The bytes of a text, which lives as long as the value.
inline std::string_view view(rapidjson::Value const& text) {
    return {text.GetString(), text.GetStringLength()};
}

// A value in a few words.
std::string shown(rapidjson::Value const& value);

// A pointer's next token, escaped (RFC 6901).
std::string pointer_token(std::string_view name);

}  // namespace rds::json
