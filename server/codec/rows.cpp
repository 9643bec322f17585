#include "server/codec/rows.hpp"

#include "server/codec/read_timeline.hpp"
#include "server/codec/references.hpp"
#include "server/codec/words.hpp"
#include "server/text/escape.hpp"
#include "server/text/time.hpp"

#include <fmt/format.h>

namespace rds::codec {

namespace {

using storage::Phase;
using storage::PlanKind;

// A member that only some kinds of plan heed would otherwise be ignored in silence.
void check_suits_kind(Node const& node, PlanKind kind) {
    auto const lasts = storage::lasts(kind);
    auto const refuse_unless = [&node](bool suits, char const* name, std::string_view kinds) {
        if (suits || !node.has(name)) return;
        auto const own = text::quoted(node.text("kind", "timed"));
        node.refuse(name, fmt::format("does not suit a plan of kind {}, only of {}", own, kinds));
    };
    refuse_unless(lasts, "duration", R"("timed", "failing" or "held")");
    refuse_unless(kind == PlanKind::polls, "polls", R"("polls")");
    refuse_unless(kind == PlanKind::failing, "failsIn", R"("failing")");
    refuse_unless(kind == PlanKind::failing, "reason", R"("failing")");
}

Time read_started_at(Node const& node, Phase phase) {
    auto const time = read_time(node, "startedAt", "0s");
    auto const* const offset = std::get_if<storage::Duration>(&time);
    if (offset != nullptr && *offset > storage::Duration{0} && phase != Phase::not_started)
        node.refuse("startedAt", kStartsTooLate);
    return time;
}

}  // namespace

Fixture::Settings read_settings(Node const& node) {
    Fixture::Settings settings;
    if (node.has("jobPlan")) settings.job_plan = node.text("jobPlan");
    if (node.has("backupsPerDay")) settings.backups_per_day = node.number("backupsPerDay", 0);
    return settings;
}

storage::Duration read_duration(Node const& node, char const* name) {
    auto const duration = text::parse_duration(node.text(name));
    if (!duration) node.refuse(name, fmt::format("is not {}", text::kDurationExample));
    if (*duration < storage::Duration{0}) node.refuse(name, "is negative; 0s is the least");
    return *duration;
}

storage::Instant read_instant(Node const& node, char const* name) {
    auto const instant = text::parse_timestamp(node.text(name));
    if (!instant) node.refuse(name, fmt::format("is not {}", text::kTimestampExample));
    return *instant;
}

Fixture::Plan read_plan(Node const& node) {
    Fixture::Plan row;
    row.plan.name = node.text("name");
    row.plan.kind = plan_kind(node.text("kind", "timed"));
    check_suits_kind(node, row.plan.kind);
    row.has_duration = node.has("duration");
    if (row.has_duration) row.plan.duration = read_duration(node, "duration");
    row.plan.polls_per_phase = node.number("polls", 1);
    row.plan.fails_in = storage::state_of(phase(node.text("failsIn", "Uploading")));
    row.plan.reason = node.text("reason");
    return row;
}

storage::Instance read_instance(Node const& node, storage::Instance instance) {
    instance.id = node.text("id", instance.id);
    instance.engine = node.text("engine", instance.engine);
    instance.engine_version = node.text("engineVersion", instance.engine_version);
    instance.region_id = node.text("regionId", instance.region_id);
    instance.status = node.text("status", instance.status);
    instance.read_only = node.flag("readOnly", instance.read_only);
    instance.job_plan = node.text("jobPlan", instance.job_plan);
    if (node.has("databases")) instance.databases = node.texts("databases");
    if (node.has("tags")) instance.tags = node.texts_by_name("tags");
    return instance;
}

Fixture::Instance read_new_instance(Node const& node) {
    Fixture::Instance row{read_instance(node)};
    if (has_timeline(node)) row.timeline = read_instance_timeline(node, row.status);
    return row;
}

Fixture::BackupJob read_backup_job(Node const& node) {
    Fixture::BackupJob row;
    if (node.has("id")) row.job.id = node.number("id", 0);
    row.job.instance_id = node.text("instance");
    row.job.mode = job_mode(node.text("mode", "Manual"));
    if (node.has("backupId")) row.job.backup_id = node.number("backupId", 0);
    if (has_timeline(node)) {
        read_job_timeline(node, row);
    } else {
        read_phase(node, row.job);
    }
    row.started_at = read_started_at(node, row.job.phase);
    if (row.timeline) return row;

    row.plan = node.text("plan");
    if (node.has("plan") && storage::is_terminal(row.job.phase)) {
        node.refuse("plan", "is of no use to a job that has ended; leave it out");
    }
    row.why_failed = node.text("reason");
    if (node.has("reason") && row.job.phase != Phase::failed) {
        node.refuse("reason", R"(is only for a job of status "Failed"; leave it out)");
    }
    return row;
}

}  // namespace rds::codec
