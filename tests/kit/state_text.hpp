#pragma once

#include "storage/tenant/tenant.hpp"

#include <string>

namespace rds::kit {

// All that a tenant holds, as text to compare.
std::string state_text(storage::Tenant& tenant);

// And what its clock shows and how fast it runs.
std::string state_text(storage::Tenant& tenant, storage::Instant machine_now);

}  // namespace rds::kit
