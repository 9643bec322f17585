#pragma once

#include "server/api/catalog.hpp"
#include "server/control/account.hpp"
#include "server/fixture/fixture.hpp"
#include "server/options/options.hpp"

#include <string>
#include <vector>

namespace rds {

// What every account begins as: the start fixture, with what the options add to it and change.
// Immutable; any thread.
class StartState {
  public:
    // Reads the fixture that the options name, checks it against the actions and applies it once,
    // so that what cannot work stops the start and not the first call. Throws fixture::Invalid.
    StartState(Options const& options, api::Catalog const& catalog, storage::Instant machine_now);

    // A new account in memory whose clock starts now.
    control::AccountContents new_account(storage::Instant machine_now) const;

    // The first instance that is not read-only, or an empty name.
    std::string example_instance() const;

    fixture::Fixture const& fixture() const { return fixture_; }

  private:
    fixture::Fixture const fixture_;
    std::vector<control::FaultRule> const fault_rules_;
    storage::ClockChange const clock_;  // of a real clock
    std::chrono::milliseconds const job_duration_;
};

}  // namespace rds
