#pragma once

#include "server/identity/identities.hpp"
#include "storage/backups/backup_jobs.hpp"
#include "storage/instances/instances.hpp"
#include "storage/lifecycle/plans.hpp"
#include "storage/tenant/clock.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace rds::codec {

// A point of tenant time as a document gives it: relative to the moment it is applied, or fixed.
using Time = std::variant<storage::Duration, storage::Instant>;

storage::Instant resolve(Time const& time, storage::Instant now);

// A rule by which calls are struck. What it means is for someone who knows the actions to say.
struct Fault {
    std::string rule;     // its JSON, as the schema wants it
    std::string pointer;  // where the document has it

    bool operator==(Fault const&) const = default;
};

// A checked document as plain values: what a tenant starts with, and who may call. Vectors are in
// the document's order.
struct Fixture {
    struct Settings {
        std::optional<std::string> job_plan;
        std::optional<int> backups_per_day;
    };

    struct Plan {
        storage::Plan plan;
        bool has_duration = false;  // otherwise it lasts as long as the tenant's "timed"
    };

    // A move that was made.
    struct Move {
        storage::State from;
        storage::State to;
        Time at;
        std::string why;
    };

    // A move to come: at a time, which counts from the release of a held resource, or by polls.
    struct PlannedMove {
        storage::State from;
        storage::State to;
        std::variant<Time, storage::Polls> when;
        std::string why;
    };

    // What a resource did and what it will do, in the place of a plan.
    struct Timeline {
        std::vector<Move> history;
        std::vector<PlannedMove> planned;
        bool held = false;
    };

    struct Instance : storage::Instance {
        std::optional<Timeline> timeline{};
    };

    struct BackupJob {
        storage::NewBackupJob job;  // but for started_at
        Time started_at;
        std::string plan{};        // empty: its instance's, else the tenant's
        std::string why_failed{};  // of a failed job; empty: not said
        std::optional<Timeline> timeline{};
    };

    // The IDs from which the tenant counts on; absent: as every tenant.
    struct LastIds {
        std::optional<std::int32_t> job;
        std::optional<std::int32_t> backup;
    };

    std::string source;          // the file's name, or what stands for it in messages
    storage::ClockChange clock;  // of a real clock
    Settings settings;
    LastIds last_ids;
    std::vector<Plan> plans;
    std::vector<Instance> instances;
    std::vector<BackupJob> backup_jobs;
    std::vector<Fault> faults;
    bool has_identities = false;      // of its own
    identity::Identities identities;  // of the server, whatever the tenant
};

}  // namespace rds::codec
