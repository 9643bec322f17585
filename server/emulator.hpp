// The parts of the program, joined: fixture, accounts, catalog, gateway. No socket and no thread of
// its own; tests use it in process.
#pragma once

#include "server/api/catalog.hpp"
#include "server/control/accounts.hpp"
#include "server/fixture/fixture.hpp"
#include "server/gateway/gateway.hpp"
#include "server/http/handler.hpp"
#include "server/options/options.hpp"
#include "server/start_state.hpp"
#include "storage/data_directory.hpp"

#include <optional>
#include <string>

namespace rds {

class Emulator {
  public:
    // What the emulator needs of the world.
    struct Outside {
        gateway::Gateway::MachineTime machine_time;
        control::Accounts::MakeLane make_lane;
    };

    // Throws fixture::Invalid if the start fixture or an option about it makes no sense, and
    // storage::Unusable if the data directory, or an account that it holds, cannot be used.
    Emulator(Options const& options, Outside outside);

    // Before an orderly end, when no lane runs any more: kept accounts write down what their clocks
    // show. Failures are logged.
    void rest();

    // Answers every request, whatever it is for. Any thread; see Gateway::answer.
    void answer(http::Request const& request, http::Reply reply) {
        gateway_->answer(request, std::move(reply));
    }

    api::Catalog const& catalog() const { return catalog_; }

    control::Accounts& accounts() { return accounts_; }

    // An instance of the default account, for examples; empty if it has none. Only while no lane
    // runs.
    std::string example_instance();

  private:
    control::AccountContents open_account(std::string const& id);
    void resume_accounts();

    Outside const outside_;
    Options const options_;
    api::Catalog const catalog_;
    StartState const start_;
    std::optional<storage::DataDirectory> const directory_;
    control::Accounts accounts_;
    gateway::RequestIds request_ids_;
    std::optional<gateway::Gateway> gateway_;  // made last
};

}  // namespace rds
