// A tenant's database as a file: made in one step, opened only if it is whole and ours.
#pragma once

#include "storage/sqlite/connection.hpp"

#include <filesystem>

namespace rds::storage {

// What a file is called while it is being written; a file of that name is never read.
std::filesystem::path draft_of(std::filesystem::path const& file);

// Throws Unusable if the file is damaged, of another program, of a newer version of this one, or
// cannot be read and written. Reads all of it, and leaves it and its log as they are.
void check_tenant_file(std::filesystem::path const& file);

// Opens a file that has been checked and brings it to the newest schema. Throws Unusable.
sqlite::Connection open_tenant_file(std::filesystem::path const& file);

// Makes the file, which must not exist, a copy of a migrated database, and opens it. It appears
// under its name complete or not at all. Throws sqlite::Error or std::filesystem::filesystem_error.
sqlite::Connection
write_tenant_file(std::filesystem::path const& file, sqlite::Connection& original);

}  // namespace rds::storage
