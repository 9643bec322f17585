// The command line: serve (default), check, healthcheck.
#include "server/log/log.hpp"
#include "server/log/writer.hpp"
#include "server/program/check.hpp"
#include "server/program/command_line.hpp"
#include "server/program/healthcheck.hpp"
#include "server/program/serve.hpp"
#include "storage/unusable.hpp"

#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace {

int run(rds::CommandLine const& line) {
    rds::log::configure(line.options.log_format, line.options.log_level);
    for (auto const& warning : line.warnings)
        rds::log::warn("{}", warning);
    switch (line.command) {
        case rds::Command::check:
            rds::check(line.options);
            break;
        case rds::Command::healthcheck:
            return rds::healthcheck(line);
        case rds::Command::serve:
            rds::serve(line.options);
            break;
    }
    return 0;
}

int run(std::string const& program, std::vector<std::string> const& arguments) {
    auto const environment = rds::process_environment();
    auto outcome = rds::parse(arguments, environment);
    if (auto const* const text = std::get_if<std::string>(&outcome)) {
        std::fputs(text->c_str(), stdout);
        return 0;
    }
    auto line = std::get<rds::CommandLine>(std::move(outcome));
    if (line.command == rds::Command::healthcheck && !line.health_address)
        line = rds::of_healthcheck(arguments, environment, program);
    return run(line);
}

// Waits for nobody who does not read.
void complain(std::string_view why, std::string_view cause = {}) {
    rds::log::flush();
    for (auto const part : {std::string_view{"rds-emulator: "}, why, cause, std::string_view{"\n"}})
        rds::log::write_or_give_up(STDERR_FILENO, part);
}

// Whoever reads the log or the READY line may stop reading, and a file may not grow any further
// (ulimit -f): a write fails, and nothing ends.
void outlive_failed_writes() {
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
}

}  // namespace

int main(int argc, char** argv) {
    outlive_failed_writes();
    std::vector<std::string> const words{argv, argv + argc};
    try {
        return run(words.at(0), {words.begin() + 1, words.end()});
    } catch (rds::Unusable const& unusable) {
        complain(unusable.what());
        // Docker reserves 2 for healthchecks.
        return std::ranges::find(words, "healthcheck") != words.end() ? 1 : 2;
    } catch (std::exception const& error) {
        complain("unexpected failure: ", error.what());
        return 1;
    }
}
