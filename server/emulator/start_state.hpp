#pragma once

#include "server/api/catalog.hpp"
#include "server/codec/fixture.hpp"
#include "server/control/served_tenant.hpp"
#include "server/emulator/options.hpp"

#include <memory>
#include <mutex>
#include <string>

namespace rds {

// What tenants begin as: the start fixture, with what the options add to it and change. Any
// thread.
class StartState {
  public:
    // Reads the fixture that the options name, checks it against the actions and applies it once,
    // so that what cannot work stops the start and not the first call. Keeps the references. Throws
    // codec::Invalid.
    StartState(Options const& options, api::Catalog const& catalog, storage::Instant machine_now);

    // A new tenant in memory whose clock starts now.
    control::TenantContents new_tenant(storage::Instant machine_now) const;

    // A tenant in memory that begins as this fixture says, and where it says nothing as the
    // options do. Throws codec::Invalid, also if it has identities.
    control::TenantContents tenant_of(codec::Fixture fixture, storage::Instant machine_now) const;

    // From now on new tenants begin as this fixture says; the options win over it. Throws as
    // tenant_of(), and has changed nothing then.
    void set_fixture(codec::Fixture fixture, storage::Instant machine_now);

    // The first instance that is not read-only, or an empty name.
    std::string example_instance() const;

    // The one that the program was started with.
    codec::Fixture const& first_fixture() const { return *first_; }

  private:
    using SharedFixture = std::shared_ptr<codec::Fixture const>;

    SharedFixture current() const;
    control::TenantContents begin(codec::Fixture const& fixture, storage::Instant machine_now)
        const;

    Options const& options_;
    api::Catalog const& catalog_;
    SharedFixture const first_;
    mutable std::mutex mutex_;  // guards the pointer alone
    SharedFixture current_;
};

}  // namespace rds
