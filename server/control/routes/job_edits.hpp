#pragma once

#include "server/control/rest/visit.hpp"
#include "storage/tenant/tenant.hpp"

#include <string>

namespace rds::control::rest {

// What is done to a job that exists.
Routes job_edit_routes();

// A job that was found at `now`, as answers show it.
std::string shown_job(storage::Tenant& state, storage::BackupJob const& job, storage::Instant now);

}  // namespace rds::control::rest
