#include "server/json/shown.hpp"

#include "server/json/writer.hpp"
#include "server/text/escape.hpp"

#include <fmt/format.h>

namespace rds::json {

std::string shown(rapidjson::Value const& value) {
    if (value.IsString()) return text::quoted(view(value));
    if (value.IsArray()) return "a list";
    if (value.IsObject()) {
        auto const count = value.MemberCount();
        return fmt::format("an object of {} {}", count, count == 1 ? "member" : "members");
    }
    return text_of(value);
}

std::string pointer_token(std::string_view name) {
    std::string token = "/";
    for (auto const c : name) {
        if (c == '~') {
            token += "~0";
        } else if (c == '/') {
            token += "~1";
        } else {
            token += c;
        }
    }
    return token;
}

}  // namespace rds::json
