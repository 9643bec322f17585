#include "server/control/routes/known.hpp"
#include "server/control/routes/routes.hpp"
#include "server/control/routes/shown_state.hpp"
#include "server/fixture/rows.hpp"
#include "server/fixture/words.hpp"
#include "server/text/time.hpp"
#include "storage/timeline.hpp"

#include <fmt/format.h>

namespace rds::control::rest {

namespace {

using storage::BackupJob;
using storage::Instant;
using storage::Obstacle;
using storage::Phase;

constexpr int kMostMovesListed = 1000;

std::string_view mode_of(storage::Clock const& clock) {
    if (clock.is_frozen()) return "frozen";
    return clock.is_real() ? "real" : "scaled";
}

Answer shown(Visit const& visit) {
    return reading(visit, [&](Instant now) {
        auto const& clock = visit.state().clock();
        auto const next = visit.state().schedule().next(now);
        json::Writer writer;
        writer.object([&] {
            writer.member("now", text::short_timestamp(now));
            writer.member("speed", clock.speed());
            writer.member("mode", mode_of(clock));
            if (!next || next->move.at > storage::kLastInstant) return;
            writer.key("next");
            write_scheduled(writer, *next);
        });
        return Answer::json(writer.text());
    });
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

Answer change(Visit const& visit) {
    auto const now = visit.now();
    storage::ClockChange change{.speed = read_speed(visit.body)};
    if (visit.body.has("now")) {
        change.at = fixture::read_instant(visit.body, "now");
        require_ahead(*change.at, now, "/now");
    }
    auto const clock = changed(visit.state().clock(), change, visit.machine_now);
    visit.state().set_clock(clock, visit.machine_now);
    return shown(visit);
}

Instant read_by(json::Node const& body, Instant now) {
    auto const reached = storage::advanced(now, fixture::read_duration(body, "by"));
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

Instant next_event(storage::Tenant& state, Instant now) {
    auto const next = state.schedule().next(now);
    if (next && next->move.at <= storage::kLastInstant) return next->move.at;
    throw Problem{
        409,
        "Nothing is planned: every job of this account has ended, is held, or waits for polls or "
        "a step.",
        "/toNextEvent"};
}

std::string why_never(Obstacle obstacle, BackupJob const& job, Phase wanted) {
    auto const so = fmt::format("Job {} is {}", job.id, fixture::word(job.phase));
    auto const there = fixture::word(wanted);
    switch (obstacle) {
        case Obstacle::passed:
            return fmt::format("{} and has passed {}.", so, there);
        case Obstacle::ended:
            return fmt::format("{}, so it ended otherwise than {}.", so, there);
        case Obstacle::held:
            return fmt::format("{} and held; release it, and time will move it.", so);
        case Obstacle::polled:
            return fmt::format(
                "{} and waits for polls, not for time; call DescribeBackupTasks, step it, or "
                "change its plan.",
                so
            );
        case Obstacle::not_planned:
            return fmt::format(
                "{}, and its plan does not lead to {}; step it, or change its plan.",
                so,
                there
            );
    }
    throw std::logic_error{"an obstacle without words"};
}

Instant when_job_reaches(json::Node const& until, storage::Tenant& state, Instant now) {
    auto const job = known_job(state, until.number("job", 0), now, "/until/job");
    auto const wanted = fixture::phase(until.text("status"));
    auto const planned = storage::timeline_at(state.backup_jobs().history(job.id), now).planned;
    auto const reached = storage::when_reaching(wanted, job, planned, now);
    if (auto const* const obstacle = std::get_if<Obstacle>(&reached))
        throw Problem{409, why_never(*obstacle, job, wanted), "/until"};
    auto const at = std::get<Instant>(reached);
    if (at <= storage::kLastInstant) return at;
    throw Problem{
        409,
        fmt::format(
            "It will not be before {}, where clocks end.",
            text::short_timestamp(storage::kLastInstant)
        ),
        "/until"};
}

// Where the body wants the clock.
Instant destination(Visit const& visit, Instant now) {
    auto const& body = visit.body;
    if (body.has("by")) return read_by(body, now);
    if (body.has("toNextEvent")) return next_event(visit.state(), now);
    if (body.has("until")) return when_job_reaches(body.object("until"), visit.state(), now);
    auto const to = fixture::read_instant(body, "to");
    require_ahead(to, now, "/to");
    return to;
}

Answer advance(Visit const& visit) {
    auto& state = visit.state();
    Instant to;
    auto answer = reading(visit, [&](Instant now) {
        to = destination(visit, now);
        json::Writer writer;
        writer.object([&] {
            writer.member("from", text::short_timestamp(now));
            writer.member("now", text::short_timestamp(to));
            writer.key("moves");
            writer.list(state.schedule().between(now, to, kMostMovesListed), [&](auto const& row) {
                write_scheduled(writer, row);
            });
            writer.member("count", state.schedule().count(now, to));
        });
        return Answer::json(writer.text());
    });
    // It keeps its speed, and what a running clock shows from here on is later.
    state.set_clock(changed(state.clock(), {.at = to}, visit.machine_now), visit.machine_now);
    return answer;
}

}  // namespace

Routes clock_routes() {
    return {
        {"clock", Handle{shown}},
        {"changeClock", Handle{change}},
        {"advanceClock", Handle{advance}},
    };
}

}  // namespace rds::control::rest
