// A tenant's resources, as calls name them and answers show them. Members are those of fixtures
// where these have them.
#pragma once

#include "server/control/rest/answer.hpp"
#include "server/json/node.hpp"
#include "storage/tenant/tenant.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace rds::control::rest {

// A 404 that says what may have been meant.
Problem
unknown(std::string_view noun, std::string_view name, std::vector<std::string> const& known);

// Each throws Problem 404 if the tenant has none. `pointer` leads to the name in the body; empty:
// it stands in the path.

storage::Instance
known_instance(storage::Tenant& state, std::string_view id, std::string const& pointer = {});

storage::Plan
known_plan(storage::Tenant& state, std::string_view name, std::string const& pointer = {});

storage::BackupJob
known_job(storage::Tenant& state, std::int64_t id, std::string const& pointer = {});

// Checks the plan that a member of the body names, if it is there.
void require_plan(storage::Tenant& state, json::Node const& body, char const* name);

// A resource that has a lifecycle, of any kind.
struct Moving {
    std::string id;  // as messages show it
    storage::Lifecycle lifecycle;
    bool is_polled;  // polls make its next move
};

Moving known_moving(
    storage::Tenant& state,
    storage::ResourceId const& id,
    std::string const& pointer = {}
);

// When time will bring a resource into a state, or `now` if it is there: {"kind": "jobs", "id":
// "7", "status": "Finished"}, or with "job" in the place of kind and ID. Throws Problem if it never
// will.
storage::Instant
when_reached(json::Node const& until, storage::Tenant& state, storage::Instant now);

// A row as an object; that of an instance with all that belongs to it, with what it did and what
// time will do.
std::string shown_row(storage::Tenant& state, storage::Table const& table, void const* row);

// A job with its moves.
std::string shown_job(storage::Tenant& state, storage::BackupJob const& job);

// A resource that has a lifecycle, in full.
std::string shown_moving(storage::Tenant& state, storage::ResourceId const& id);

}  // namespace rds::control::rest
