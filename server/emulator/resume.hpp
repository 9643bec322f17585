#pragma once

#include "server/api/catalog.hpp"
#include "server/control/served_tenant.hpp"
#include "server/emulator/options.hpp"

#include <filesystem>

namespace rds {

// A tenant that is kept in a file, as it was left; the start fixture has no say. Throws
// Unusable if it has no plan of the name that the options give or another version's fault, or if
// they set its clock back.
control::TenantContents
resume(std::filesystem::path const& file, Options const& options, storage::Instant machine_now);

// What options say that were given wins over what is stored; the log says so of the clock, of which
// `file` it is. Throws storage::sqlite::Error.
void overrule(
    storage::Tenant& tenant,
    std::filesystem::path const& file,
    Options const& options,
    storage::Instant machine_now
);

}  // namespace rds
