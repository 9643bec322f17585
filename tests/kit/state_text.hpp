#pragma once

#include "storage/account.hpp"

#include <string>

namespace rds::kit {

// All that an account's stores hold, as text to compare.
std::string state_text(storage::Account& account);

}  // namespace rds::kit
