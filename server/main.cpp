// The command line: serve (default), check, healthcheck.
#include "server/actions/catalog.hpp"
#include "server/emulator/start_state.hpp"
#include "server/log/log.hpp"
#include "server/log/writer.hpp"
#include "server/program/command_line.hpp"
#include "server/program/healthcheck.hpp"
#include "server/program/serve.hpp"
#include "storage/unusable.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace {

// Says on standard output that the fixture which the options name is good, with all else that they
// say of the state. Throws Unusable if it is not.
void check(rds::Options const& options) {
    using namespace std::chrono;
    auto const catalog = rds::actions::catalog();
    rds::StartState const state{options, catalog, floor<milliseconds>(system_clock::now())};
    auto const& fixture = state.first_fixture();
    fmt::print(
        "{}: good; instances: {}, backup jobs: {}, plans: {}, faults: {}, access keys: {}, STS "
        "tokens: {}, bearer tokens: {}\n",
        options.fixture,
        fixture.instances.size(),
        fixture.backup_jobs.size(),
        fixture.plans.size(),
        fixture.faults.size(),
        fixture.identities.access_keys.size(),
        fixture.identities.temporary_keys.size(),
        fixture.identities.bearer_tokens.size()
    );
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
    rds::log::configure(line.options.log_format, line.options.log_level);
    for (auto const& warning : line.warnings)
        rds::log::warn("{}", warning);
    if (line.command == rds::Command::healthcheck) return rds::healthcheck(line);
    if (line.command == rds::Command::check) {
        check(line.options);
    } else {
        rds::serve(line.options);
    }
    return 0;
}

// Waits for nobody who does not read.
void complain(std::string_view why, std::string_view cause = {}) {
    rds::log::flush();
    for (auto const part : {std::string_view{"rds-emulator: "}, why, cause, std::string_view{"\n"}})
        rds::log::write_or_give_up(STDERR_FILENO, part);
}

}  // namespace

int main(int argc, char** argv) {
    // Whoever reads the log or the READY line may stop reading, and a file may not grow any further
    // (ulimit -f): a write fails, and nothing ends.
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
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
