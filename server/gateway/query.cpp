#include "server/gateway/query.hpp"

#include "server/gateway/argument_limits.hpp"

#include <optional>
#include <string>

namespace rds::gateway {

namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

// '+' is a space in queries too: Go's SDK sends it so.
std::optional<std::string> decoded(std::string_view text) {
    std::string bytes;
    bytes.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+') {
            bytes += ' ';
        } else if (text[i] != '%') {
            bytes += text[i];
        } else {
            if (i + 2 >= text.size()) return std::nullopt;
            auto const high = hex_digit(text[i + 1]);
            auto const low = hex_digit(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            bytes += static_cast<char>(high * 16 + low);
            i += 2;
        }
    }
    return bytes;
}

}  // namespace

bool read_query(std::string_view text, api::Arguments& arguments) {
    bool all_decoded = true;
    while (!text.empty() && arguments.all().size() <= kMostArguments) {
        auto const end = text.find('&');
        auto const pair = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        if (pair.empty()) continue;

        auto const equals = pair.find('=');
        auto name = decoded(pair.substr(0, equals));
        auto value = decoded(
            equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1)
        );
        if (name && value) {
            arguments.add(*std::move(name), *std::move(value));
        } else {
            all_decoded = false;
        }
    }
    return all_decoded;
}

}  // namespace rds::gateway
