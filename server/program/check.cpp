#include "server/program/check.hpp"

#include "server/actions/catalog.hpp"
#include "server/emulator/start_state.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>

namespace rds {

void check(Options const& options) {
    auto const now = std::chrono::floor<storage::Duration>(std::chrono::system_clock::now());
    auto const catalog = actions::catalog();
    StartState const state{options, catalog, now};
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

}  // namespace rds
