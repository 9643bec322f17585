#include "server/program/environment.hpp"

#include "server/text/ascii.hpp"
#include "server/text/escape.hpp"
#include "server/text/suggest.hpp"
#include "storage/unusable.hpp"

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

// Docker's links set NAME, PORT=tcp://..., PORT_2014_TCP and ENV_X; Kubernetes sets SERVICE_HOST
// and PORT=tcp://...; clients and tests keep the emulator's address, program, image or checkout.
bool is_somebody_elses(std::string_view name) {
    static constexpr std::array<std::string_view, 7>
        kNames{"HOST", "ENDPOINT", "URL", "NAME", "BINARY", "IMAGE", "SOURCE"};
    static constexpr std::array<std::string_view, 3> kMiddles{"_SERVICE_", "_PORT_", "_ENV_"};
    auto const is_in_name = [name](std::string_view middle) {
        return name.find(middle) != std::string_view::npos;
    };
    return std::ranges::any_of(kMiddles, is_in_name) ||
           std::ranges::find(kNames, name.substr(kPrefix.size())) != kNames.end();
}

using Known = std::map<std::string, Declaration const*>;

// The options by their variables: "RDS_EMULATOR_PORT_FILE".
Known variables() {
    Known all;
    for (auto const& group : kOptionGroups) {
        for (auto const& declaration : group.options) {
            std::string name{kPrefix};
            for (auto const c : declaration.name())
                name += c == '-' ? '_' : text::other_case(c);
            all.emplace(std::move(name), &declaration);
        }
    }
    return all;
}

// Throws Unusable if one of these was probably meant.
std::string warning_of(std::string_view name, Known const& known) {
    constexpr std::size_t kMostEdits = 2;
    std::vector<std::string_view> names;
    names.reserve(known.size());
    for (auto const& [known_name, declaration] : known)
        names.push_back(known_name);
    auto const what = text::printable(name) + " is not a variable of the emulator";
    if (auto const meant = text::nearest(name, names, kMostEdits))
        throw Unusable{fmt::format("{}; did you mean {}?", what, *meant)};
    return what + " and is ignored";
}

}  // namespace

FromEnvironment read_environment(Environment const& environment) {
    auto const known = variables();
    FromEnvironment result;
    for (auto const& [name, value] : environment) {
        if (!name.starts_with(kPrefix)) continue;
        auto const found = known.find(name);
        auto const is_known = found != known.end();
        if (value.empty() && !(is_known && found->second->guards)) continue;
        if (name.ends_with("_PORT") && value.starts_with("tcp://")) continue;
        if (name == "RDS_EMULATOR_CONFIG")
            throw Unusable{fmt::format("{}: {}", name, kOptionFileIsGone)};
        if (is_known) {
            result.source.emplace(found->second->name(), Given{found->second, name, {value}});
        } else if (!is_somebody_elses(name)) {
            result.warnings.push_back(warning_of(name, known));
        }
    }
    return result;
}

}  // namespace rds::options
