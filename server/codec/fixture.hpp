#pragma once

#include "server/identity/identities.hpp"
#include "server/json/invalid.hpp"
#include "storage/backups/backup_jobs.hpp"
#include "storage/instances/instances.hpp"
#include "storage/lifecycle/plan.hpp"
#include "storage/tenant/clock.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace rds::codec {

// A document that cannot be used. what() is one line: "mine.json: /instances/0/id: 7 is not ...".
using json::Invalid;

// A point of tenant time as a document gives it: relative to the moment it is applied, or fixed.
using Time = std::variant<storage::Duration, storage::Instant>;

// Of a Time, or of a move that polls do not make.
storage::Instant resolve(auto const& time, storage::Instant now) {
    auto const* const offset = std::get_if<storage::Duration>(&time);
    return offset != nullptr ? now + *offset : std::get<storage::Instant>(time);
}

// A rule by which calls are struck. What it means is for someone who knows the actions to say.
struct Fault {
    std::string rule;     // its JSON, as the schema wants it
    std::string pointer;  // where the document has it

    bool operator==(Fault const&) const = default;
};

// A checked document as plain values: what a tenant starts with, and who may call. Vectors are in
// the document's order.
struct Fixture {
    // What a resource did and what it will do, in the place of a plan. Durations count from the
    // moment it is applied, those of a held resource from its release.
    struct Timeline {
        std::vector<storage::PlannedMove> history;  // not by polls
        std::vector<storage::PlannedMove> planned;
        bool held = false;
    };

    // A row of a list: of a plain table, or one that belongs to an instance.
    struct Row {
        storage::Table const* table;
        storage::AnyRow row;
    };

    // With the rows that usually belong to one, unless others are given.
    struct Instance : storage::Instance {
        std::optional<Timeline> timeline{};
        std::vector<Row> children{};
    };

    struct BackupJob {
        storage::BackupJob job;  // but for started_at
        Time started_at;
        std::string plan{};        // empty: its instance's, else the tenant's
        std::string why_failed{};  // of a failed job; empty: not said
        std::optional<Timeline> timeline{};
    };

    std::string source;          // the file's name, or what stands for it in messages
    storage::ClockChange clock;  // of a real clock
    storage::Changes settings;
    storage::Changes last_ids;         // from which the tenant counts on
    std::vector<Row> rows;             // of plain tables
    std::vector<storage::Plan> plans;  // without a duration: as long as the tenant's "timed"
    std::vector<Instance> instances;
    std::vector<BackupJob> backup_jobs;
    std::vector<Fault> faults;
    bool has_identities = false;      // of its own
    identity::Identities identities;  // of the server, whatever the tenant
};

}  // namespace rds::codec
