#include "server/codec/fields.hpp"
#include "server/control/routes/advance.hpp"
#include "server/control/routes/known.hpp"
#include "server/control/routes/routes.hpp"
#include "server/control/routes/shown_state.hpp"
#include "server/text/time.hpp"

#include <fmt/format.h>

#include <charconv>

namespace rds::control::rest {

namespace {

using storage::Instant;

std::string_view mode_of(storage::Clock const& clock) {
    if (clock.is_frozen()) return "frozen";
    return clock.is_real() ? "real" : "scaled";
}

Answer shown(storage::Tenant::Entered const& entered, std::string_view stopped = {}) {
    auto const transaction = entered.begin(storage::Access::read);
    auto const& clock = entered.tenant().clock();
    auto const next = entered.tenant().next_scheduled();
    json::Writer writer;
    writer.object([&] {
        writer.member("now", text::short_timestamp(entered.now()));
        writer.member("speed", clock.speed());
        writer.member("mode", mode_of(clock));
        if (!stopped.empty()) writer.member("stopped", stopped);
        if (!next || next->move.at > storage::kLastInstant) return;
        writer.key("next");
        writer.object([&] {
            if (next->kind == storage::Kind::job)
                writer.member("job", std::get<std::int64_t>(next->id));
            write_scheduled(writer, *next);
        });
    });
    return Answer::json(writer.text());
}

void require_ahead(Instant wanted, Instant now, std::string const& pointer) {
    if (wanted >= now) return;
    throw Problem{
        409,
        fmt::format(
            "The account's clock shows {} and goes forward only, not to {}; a reset or a restore "
            "turns it back.",
            text::short_timestamp(now),
            text::short_timestamp(wanted)
        ),
        pointer};
}

std::optional<double> read_speed(json::Node const& body) {
    if (body.has("frozen") && body.has("speed"))
        body.refuse("speed", "stands beside frozen; give one of the two");
    if (body.has("frozen")) return body.flag("frozen", false) ? 0.0 : 1.0;
    if (!body.has("speed")) return std::nullopt;
    return body.real("speed", 1);
}

Answer set_speed(Visit const& visit, std::optional<double> speed) {
    auto& state = visit.state();
    storage::ClockChange const change{.at = visit.now(), .speed = speed};
    state.set_clock(changed(state.clock(), change, visit.machine_now), visit.machine_now);
    return shown(visit.entered());
}

// Set forward, the clock makes what falls due on the way, as an advance does.
void change(Visit const& visit, AdvanceNeeds const& needs, Reply const& reply) {
    auto const speed = read_speed(visit.body);
    if (!visit.body.has("now")) return reply(set_speed(visit, speed));
    auto const now = visit.now();
    auto const to = codec::read_instant(visit.body, "now");
    require_ahead(to, now, "/now");
    advance(
        visit,
        {now, to, speed.value_or(visit.state().clock().speed())},
        needs,
        [tenant = visit.tenant.shared_from_this(), needs](Outcome const& outcome) {
            return shown(tenant->contents().state.enter(needs.machine_time()), outcome.stopped);
        },
        reply
    );
}

Instant read_by(json::Node const& body, Instant now) {
    auto const reached = storage::advanced(now, codec::read_duration(body, "by"));
    if (reached) return *reached;
    throw Problem{
        409,
        fmt::format(
            "{} and so much more is past {}, where every clock ends.",
            text::short_timestamp(now),
            text::short_timestamp(storage::kLastInstant)
        ),
        "/by"};
}

Instant next_event(storage::Tenant& state) {
    auto const next = state.next_scheduled();
    if (next && next->move.at <= storage::kLastInstant) return next->move.at;
    throw Problem{
        409,
        "Nothing is planned: every job of this account has ended, is held, or waits for polls or "
        "a step, and no instance is on its way.",
        "/toNextEvent"};
}

// Whose lifecycle the body waits for.
struct Awaited {
    std::string id;
    storage::Lifecycle lifecycle;
    storage::State state;
    bool can_wait_for_polls;
};

Awaited read_awaited(json::Node const& until, storage::Tenant& state) {
    auto const job_of = [&](std::int32_t id, char const* member) {
        auto const job = known_job(state, id, "/until/" + std::string{member});
        auto const word = until.text("status");
        auto const wanted = storage::kJobMachine.state(word);
        if (!wanted) until.refuse("status", "is not a phase of a backup job");
        return Awaited{
            std::to_string(job.id),
            state.backup_jobs().lifecycle(job.id),
            *wanted,
            job.polled};
    };
    if (until.has("job") == (until.has("kind") && until.has("id")))
        until.refuse("names a resource by kind and id, or by job");
    if (until.has("job")) return job_of(until.number("job", 0), "job");
    if (until.text("kind") == storage::kJobMachine.name) {
        auto const id = until.text("id");
        std::int32_t number = 0;
        auto const [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
        if (error != std::errc{} || end != id.data() + id.size())
            until.refuse("id", "is not the number of a backup job");
        return job_of(number, "id");
    }
    auto const instance = known_instance(state, until.text("id"), "/until/id");
    auto const wanted = storage::kInstanceMachine.state(until.text("status"));
    if (!wanted) until.refuse("status", "is not a status of an instance");
    return {instance.id, state.instances().lifecycle(instance.id), *wanted, false};
}

std::string why_never(Awaited& awaited) {
    auto const& machine = awaited.lifecycle.machine();
    auto const state = awaited.lifecycle.state();
    auto const so = fmt::format("{} {} is {}", machine.noun, awaited.id, machine.word(state));
    auto const there = machine.word(awaited.state);
    if (machine.is_terminal(state)) {
        return machine.is_terminal(awaited.state)
                   ? fmt::format("{}, so it ended otherwise than {}.", so, there)
                   : fmt::format("{} and has passed {}.", so, there);
    }
    if (machine.path(state, awaited.state).empty())
        return fmt::format("{} and has passed {}.", so, there);
    if (awaited.lifecycle.is_held())
        return fmt::format("{} and held; release it, and time will move it.", so);
    if (awaited.can_wait_for_polls) {
        return fmt::format(
            "{} and waits for polls, not for time; call DescribeBackupTasks, step it, or change "
            "its plan.",
            so
        );
    }
    return fmt::format(
        "{}, and its plan does not lead to {}; step it, or change its plan.",
        so,
        there
    );
}

// Looked up before anything moves.
Instant when_reached(json::Node const& until, storage::Tenant& state, Instant now) {
    auto awaited = read_awaited(until, state);
    if (awaited.lifecycle.state() == awaited.state) return now;
    for (auto const& move : awaited.lifecycle.planned()) {
        auto const* const at = std::get_if<Instant>(&move.when);
        if (at == nullptr) break;  // time alone leads no further
        if (move.to != awaited.state) continue;
        if (*at <= storage::kLastInstant) return *at;
        throw Problem{
            409,
            fmt::format(
                "It will not be before {}, where clocks end.",
                text::short_timestamp(storage::kLastInstant)
            ),
            "/until"};
    }
    throw Problem{409, why_never(awaited), "/until"};
}

// Where the body wants the clock.
Instant destination(Visit const& visit, Instant now) {
    auto const& body = visit.body;
    if (body.has("by")) return read_by(body, now);
    if (body.has("toNextEvent")) return next_event(visit.state());
    if (body.has("until")) return when_reached(body.object("until"), visit.state(), now);
    auto const to = codec::read_instant(body, "to");
    require_ahead(to, now, "/to");
    return to;
}

void advance_clock(Visit const& visit, AdvanceNeeds const& needs, Reply const& reply) {
    auto const entered = visit.entered();
    auto const from = entered.now();
    Instant to;
    {
        auto const transaction = entered.begin(storage::Access::read);
        to = destination(visit, from);
    }
    auto const answer = [from](Outcome const& outcome) {
        json::Writer writer;
        writer.object([&] {
            writer.member("from", text::short_timestamp(from));
            writer.member("now", text::short_timestamp(outcome.reached));
            writer.key("moves");
            writer.list(outcome.moves, [&](auto const& move) {
                writer.object([&] { write_scheduled(writer, move); });
            });
            writer.member("count", outcome.count);
            if (!outcome.stopped.empty()) writer.member("stopped", outcome.stopped);
        });
        return Answer::json(writer.text());
    };
    // It keeps its speed, and what a running clock shows from there on is later.
    advance(visit, {from, to, visit.state().clock().speed()}, needs, answer, reply);
}

}  // namespace

Routes clock_routes(AdvanceNeeds const& needs) {
    return {
        {"clock", Handle{[](Visit const& visit) { return shown(visit.entered()); }}},
        {"changeClock",
         [needs](Visit const& visit, Reply const& reply) { change(visit, needs, reply); }},
        {"advanceClock",
         [needs](Visit const& visit, Reply const& reply) { advance_clock(visit, needs, reply); }},
    };
}

}  // namespace rds::control::rest
