// Backup jobs in documents: where one stands is said by two words, by its moves, or by a plan,
// which no table of fields can say. Shows RapidJSON.
#pragma once

#include "server/codec/fields.hpp"
#include "server/codec/fixture.hpp"
#include "storage/tenant/tenant.hpp"

#include <string>

namespace rds::codec {

// Reads a job of the structure that the schema allows. Throws json::Invalid.
Fixture::BackupJob read_backup_job(json::Node const& node);

// Throws json::Invalid if the job, which stands at `pointer`, would begin after `now` and has
// begun, or if its moves are not in order.
void check_job(
    Fixture::BackupJob const& row,
    storage::Instant now,
    std::string const& source,
    std::string const& pointer = {}
);

// Creates the job, whose instance and plan are there, in a transaction of the caller's.
storage::BackupJob
apply_job(Fixture::BackupJob const& row, storage::Tenant& tenant, storage::Instant now);

// Writes the job as a document has it, but for its moves.
void write_job(json::Writer& writer, storage::BackupJob const& job, InstantText instant_text);

}  // namespace rds::codec
