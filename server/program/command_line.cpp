#include "server/program/command_line.hpp"

#include "server/program/option_table.hpp"
#include "server/text/ascii.hpp"
#include "server/text/escape.hpp"
#include "server/text/suggest.hpp"
#include "server/version.hpp"
#include "storage/unusable.hpp"

#include <CLI/CLI.hpp>
#include <boost/algorithm/string/replace.hpp>
#include <fmt/format.h>

#include <array>
#include <utility>

namespace rds {

namespace {

using options::Declaration;
using options::Given;
using options::Source;

constexpr std::string_view kFooter =
    "Each option can also be given as a variable (--port-file: RDS_EMULATOR_PORT_FILE). Flags win "
    "over variables.";

// What CLI11 does: it takes the arguments apart and prints the help. Values are read later, in the
// same way for flags and variables, since CLI11's messages name no variable.
class Grammar {
  public:
    Grammar() {
        app_.set_help_flag();
        for (auto const& group : options::kOptionGroups) {
            for (auto const& declaration : group.options)
                add(declaration, std::string{group.name});
        }
        app_.set_help_flag("--help,-h", "Print this help")->group("General");
        app_.set_version_flag("--version", fmt::format("rds-emulator {}", kVersion))
            ->description("Print the version")
            ->group("General");
        app_.get_formatter()->label("SUBCOMMAND", "COMMAND");
        app_.footer(std::string{kFooter});
        app_.allow_extras();
        app_.require_subcommand(0, 1);
        add_command(check_, "FILE", check_file_, "The fixture to validate")->required();
        add_command(healthcheck_, "ADDRESS", health_address_, "Where it listens [by the options]");
    }

    // Returns the help or the version if the arguments ask for it.
    std::optional<std::string> read(std::vector<std::string> const& arguments) {
        try {
            app_.parse(std::vector<std::string>{arguments.rbegin(), arguments.rend()});
        } catch (CLI::CallForHelp const&) {
            return boost::replace_all_copy(app_.help(), "\n\n\n", "\n\n");  // CLI11 sets two
        } catch (CLI::CallForVersion const& version) {
            return fmt::format("{}\n", version.what());
        } catch (CLI::ArgumentMismatch const& mismatch) {
            refuse_mismatch(mismatch.what());
        } catch (CLI::RequiredError const&) {
            throw Unusable{"check needs the FILE to validate"};
        } catch (CLI::ParseError const& error) {
            throw Unusable{text::printable(error.what(), kShownMessage)};
        }
        refuse_unknown();
        return std::nullopt;
    }

    Source flags() const {
        Source given;
        for (auto const& [declaration, option] : options_) {
            if (option->count() == 0) continue;
            given.emplace(
                declaration->name(),
                Given{declaration, std::string{declaration->flag()}, option->results()}
            );
        }
        return given;
    }

    void complete(CommandLine& line) const {
        if (check_->parsed()) {
            line.command = Command::check;
            line.options.fixture = check_file_;  // whatever fixture the options name
            line.options.fixture_json.reset();
        }
        if (!healthcheck_->parsed()) return;
        line.command = Command::healthcheck;
        if (health_address_.empty()) return;
        line.health_address = options::listen_address(health_address_);
        if (line.health_address) return;
        throw Unusable{fmt::format(
            "healthcheck: {} is not localhost or an IP address, with or without a port, like "
            "127.0.0.1:2014",
            text::quoted(health_address_)
        )};
    }

  private:
    static constexpr std::size_t kShownMessage = 256;

    void add(Declaration const& declaration, std::string const& group) {
        std::string const flag{declaration.flag()};
        std::string const help{declaration.help};
        auto const anything = CLI::callback_t{[](auto const&) { return true; }};
        auto* const option = declaration.is_switch() ? app_.add_flag(flag, help)
                                                     : app_.add_option(flag, anything, help);
        option->group(group)
            ->option_text(std::string{declaration.placeholder()})
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        options_.emplace_back(&declaration, option);
    }

    static CLI::Option*
    add_command(CLI::App* command, std::string const& name, std::string& value, char const* help) {
        command->group("Commands (without one, the emulator serves)");
        command->fallthrough();
        return command->add_option(name, value, help)->type_name("");
    }

    // CLI11's message begins with the option's name and a colon.
    [[noreturn]] void refuse_mismatch(std::string_view message) const {
        auto const name = message.substr(0, message.find(':'));
        for (auto const& [declaration, option] : options_) {
            if (declaration->flag() != name) continue;
            throw Unusable{fmt::format("{} needs a value: {}", name, declaration->value.expected)};
        }
        throw Unusable{text::printable(message, kShownMessage)};
    }

    void refuse_unknown() const {
        auto const unknown = app_.remaining(true);
        if (unknown.empty()) return;
        auto const name = unknown.front().substr(0, unknown.front().find('='));
        auto const shown = text::quoted(name);
        if (name == "--config")
            throw Unusable{name + ": " + std::string{options::kOptionFileIsGone}};
        if (name.starts_with('-')) throw Unusable{shown + " is not an option" + nearest_flag(name)};
        for (auto const* const command : app_.get_subcommands())
            throw Unusable{shown + " is one argument too many for " + command->get_name()};
        throw Unusable{shown + " is not a command" + likely(name, {"check", "healthcheck"})};
    }

    std::string nearest_flag(std::string_view unknown) const {
        std::vector<std::string_view> flags{"--help", "--version"};
        for (auto const& [declaration, option] : options_)
            flags.push_back(declaration->flag());
        return likely(unknown, flags);
    }

    static std::string
    likely(std::string_view unknown, std::vector<std::string_view> const& known) {
        auto near = text::near_name(unknown, known);
        return near.empty() ? "; --help lists them" : near;
    }

    CLI::App app_{"A local emulator of Alibaba Cloud ApsaraDB RDS", "rds-emulator"};
    std::vector<std::pair<Declaration const*, CLI::Option*>> options_;
    CLI::App* check_ = app_.add_subcommand("check", "Validate a fixture without serving it");
    CLI::App* healthcheck_ = app_.add_subcommand(
        "healthcheck",
        "Ask a running emulator whether it is ready; exit code 0 or 1"
    );
    std::string check_file_;
    std::string health_address_;
};

// A switch that is off excludes nothing.
Given const* choice(Source const& source, std::string_view name) {
    auto const found = source.find(name);
    if (found == source.end()) return nullptr;
    auto const& given = found->second;
    auto const is_off =
        given.declaration->is_switch() && options::true_or_false(given.values.back()) == false;
    return is_off ? nullptr : &given;
}

// Two options that exclude each other are one choice: flags that make it leave none to variables.
// Throws Unusable if one source gives both.
void settle_exclusions(Source const& flags, Source& variables) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kExclusive{
        {{"fixture", "fixture-json"}, {"clock-speed", "clock-frozen"}}};
    for (auto const& [one, other] : kExclusive) {
        if (choice(flags, one) != nullptr) variables.erase(other);
        if (choice(flags, other) != nullptr) variables.erase(one);
        for (Source const* const source : {&flags, static_cast<Source const*>(&variables)}) {
            auto const* const first = choice(*source, one);
            auto const* const second = choice(*source, other);
            if (first == nullptr || second == nullptr) continue;
            throw Unusable{fmt::format(
                "{} and {} exclude each other: give one",
                first->source,
                second->source
            )};
        }
    }
}

std::vector<std::string_view> items(std::vector<std::string> const& values) {
    std::vector<std::string_view> all;
    for (auto const& value : values) {
        for (auto const item : text::split(value, ','))
            all.push_back(text::trimmed(item));
    }
    return all;
}

void read_value(Given const& given, Options& options) {
    auto const& [expected, read, is_list] = given.declaration->value;
    auto const texts =
        is_list ? items(given.values) : std::vector<std::string_view>{given.values.back()};
    for (auto const text : texts) {
        if (read(text, options, given.source)) continue;
        throw Unusable{fmt::format("{}: {} is not {}", given.source, text::quoted(text), expected)};
    }
}

}  // namespace

std::variant<CommandLine, std::string>
parse(std::vector<std::string> const& arguments, Environment const& environment) {
    Grammar grammar;
    if (auto text = grammar.read(arguments)) return *std::move(text);

    auto const flags = grammar.flags();
    auto [variables, warnings] = options::read_environment(environment);
    settle_exclusions(flags, variables);
    std::erase_if(variables, [&](auto const& given) { return flags.contains(given.first); });

    CommandLine line;
    for (auto const* const source : {&std::as_const(variables), &flags}) {
        for (auto const& [name, value] : *source)
            read_value(value, line.options);
    }
    line.warnings = std::move(warnings);
    grammar.complete(line);
    return line;
}

}  // namespace rds
