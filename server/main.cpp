// The command line: serve (default), check, healthcheck.
#include "server/log/log.hpp"
#include "server/program/check.hpp"
#include "server/program/command_line.hpp"
#include "server/program/healthcheck.hpp"
#include "server/program/serve.hpp"

#include <cstdio>
#include <exception>
#include <variant>

namespace {

// The file to check takes the place of whatever fixture the variables or the file name.
rds::Options options_of(rds::CommandLine const& command_line) {
    auto options = command_line.options;
    if (command_line.command == rds::Command::check) {
        options.fixture = command_line.check_file;
        options.fixture_json.reset();
    }
    return options;
}

int run(rds::CommandLine const& command_line) {
    auto const options = options_of(command_line);
    rds::log::configure(options.log_format, options.log_level);
    for (auto const& warning : command_line.warnings)
        rds::log::warn("{}", warning);
    switch (command_line.command) {
        case rds::Command::check:
            return rds::check(options);
        case rds::Command::healthcheck:
            return rds::healthcheck(command_line.health_address, options);
        case rds::Command::serve:
            return rds::serve(options);
    }
    return 2;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        auto const outcome = rds::parse(argc, argv, rds::process_environment());
        if (auto const* const exit = std::get_if<rds::Exit>(&outcome)) {
            std::fputs(exit->text.c_str(), exit->code == 0 ? stdout : stderr);
            return exit->code;
        }
        return run(std::get<rds::CommandLine>(outcome));
    } catch (std::exception const& error) {
        std::fprintf(stderr, "rds-emulator: unexpected failure: %s\n", error.what());
        return 1;
    }
}
