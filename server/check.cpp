#include "server/check.hpp"

#include "server/actions/catalog.hpp"
#include "server/fixture/invalid.hpp"
#include "server/start_state.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace rds {

int check(std::string const& name_or_path) {
    try {
        Options options;
        options.fixture = name_or_path;
        StartState const state{options, actions::catalog()};
        auto const& fixture = state.fixture();
        fmt::print(
            "{}: good; instances: {}, backup jobs: {}, plans: {}, faults: {}\n",
            name_or_path,
            fixture.instances.size(),
            fixture.backup_jobs.size(),
            fixture.plans.size(),
            fixture.faults.size()
        );
        return 0;
    } catch (fixture::Invalid const& invalid) {
        fmt::print(stderr, "rds-emulator: {}\n", invalid.what());
        return 2;
    }
}

}  // namespace rds
