#include "server/emulator.hpp"

#include "server/actions/catalog.hpp"

#include <utility>

namespace rds {

Emulator::Emulator(Options const& options, Outside outside)
    : outside_{std::move(outside)},
      catalog_{actions::catalog()},
      start_{options, catalog_, outside_.machine_time()},
      accounts_{
          static_cast<std::size_t>(options.max_accounts),
          outside_.make_lane,
          [this](std::string const&) { return start_.open_account(outside_.machine_time()); }},
      gateway_{
          catalog_,
          accounts_,
          request_ids_,
          outside_.machine_time,
          api::Behaviour{.uncapped_process = options.uncapped_process},
          start_.example_instance()} {}

}  // namespace rds
