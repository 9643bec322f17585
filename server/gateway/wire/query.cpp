#include "server/gateway/wire/query.hpp"

#include "server/gateway/wire/argument_limits.hpp"
#include "server/text/escape.hpp"
#include "server/text/query.hpp"

#include <fmt/format.h>

namespace rds::gateway {

namespace {

// Without the value: before the action is known, nobody can say whether it is a secret.
std::string problem_with(text::QueryPair const& pair) {
    return fmt::format(
        "{} holds a percent sign that two hexadecimal digits do not follow",
        pair.name ? shown_name(*pair.name)
                  : fmt::format(
                        "the name of the parameter \"{}\"",
                        text::one_line(plain_part(pair.encoded_name, "%+"), text::kShownValue)
                    )
    );
}

}  // namespace

std::string
read_query(std::string_view text, api::Arguments& arguments, ArgumentLimits const& limits) {
    std::string problem;
    while (arguments.all().size() <= limits.parameters) {
        auto pair = text::take_pair(text);
        if (!pair) break;
        if (pair->name && pair->value) {
            arguments.add(*std::move(pair->name), *std::move(pair->value));
        } else if (problem.empty()) {
            problem = problem_with(*pair);
        }
    }
    return problem;
}

}  // namespace rds::gateway
