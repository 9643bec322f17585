#include "server/gateway/wire/query.hpp"

#include "server/gateway/wire/secret_names.hpp"
#include "server/text/escape.hpp"

#include <fmt/format.h>

#include <optional>

namespace rds::gateway {

namespace {

// '+' is a space in queries too: Go's SDK sends it so.
std::optional<std::string> decoded(std::string_view text) {
    return text::percent_decoded(text, text::Plus::space);
}

std::string malformed(std::string_view what, std::string_view encoded) {
    auto said = fmt::format(
        "{} holds a percent sign that two hexadecimal digits do not follow",
        text::printable(what)
    );
    if (is_secret(what)) return said;
    // Not quoted as other values are: here a percent sign is what it looks like.
    return fmt::format("{}: \"{}\"", said, text::one_line(encoded, text::kShownValue));
}

}  // namespace

std::string
read_query(std::string_view text, api::Arguments& arguments, ArgumentLimits const& limits) {
    std::string problem;
    while (!text.empty() && arguments.all().size() <= limits.parameters) {
        auto const end = text.find('&');
        auto const pair = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        if (pair.empty()) continue;

        auto const equals = pair.find('=');
        auto const encoded_name = pair.substr(0, equals);
        auto const encoded_value =
            equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1);
        auto name = decoded(encoded_name);
        auto value = decoded(encoded_value);
        if (name && value) {
            arguments.add(*std::move(name), *std::move(value));
        } else if (problem.empty()) {
            problem = name ? malformed(*name, encoded_value)
                           : malformed("the name of a parameter", encoded_name);
        }
    }
    return problem;
}

}  // namespace rds::gateway
