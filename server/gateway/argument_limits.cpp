#include "server/gateway/argument_limits.hpp"

#include "server/text/printable.hpp"

#include <fmt/format.h>
#include <rapidjson/encodings.h>
#include <rapidjson/memorystream.h>

#include <algorithm>

namespace rds::gateway {

namespace {

// Where RapidJSON writes what it validates.
struct Nowhere {
    using Ch = char;

    void Put(char /*c*/) {}  // NOLINT(readability-identifier-naming): RapidJSON's name
};

bool is_utf8(std::string_view text) {
    rapidjson::MemoryStream bytes{text.data(), text.size()};
    Nowhere nowhere;
    while (bytes.Tell() < text.size()) {
        if (!rapidjson::UTF8<>::Validate(bytes, nowhere)) return false;
    }
    return bytes.Tell() == text.size();
}

bool is_control(char c) {
    constexpr char kDelete = 0x7F;
    return (c >= 0 && c < ' ') || c == kDelete;
}

std::string problem_with(std::string_view what, std::string_view text) {
    if (text.size() > kLongestValue) {
        return fmt::format(
            "{} has {} bytes; at most {} are taken",
            what,
            text.size(),
            kLongestValue
        );
    }
    if (std::ranges::any_of(text, is_control)) {
        return fmt::format("{} holds a control character: {}", what, text::quoted(text));
    }
    if (!is_utf8(text)) return fmt::format("{} is not UTF-8: {}", what, text::quoted(text));
    return {};
}

}  // namespace

std::string problem_with(api::Arguments const& arguments) {
    auto const& all = arguments.all();
    if (all.size() > kMostArguments) {
        return fmt::format("there are more than {} parameters", kMostArguments);
    }
    for (auto const& [name, value] : all) {
        auto problem = problem_with("the name of a parameter", name);
        if (problem.empty()) problem = problem_with(text::printable(name), value);
        if (!problem.empty()) return problem;
    }
    return {};
}

}  // namespace rds::gateway
