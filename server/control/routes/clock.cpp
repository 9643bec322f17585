#include "server/codec/fields.hpp"
#include "server/codec/timeline.hpp"
#include "server/control/routes/resource.hpp"
#include "server/control/routes/routes.hpp"
#include "server/log/log.hpp"
#include "server/text/time.hpp"

#include <chrono>
#include <limits>
#include <utility>

namespace rds::control::rest {

namespace {

using storage::Instant;

constexpr std::size_t kMostListed = 1000;
constexpr std::size_t kMostMoves = 2'000'000;
constexpr std::chrono::milliseconds kStep{5};

// An advance of a tenant's clock. Shared by the tasks that carry it on, one after another, on the
// tenant's lane.
struct Advance {
    SharedTenant tenant;
    Program const& program;
    Reply reply;
    Answer (*answer)(Advance const&);  // once it has ended, on the tenant's lane
    Instant from;
    Instant to;
    double speed;  // at which the clock runs on

    // How far it has come.
    Instant reached{};
    std::vector<storage::ScheduledMove> moves{};  // the first 1,000
    std::size_t count = 0;                        // of all
    std::string_view stopped{};  // why it is short of its destination; empty: it is not
};

// Returns whether all is made that is due.
bool make(Advance& advance, storage::Settling settling) {
    std::vector<storage::ScheduledMove> made;
    auto& moves = advance.moves;
    if (moves.size() < kMostListed) {
        settling.observe = [&](storage::ScheduledMove const& move) {
            if (moves.size() + made.size() < kMostListed) made.push_back(move);
        };
    }
    auto& state = advance.tenant->contents().state;
    auto const advanced = state.advance(settling, advance.speed, advance.program.machine_time());
    moves.insert(moves.end(), made.begin(), made.end());
    advance.reached = state.settled_until();
    advance.count += advanced.count;
    return advanced.is_complete;
}

bool step(Advance& advance) {
    using SteadyClock = std::chrono::steady_clock;
    auto const until = SteadyClock::now() + kStep;
    return make(
        advance,
        {
            .to = advance.to,
            .most = kMostMoves - advance.count,
            .is_enough = [until] { return SteadyClock::now() >= until; },
            .cut = storage::Settling::Cut::anywhere,
        }
    );
}

void finish(Advance& advance, std::string_view why) noexcept {
    advance.stopped = why;
    guard(advance.reply, [&advance] { advance.reply(advance.answer(advance)); });
}

void end(Advance& advance, std::string_view why) noexcept {
    finish(advance, why);
    advance.tenant->resume();
}

// Leaves no instant half made.
void stop(Advance& advance, std::string_view why) {
    advance.speed = advance.tenant->contents().state.clock().speed;
    make(advance, {.to = advance.reached, .most = std::numeric_limits<std::size_t>::max()});
    end(advance, why);
}

void carry_on(std::shared_ptr<Advance> const& advance) noexcept {
    try {
        if (advance->program.waits.is_stopped()) return stop(*advance, "The emulator is stopping.");
        if (advance->count >= kMostMoves)
            return stop(*advance, "One advance makes no more than 2000000 moves.");
        if (step(*advance)) return end(*advance, {});
        advance->tenant->go_on([advance] { carry_on(advance); });
    } catch (std::exception const& error) {
        log::error("an advance ended early: {}", error.what());
        end(*advance, "The rest could not be written; the emulator's log has the cause.");
    }
}

// Turns the tenant's clock forward, making all moves on the way, in steps between which other
// tenants are served; calls of the tenant wait until the end. Then replies, once. The first step
// throws storage::sqlite::Error, having changed nothing.
void begin(Advance first) {
    auto const advance = std::make_shared<Advance>(std::move(first));
    if (step(*advance)) return finish(*advance, {});
    advance->tenant->pause();
    try {
        advance->tenant->go_on([advance] { carry_on(advance); });
    } catch (std::exception const&) {
        end(*advance, "There is no memory for the rest.");
    }
}

// The members {kind, id, instance?, from, to, at, why} of a move.
void write_scheduled(json::Writer& writer, storage::ScheduledMove const& row) {
    auto const& machine = storage::machine_of(row.kind);
    writer.member("kind", machine.name);
    std::visit([&](auto const& id) { writer.member("id", id); }, row.id);
    if (!row.instance.empty()) writer.member("instance", row.instance);
    codec::write_move(writer, machine, row.move, text::short_timestamp);
}

std::string_view mode_of(storage::Clock const& clock) {
    if (clock.is_frozen()) return "frozen";
    return clock.is_real() ? "real" : "scaled";
}

Answer shown(storage::Tenant::Entered const& entered, std::string_view stopped = {}) {
    auto const transaction = entered.begin(storage::Access::read);
    auto const& clock = entered.tenant().clock();
    auto const next = entered.tenant().next_scheduled();
    return Answer::object([&](json::Writer& writer) {
        writer.member("now", text::short_timestamp(entered.now()));
        writer.member("speed", clock.speed);
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
}

void require_ahead(Instant wanted, Instant now, std::string const& pointer) {
    if (wanted >= now) return;
    throw Problem{
        409,
        "The account's clock shows {} and goes forward only, not to {}; a reset or a restore turns "
        "it back.",
        text::short_timestamp(now),
        text::short_timestamp(wanted)}
        .at(pointer);
}

std::optional<double> read_speed(json::Node const& body) {
    if (body.has("frozen") && body.has("speed"))
        body.refuse("speed", "stands beside frozen; give one of the two");
    if (body.has("frozen")) return body.scalar("frozen", false) ? 0.0 : 1.0;
    if (!body.has("speed")) return std::nullopt;
    return body.scalar("speed", 1.0);
}

Answer set_speed(Visit const& visit, std::optional<double> speed) {
    auto& state = visit.state();
    storage::ClockChange const change{.at = visit.now(), .speed = speed};
    state.set_clock(changed(state.clock(), change, visit.machine_now), visit.machine_now);
    return shown(visit.entered());
}

// Set forward, the clock makes what falls due on the way, as an advance does.
void change(Visit const& visit, Reply const& reply) {
    auto const speed = read_speed(visit.body);
    if (!visit.body.has("now")) return reply(set_speed(visit, speed));
    auto const now = visit.now();
    auto const to = codec::read_instant(visit.body, "now");
    require_ahead(to, now, "/now");
    auto const answer = [](Advance const& advance) {
        auto& state = advance.tenant->contents().state;
        return shown(state.enter(advance.program.machine_time()), advance.stopped);
    };
    auto const then = speed.value_or(visit.state().clock().speed);
    begin({visit.tenant.shared_from_this(), visit.program, reply, answer, now, to, then});
}

Instant read_by(json::Node const& body, Instant now) {
    auto const reached = storage::advanced(now, codec::read_duration(body, "by"));
    if (reached) return *reached;
    throw Problem{
        409,
        "{} and so much more is past {}, where every clock ends.",
        text::short_timestamp(now),
        text::short_timestamp(storage::kLastInstant)}
        .at("/by");
}

Instant next_event(storage::Tenant& state) {
    auto const next = state.next_scheduled();
    if (next && next->move.at <= storage::kLastInstant) return next->move.at;
    throw Problem{
        409,
        "Nothing is planned: every job of this account has ended, is held, or waits for polls or "
        "a step, and no instance is on its way."}
        .at("/toNextEvent");
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

void advance_clock(Visit const& visit, Reply const& reply) {
    auto const entered = visit.entered();
    auto const from = entered.now();
    Instant to;
    {
        auto const transaction = entered.begin(storage::Access::read);
        to = destination(visit, from);
    }
    auto const answer = [](Advance const& advance) {
        return Answer::object([&](json::Writer& writer) {
            writer.member("from", text::short_timestamp(advance.from));
            writer.member("now", text::short_timestamp(advance.reached));
            writer.key("moves");
            writer.list(advance.moves, [&](auto const& move) {
                writer.object([&] { write_scheduled(writer, move); });
            });
            writer.member("count", advance.count);
            if (!advance.stopped.empty()) writer.member("stopped", advance.stopped);
        });
    };
    // It keeps its speed, and what a running clock shows from there on is later.
    auto const speed = visit.state().clock().speed;
    begin({visit.tenant.shared_from_this(), visit.program, reply, answer, from, to, speed});
}

}  // namespace

Routes clock_routes() {
    return {
        {"clock", [](Visit const& visit) { return shown(visit.entered()); }},
        {"changeClock", change},
        {"advanceClock", advance_clock},
    };
}

}  // namespace rds::control::rest
