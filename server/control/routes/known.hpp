// Finds what a call names, or says what may have been meant.
#pragma once

#include "server/json/node.hpp"
#include "storage/tenant/tenant.hpp"

#include <string>
#include <string_view>

namespace rds::control::rest {

// Each throws Problem 404 if the tenant has none. `pointer` leads to the name in the body; empty:
// it stands in the path.

storage::Instance
known_instance(storage::Tenant& state, std::string_view id, std::string const& pointer = {});

storage::Plan
known_plan(storage::Tenant& state, std::string_view name, std::string const& pointer = {});

storage::BackupJob
known_job(storage::Tenant& state, std::int32_t id, std::string const& pointer = {});

// Checks the plan that a member of the body names, if it is there.
void require_plan(storage::Tenant& state, json::Node const& body, char const* name);

}  // namespace rds::control::rest
