#include "server/text/query.hpp"

#include "server/text/escape.hpp"

#include <algorithm>

namespace rds::text {

namespace {

// Takes what is before the next separator off the text, and the separator.
std::string_view take_until(std::string_view& text, char separator) {
    auto const taken = text.substr(0, text.find(separator));
    text.remove_prefix(std::min(taken.size() + 1, text.size()));
    return taken;
}

}  // namespace

std::optional<QueryPair> take_pair(std::string_view& query) {
    while (!query.empty()) {
        auto value = take_until(query, '&');
        if (value.empty()) continue;
        auto const name = take_until(value, '=');
        return QueryPair{
            percent_decoded(name, Plus::space),
            percent_decoded(value, Plus::space),
            name};
    }
    return std::nullopt;
}

}  // namespace rds::text
