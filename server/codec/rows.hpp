// The rows of a document, each as the structure by fixtures/schema.json allows it. All throw
// Invalid for what that structure could not say.
#pragma once

#include "server/codec/fixture.hpp"
#include "server/json/node.hpp"

namespace rds::codec {

using json::Node;

Fixture::Settings read_settings(Node const& node);

// A member that is there, and never negative.
storage::Duration read_duration(Node const& node, char const* name);

// A member that is there, in UTC.
storage::Instant read_instant(Node const& node, char const* name);

Fixture::Plan read_plan(Node const& node);

// What the row does not say is as in `instance`.
storage::Instance read_instance(Node const& node, storage::Instance instance = {});

Fixture::Instance read_new_instance(Node const& node);

Fixture::BackupJob read_backup_job(Node const& node);

}  // namespace rds::codec
