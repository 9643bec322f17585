#include "server/control/rest/query.hpp"

#include "server/control/rest/problem.hpp"
#include "server/text/escape.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rds::control::rest {

namespace {

// What a query may hold at most; the document knows no path that takes as many.
constexpr std::size_t kMostArguments = 64;

std::string decoded(std::string_view text) {
    auto value = text::percent_decoded(text, text::Plus::space);
    if (!value) {
        throw Problem{
            400,
            "The query holds a percent sign that two hexadecimal digits do not follow."};
    }
    return *std::move(value);
}

}  // namespace

void read_query(std::string_view query, Arguments& arguments) {
    while (!query.empty()) {
        auto const end = query.find('&');
        auto const pair = query.substr(0, end);
        query = end == std::string_view::npos ? std::string_view{} : query.substr(end + 1);
        if (pair.empty()) continue;
        if (arguments.size() == kMostArguments) {
            throw Problem{
                400,
                fmt::format("The query holds more than {} parameters.", kMostArguments)};
        }
        auto const equals = std::min(pair.find('='), pair.size());
        auto const value = pair.substr(std::min(equals + 1, pair.size()));
        arguments.emplace_back(decoded(pair.substr(0, equals)), decoded(value));
    }
}

}  // namespace rds::control::rest
