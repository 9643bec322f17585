#include "server/control/routes/resource.hpp"

#include "server/codec/backup_job.hpp"
#include "server/codec/fields.hpp"
#include "server/codec/timeline.hpp"
#include "server/text/escape.hpp"
#include "server/text/number.hpp"
#include "server/text/suggest.hpp"
#include "server/text/time.hpp"

#include <algorithm>
#include <utility>

namespace rds::control::rest {

namespace {

using storage::Instant;

// The API documents a percentage; what lies above it is --uncapped-process's to show.
constexpr int kMostPercent = 100;

// Whose lifecycle the body waits for.
storage::ResourceId read_id(json::Node const& until) {
    if (until.has("job") == (until.has("kind") && until.has("id")))
        until.refuse("names a resource by kind and id, or by job");
    if (until.has("job")) return std::int64_t{until.scalar("job", 0)};
    auto id = until.text("id");
    if (until.text("kind") != storage::kJobMachine.name) return id;
    auto const number = text::number<std::int32_t>(id);
    if (!number) until.refuse("id", "is not the number of a backup job");
    return std::int64_t{*number};
}

std::string why_never(Moving& moving, storage::State wanted) {
    auto const& machine = moving.lifecycle.machine();
    auto const state = moving.lifecycle.state();
    auto const so = fmt::format("{} {} is {}", machine.noun, moving.id, machine.word(state));
    auto const there = machine.word(wanted);
    if (machine.is_terminal(state) && machine.is_terminal(wanted))
        return fmt::format("{}, so it ended otherwise than {}.", so, there);
    if (machine.path(state, wanted).empty()) return fmt::format("{} and has passed {}.", so, there);
    if (moving.lifecycle.is_held()) return so + " and held; release it, and time will move it.";
    if (moving.is_polled) {
        return so +
               " and waits for polls, not for time; call DescribeBackupTasks, step it, or "
               "change its plan.";
    }
    return fmt::format(
        "{}, and its plan does not lead to {}; step it, or change its plan.",
        so,
        there
    );
}

}  // namespace

Problem
unknown(std::string_view noun, std::string_view name, std::vector<std::string> const& known) {
    auto const right = text::near_or_known(name, {known.begin(), known.end()});
    auto message = fmt::format("This account has no {} {}{}", noun, text::quoted(name), right);
    return Problem{404, "{}", text::sentence(std::move(message))};
}

storage::Instance
known_instance(storage::Tenant& state, std::string_view id, std::string const& pointer) {
    auto instance = state.instances().find(id);
    if (!instance) throw unknown("instance", id, state.instances().names()).at(pointer);
    return *std::move(instance);
}

storage::Plan
known_plan(storage::Tenant& state, std::string_view name, std::string const& pointer) {
    auto plan = state.plans().find(name);
    if (!plan) throw unknown("plan", name, state.plans().names()).at(pointer);
    return *std::move(plan);
}

storage::BackupJob known_job(storage::Tenant& state, std::int64_t id, std::string const& pointer) {
    auto const number = static_cast<std::int32_t>(id);
    auto job = state.backup_jobs().find_anywhere(number);
    if (job) return *std::move(job);
    constexpr int kNear = 3;
    auto const near = state.backup_jobs().nearest_ids(number, kNear);
    auto const right = near.empty()
                           ? std::string{"it has none at all"}
                           : fmt::format("the nearest there are: {}", fmt::join(near, ", "));
    throw Problem{404, "This account has no backup job {}; {}.", id, right}.at(pointer);
}

void require_plan(storage::Tenant& state, json::Node const& body, char const* name) {
    if (body.has(name)) known_plan(state, body.text(name), body.pointer_to(name));
}

Moving
known_moving(storage::Tenant& state, storage::ResourceId const& id, std::string const& pointer) {
    if (auto const* const number = std::get_if<std::int64_t>(&id)) {
        auto const job = known_job(state, *number, pointer);
        return {std::to_string(job.id), state.backup_jobs().lifecycle(job.id), job.polled};
    }
    auto const instance = known_instance(state, std::get<std::string>(id), pointer);
    return {instance.id, state.instances().lifecycle(instance.id), false};
}

std::string shown_row(storage::Tenant& state, storage::Table const& table, void const* row) {
    return object_of([&](json::Writer& writer) {
        codec::write_row(writer, table, row, text::short_timestamp);
        if (&table != &storage::instances_table()) return;
        auto const& id = static_cast<storage::Instance const*>(row)->id;
        auto const children = state.children_of_instances(id, id);
        codec::write_children(writer, children, id, text::short_timestamp);
        auto lifecycle = state.instances().lifecycle(id);
        writer.member("held", lifecycle.is_held());
        codec::write_timeline(writer, lifecycle, text::short_timestamp);
    });
}

std::string shown_job(storage::Tenant& state, storage::BackupJob const& job) {
    return object_of([&](json::Writer& writer) {
        codec::write_job(writer, job, text::short_timestamp);
        writer.member("phase", storage::kJobMachine.word(storage::state_of(job.phase)));
        if (auto const percent = job.standing().percent)
            writer.member("process", std::min(*percent, kMostPercent));
        writer.member("held", job.held);
        writer.member("polled", job.polled);
        auto const lifecycle = state.backup_jobs().lifecycle(job.id);
        codec::write_timeline(writer, lifecycle, text::short_timestamp);
    });
}

std::string shown_moving(storage::Tenant& state, storage::ResourceId const& id) {
    if (auto const* const number = std::get_if<std::int64_t>(&id))
        return shown_job(state, known_job(state, *number));
    auto const instance = known_instance(state, std::get<std::string>(id));
    return shown_row(state, storage::instances_table(), &instance);
}

Instant when_reached(json::Node const& until, storage::Tenant& state, Instant now) {
    auto const* const member = until.has("job") ? "/until/job" : "/until/id";
    auto moving = known_moving(state, read_id(until), member);
    auto const& machine = moving.lifecycle.machine();
    auto const wanted = machine.state(until.text("status"));
    if (!wanted) {
        auto const is_job = machine.kind == storage::Kind::job;
        until.refuse(
            "status",
            is_job ? "is not a phase of a backup job" : "is not a status of an instance"
        );
    }
    if (moving.lifecycle.state() == *wanted) return now;
    for (auto const& move : moving.lifecycle.planned()) {
        auto const* const at = std::get_if<Instant>(&move.when);
        if (at == nullptr) break;  // time alone leads no further
        if (move.to != *wanted) continue;
        if (*at <= storage::kLastInstant) return *at;
        auto const last = text::short_timestamp(storage::kLastInstant);
        throw Problem{409, "It will not be before {}, where clocks end.", last}.at("/until");
    }
    throw Problem{409, "{}", why_never(moving, *wanted)}.at("/until");
}

}  // namespace rds::control::rest
