#pragma once

#include "storage/account.hpp"

#include <string>

namespace rds::kit {

// Instances, settings, plans' names and the jobs of the contract's fixture, as text to compare.
std::string state_text(storage::Account& account);

}  // namespace rds::kit
