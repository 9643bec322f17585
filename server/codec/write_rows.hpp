// Rows of a document the other way round: as read_instance() and read_plan() take them.
#pragma once

#include "server/json/writer.hpp"
#include "storage/backups/backup_job.hpp"
#include "storage/instances/instances.hpp"

namespace rds::codec {

// As members of the object that is being written.
void write_members(json::Writer& writer, storage::Instance const& instance);

void write_plan(json::Writer& writer, storage::Plan const& plan);

}  // namespace rds::codec
