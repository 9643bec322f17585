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

#include <string>

namespace rds {

class Emulator {
  public:
    // What the emulator needs of the world.
    struct Outside {
        gateway::Gateway::MachineTime machine_time;
        control::Accounts::MakeLane make_lane;
    };

    // Throws fixture::Invalid if the start fixture or an option about it makes no sense.
    Emulator(Options const& options, Outside outside);

    // Answers every request, whatever it is for. Any thread; see Gateway::answer.
    void answer(http::Request const& request, http::Reply reply) {
        gateway_.answer(request, std::move(reply));
    }

    api::Catalog const& catalog() const { return catalog_; }

    control::Accounts& accounts() { return accounts_; }

    // An instance of the start fixture, for examples; empty if it has none.
    std::string example_instance() const { return start_.example_instance(); }

  private:
    Outside const outside_;
    api::Catalog const catalog_;
    StartState const start_;
    control::Accounts accounts_;
    gateway::RequestIds request_ids_;
    gateway::Gateway gateway_;
};

}  // namespace rds
