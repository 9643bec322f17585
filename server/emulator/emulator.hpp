// The parts of the program, joined: fixture, tenants, catalog, gateway. No socket and no thread of
// its own; tests use it in process.
#pragma once

#include "server/api/catalog.hpp"
#include "server/codec/fixture.hpp"
#include "server/control/journal/waits.hpp"
#include "server/control/rest/router.hpp"
#include "server/control/tenants.hpp"
#include "server/emulator/options.hpp"
#include "server/emulator/start_state.hpp"
#include "server/gateway/auth/authenticate.hpp"
#include "server/gateway/gateway.hpp"
#include "server/http/message.hpp"
#include "storage/tenant/data_directory.hpp"

#include <atomic>
#include <optional>
#include <string>

namespace rds {

class Emulator {
  public:
    // What the emulator needs of the world.
    struct Outside {
        gateway::Gateway::MachineTime machine_time;
        control::Tenants::MakeLane make_lane;
        control::Timers timers{};  // for those who wait for calls; absent: nobody does
        std::function<storage::Duration()> uptime{};  // never goes back; if tenants may be idle
    };

    // Throws codec::Invalid if the start fixture or an option about it makes no sense, and
    // Unusable, having touched nothing, if the data directory or a file in it cannot be
    // used.
    Emulator(Options const& options, Outside outside);

    // Takes up the tenants that are kept, with what the options change of them. Once, before the
    // first answer. Throws Unusable; the tenants may by then have been brought to the
    // newest schema.
    void resume();

    // The server ends: whoever waits for a call through the control API is answered now. Any
    // thread.
    void stop_waiting() { waits_.stop(); }

    // Before an orderly end, when no lane runs any more: kept tenants write down what their clocks
    // show. Failures are logged.
    void keep_clocks();

    // Answers every request, whatever it is for. Any thread; see Gateway::answer and
    // control::rest::Router::answer.
    void answer(http::Request const& request, http::Reply reply);

    // From now on the control API says that the emulator is ready: when the port serves.
    void set_ready() { is_ready_ = true; }

    api::Catalog const& catalog() const { return catalog_; }

    control::Tenants& tenants() { return tenants_; }

    // An instance of the default tenant, for examples; empty if it has none. Only while no lane
    // runs.
    std::string example_instance();

  private:
    control::rest::Program program();
    control::TenantContents open_tenant(std::string const& id);

    Outside const outside_;
    Options const options_;
    api::Catalog const catalog_;
    StartState start_;
    std::optional<storage::DataDirectory> directory_;
    control::Tenants tenants_;
    gateway::Authenticator authenticator_;
    gateway::Gateway gateway_;
    std::atomic<bool> is_ready_{false};
    control::Waits waits_;
    control::rest::Router router_;
};

}  // namespace rds
