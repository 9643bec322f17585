#include "server/program/command_line.hpp"

#include "server/program/arguments.hpp"
#include "server/program/declarations.hpp"
#include "server/program/file.hpp"
#include "server/program/values.hpp"
#include "server/text/escape.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace rds {

namespace {

constexpr int kBadUsage = 2;

// The file that flags or variables name.
options::Source read_named_file(options::Source const& flags, options::Source const& variables) {
    for (auto const* const source : {&flags, &variables}) {
        auto const config = source->find(options::kConfig);
        if (config != source->end()) return options::read_file(config->second.values.back());
    }
    return {};
}

// Nothing if none was given.
std::optional<ListenAddress> health_address(std::string const& text) {
    if (text.empty()) return std::nullopt;
    std::vector<ListenAddress> addresses;
    if (options::read_value(text, addresses)) return addresses.front();
    throw options::UsageError{fmt::format(
        "healthcheck: {} is not an IP address with or without a port, like 127.0.0.1:2014",
        text::quoted(text)
    )};
}

CommandLine combine(options::Arguments arguments, Environment const& environment) {
    auto [variables, warnings] = options::read_environment(environment);
    auto file = read_named_file(arguments.source, variables);

    CommandLine result;
    if (arguments.check_file) {
        result.command = Command::check;
        result.check_file = *std::move(arguments.check_file);
    }
    if (arguments.health_address) {
        result.command = Command::healthcheck;
        result.health_address = health_address(*arguments.health_address);
    }
    std::array<options::Source, 3> const strongest_first{
        std::move(arguments.source),
        std::move(variables),
        std::move(file)};
    result.options = options::choose(strongest_first);
    result.warnings = std::move(warnings);
    return result;
}

}  // namespace

std::variant<CommandLine, Exit>
parse(int argc, char const* const* argv, Environment const& environment) {
    try {
        auto read = options::read_arguments(argc, argv);
        if (auto* const answer = std::get_if<options::Answer>(&read)) {
            return Exit{0, std::move(answer->text)};
        }
        return combine(std::get<options::Arguments>(std::move(read)), environment);
    } catch (options::UsageError const& error) {
        return Exit{kBadUsage, fmt::format("rds-emulator: {}\n", error.what())};
    }
}

}  // namespace rds
