#pragma once

#include "storage/account.hpp"

#include <string>

namespace rds::kit {

// All that an account holds, as text to compare.
std::string state_text(storage::Account& account);

// And what its clock shows and how fast it runs.
std::string state_text(storage::Account& account, storage::Instant machine_now);

}  // namespace rds::kit
