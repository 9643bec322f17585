#pragma once

#include "server/identity/identities.hpp"
#include "server/json/invalid.hpp"
#include "storage/backups/backup_jobs.hpp"
#include "storage/instances/instances.hpp"
#include "storage/lifecycle/plan.hpp"
#include "storage/tenant/clock.hpp"

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace rds::codec {

// A document that cannot be used. what() is one line: "mine.json: /instances/0/id: 7 is not ...".
using json::Invalid;

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

    // A row of a list that belongs to a resource, such as an instance's.
    struct Child {
        storage::Table const* table;
        std::shared_ptr<void> row;
    };

    // With the rows that usually belong to one, unless others are given.
    struct Instance : storage::Instance {
        std::optional<Timeline> timeline{};
        std::vector<Child> children{};
    };

    struct BackupJob {
        storage::NewBackupJob job;  // but for started_at
        Time started_at;
        std::string plan{};        // empty: its instance's, else the tenant's
        std::string why_failed{};  // of a failed job; empty: not said
        std::optional<Timeline> timeline{};
    };

    std::string source;          // the file's name, or what stands for it in messages
    storage::ClockChange clock;  // of a real clock
    storage::Changes settings;
    storage::Changes last_ids;         // from which the tenant counts on
    std::vector<storage::Plan> plans;  // without a duration: as long as the tenant's "timed"
    std::vector<Instance> instances;
    std::vector<BackupJob> backup_jobs;
    std::vector<Fault> faults;
    bool has_identities = false;      // of its own
    identity::Identities identities;  // of the server, whatever the tenant
};

}  // namespace rds::codec
