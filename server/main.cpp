// The command line: serve (default), check, healthcheck.
#include "server/log/log.hpp"
#include "server/program/check.hpp"
#include "server/program/command_line.hpp"
#include "server/program/healthcheck.hpp"
#include "server/program/serve.hpp"
#include "storage/unusable.hpp"

#include <cstdio>
#include <exception>
#include <string>
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

}  // namespace

int main(int argc, char** argv) {
    try {
        std::vector<std::string> const words{argv, argv + argc};
        return run(words.at(0), {words.begin() + 1, words.end()});
    } catch (rds::Unusable const& unusable) {
        rds::log::flush();
        std::fprintf(stderr, "rds-emulator: %s\n", unusable.what());
        return 2;
    } catch (std::exception const& error) {
        rds::log::flush();
        std::fprintf(stderr, "rds-emulator: unexpected failure: %s\n", error.what());
        return 1;
    }
}
