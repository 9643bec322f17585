#include "server/program/environment.hpp"

#include "server/program/declarations.hpp"
#include "server/text/escape.hpp"
#include "server/text/suggest.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace rds {

namespace {

constexpr std::string_view kPrefix = "RDS_EMULATOR_";

}  // namespace

Environment process_environment() {
    Environment environment;
    for (char const* const* entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        std::string_view const text{*entry};
        auto const equals = text.find('=');
        if (!text.starts_with(kPrefix) || equals == std::string_view::npos) continue;
        environment.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
    return environment;
}

}  // namespace rds

namespace rds::options {

namespace {

constexpr std::size_t kMisspeltWithin = 2;

// What Docker links (NAME, PORT=tcp://..., PORT_2014_TCP, ENV_X) and Kubernetes (SERVICE_HOST,
// PORT=tcp://...) inject for a neighbour of our name, what people call their client's address, and
// what says to tests which program, image or checkout to start.
bool is_somebody_elses(std::string_view name) {
    static constexpr std::array<std::string_view, 7>
        kEndings{"_HOST", "_ENDPOINT", "_URL", "_NAME", "_BINARY", "_IMAGE", "_SOURCE"};
    static constexpr std::array<std::string_view, 3> kMiddles{"_SERVICE_", "_PORT_", "_ENV_"};
    auto const ends = [name](std::string_view ending) { return name.ends_with(ending); };
    auto const contains = [name](std::string_view middle) {
        return name.find(middle) != std::string_view::npos;
    };
    return std::ranges::any_of(kEndings, ends) || std::ranges::any_of(kMiddles, contains);
}

bool is_injected_port(std::string_view name, std::string_view value) {
    return name.ends_with("_PORT") && value.starts_with("tcp://");
}

std::vector<std::string> variables() {
    std::vector<std::string> names;
    for (auto const& declaration : declarations())
        names.push_back(variable(declaration));
    return names;
}

}  // namespace

FromEnvironment read_environment(Environment const& environment) {
    auto const ours = variables();
    std::vector<std::string_view> const names{ours.begin(), ours.end()};

    FromEnvironment result;
    for (auto const& [name, value] : environment) {
        if (!name.starts_with(kPrefix) || value.empty() || is_injected_port(name, value)) continue;
        auto const found = std::ranges::find(names, name);
        if (found != names.end()) {
            auto const& declaration =
                declarations()[static_cast<std::size_t>(found - names.begin())];
            result.source.emplace(declaration.name, Given{name, {value}});
            continue;
        }
        if (is_somebody_elses(name)) continue;
        auto const shown = text::printable(name);
        if (auto const meant = text::nearest(name, names, kMisspeltWithin)) {
            throw UsageError{
                fmt::format("{} is no variable of the emulator; did you mean {}?", shown, *meant)};
        }
        result.warnings.push_back(fmt::format("{} is no variable of the emulator: ignored", shown));
    }
    return result;
}

}  // namespace rds::options
