#include "server/program/arguments.hpp"

#include "server/program/declarations.hpp"
#include "server/text/escape.hpp"
#include "server/version.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace rds::options {

namespace {

constexpr std::string_view kFooter =
    "Each option can also be given as a variable (--port-file: RDS_EMULATOR_PORT_FILE) or in the "
    "file\n(port-file = \"...\"). Flags win over variables, variables over the file.";

// The grammar of the command line, as CLI11 knows it: CLI11 takes the arguments apart and prints
// the help; values are understood later, in the same way for each source.
class Grammar {
  public:
    Grammar() {
        app_.set_help_flag();
        for (auto const& declaration : declarations())
            add(declaration);
        app_.set_help_flag("--help,-h", "Print this help")->group("General");
        app_.set_version_flag("--version", fmt::format("rds-emulator {}", kVersion))
            ->description("Print the version")
            ->group("General");
        app_.get_formatter()->label("SUBCOMMAND", "COMMAND");
        app_.footer(std::string{kFooter});
        app_.allow_extras();
        app_.require_subcommand(0, 1);

        check_ = app_.add_subcommand("check", "Validate a fixture without serving it");
        check_->group("Commands (without one, the emulator serves)");
        check_->fallthrough();
        check_->add_option("FILE", check_file_, "The fixture to validate")
            ->type_name("")
            ->required();

        healthcheck_ = app_.add_subcommand(
            "healthcheck",
            "Ask a running emulator whether it is ready; exit code 0 or 1"
        );
        healthcheck_->group(check_->get_group());
        healthcheck_->fallthrough();
        healthcheck_->add_option("ADDRESS", health_address_, "Where it listens [found by itself]")
            ->type_name("");
    }

    std::variant<Arguments, Answer> read(int argc, char const* const* argv) {
        try {
            app_.parse(argc, argv);
        } catch (CLI::CallForHelp const&) {
            return Answer{help()};
        } catch (CLI::CallForVersion const& version) {
            return Answer{fmt::format("{}\n", version.what())};
        } catch (CLI::ArgumentMismatch const& mismatch) {
            refuse_mismatch(mismatch.what());
        } catch (CLI::RequiredError const&) {
            throw UsageError{"check needs the FILE to validate"};
        } catch (CLI::ParseError const& error) {
            throw UsageError{text::printable(error.what(), kShownMessage)};
        }
        refuse_unknown();
        return arguments();
    }

  private:
    static constexpr std::size_t kShownMessage = 256;

    void add(Declaration const& declaration) {
        auto const name = flag(declaration);
        std::string const help{declaration.help};
        auto* const option =
            declaration.is_switch()
                ? app_.add_flag(name, help)
                : app_.add_option(name, CLI::callback_t{[](auto const&) { return true; }}, help);
        option->group(std::string{declaration.group})
            ->option_text(std::string{declaration.value})
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        options_.emplace(&declaration, option);
    }

    // CLI11 sets two empty lines between groups.
    std::string help() const {
        auto text = app_.help();
        for (auto at = text.find("\n\n\n"); at != std::string::npos; at = text.find("\n\n\n", at)) {
            text.erase(at, 1);
        }
        return text;
    }

    // CLI11's message begins with the option's name and a colon.
    [[noreturn]] static void refuse_mismatch(std::string_view message) {
        auto const name = message.substr(0, message.find(':'));
        for (auto const& declaration : declarations()) {
            if (flag(declaration) != name) continue;
            throw UsageError{fmt::format("{} needs a value: {}", name, declaration.expected)};
        }
        throw UsageError{text::printable(message, kShownMessage)};
    }

    void refuse_unknown() {
        auto const unknown = app_.remaining(true);
        if (unknown.empty()) return;
        auto const& first = unknown.front();
        auto const shown = text::quoted(first.substr(0, first.find('=')));
        if (first.starts_with('-')) {
            throw UsageError{fmt::format("{} is no option{}", shown, nearest_flag(first))};
        }
        if (check_->parsed()) {
            throw UsageError{
                fmt::format("{} is one argument too many: check takes one FILE", shown)};
        }
        if (healthcheck_->parsed()) {
            throw UsageError{
                fmt::format("{} is one argument too many: healthcheck takes one ADDRESS", shown)};
        }
        throw UsageError{fmt::format("{} is no command{}", shown, nearest_command(first))};
    }

    static std::string nearest_flag(std::string_view unknown) {
        std::vector<std::string> flags{"--help", "--version"};
        for (auto const& declaration : declarations())
            flags.push_back(flag(declaration));
        std::vector<std::string_view> const candidates{flags.begin(), flags.end()};
        auto const meant = did_you_mean(unknown.substr(0, unknown.find('=')), candidates);
        return meant.empty() ? "; --help lists them" : meant;
    }

    static std::string nearest_command(std::string_view unknown) {
        std::vector<std::string_view> const candidates{"check", "healthcheck"};
        auto const meant = did_you_mean(unknown, candidates);
        return meant.empty() ? "; without a command the emulator serves, --help lists them" : meant;
    }

    Arguments arguments() const {
        Arguments result;
        for (auto const& [declaration, option] : options_) {
            if (option->count() == 0) continue;
            result.source.emplace(declaration->name, Given{flag(*declaration), option->results()});
        }
        if (check_->parsed()) result.check_file = check_file_;
        if (healthcheck_->parsed()) result.health_address = health_address_;
        return result;
    }

    CLI::App app_{"A local emulator of Alibaba Cloud ApsaraDB RDS", "rds-emulator"};
    std::map<Declaration const*, CLI::Option*> options_;
    CLI::App* check_ = nullptr;
    CLI::App* healthcheck_ = nullptr;
    std::string check_file_;
    std::string health_address_;
};

}  // namespace

std::variant<Arguments, Answer> read_arguments(int argc, char const* const* argv) {
    return Grammar{}.read(argc, argv);
}

}  // namespace rds::options
