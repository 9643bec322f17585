#include "server/control/rest/answer.hpp"
#include "server/control/rest/document.hpp"
#include "server/text/escape.hpp"
#include "server/text/suggest.hpp"

#include <fmt/format.h>

#include <optional>

namespace rds::control::rest {

namespace {

// Takes the part before the next '/' off the path.
std::string_view next_segment(std::string_view& path) {
    auto const end = path.find('/');
    auto const segment = path.substr(0, end);
    path = end == std::string_view::npos ? std::string_view{} : path.substr(end + 1);
    return segment;
}

// What stands for the braces, or nothing if the path is another one.
std::optional<Arguments> arguments_of(std::string_view pattern, std::string_view path) {
    Arguments arguments;
    while (!pattern.empty() && !path.empty()) {
        auto const wanted = next_segment(pattern);
        auto const given = next_segment(path);
        if (wanted.starts_with('{')) {
            auto value = text::percent_decoded(given, text::Plus::itself);
            if (!value || value->empty()) return std::nullopt;
            arguments.emplace_back(wanted.substr(1, wanted.size() - 2), *std::move(value));
        } else if (wanted != given) {
            return std::nullopt;
        }
    }
    if (!pattern.empty() || !path.empty()) return std::nullopt;
    return arguments;
}

}  // namespace

Matched Document::match(std::string_view method, std::string_view path) const {
    auto const wanted = method == "HEAD" ? std::string_view{"GET"} : method;
    std::vector<std::string_view> methods;
    for (auto const& operation : operations_) {
        auto arguments = arguments_of(operation.path, path);
        if (!arguments) continue;
        if (operation.method == wanted) return {&operation, *std::move(arguments)};
        methods.emplace_back(operation.method);
    }
    if (methods.empty()) {
        std::vector<std::string_view> known;
        for (auto const& operation : operations_)
            known.emplace_back(operation.path);
        auto message = fmt::format(
            "There is no {} (GET /_emulator/openapi.json lists what there is){}",
            text::quoted(path),
            text::near_name(path, known)
        );
        throw Problem{404, "{}", text::sentence(std::move(message))};
    }
    throw Problem{
        405,
        "{} takes {}, not {}.",
        text::quoted(path),
        text::joined(methods, "or"),
        text::printable(method)}
        .with_field("Allow", fmt::format("{}", fmt::join(methods, ", ")));
}

}  // namespace rds::control::rest
