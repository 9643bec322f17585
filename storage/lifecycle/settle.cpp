// What is due is made, in one order, whatever its kind.
#include "storage/lifecycle/lifecycle.hpp"
#include "storage/sqlite/connection.hpp"

#include <string>
#include <utility>

namespace rds::storage {

namespace {

ResourceId id_in(sqlite::Statement const& row, int column, Kind kind) {
    if (kind == Kind::instance) return std::string{row.text(column)};
    return row.integer(column);
}

// The first moves that are due at `to`, in their order.
constexpr std::string_view kDue = R"(
SELECT kind, id, seq, from_state, to_state, at, why FROM moves
WHERE settled = 0 AND at IS NOT NULL AND at <= ?1
ORDER BY at, kind, id, seq
LIMIT ?2
)";

std::vector<ScheduledMove> due(sqlite::Connection& database, Instant to, int most) {
    std::vector<ScheduledMove> rows;
    auto const query = database.statement(kDue);
    query.with(to, most);
    while (query->step()) {
        auto const kind = static_cast<Kind>(query->integer(0));
        Move move{
            .from = static_cast<State>(query->integer(3)),
            .to = static_cast<State>(query->integer(4)),
            .at = query->instant(5),
            .why = std::string{query->text(6)},
        };
        rows.push_back({kind, id_in(*query, 1, kind), query->integer(2), {}, std::move(move)});
    }
    return rows;
}

constexpr std::string_view kSettle = R"(
UPDATE moves SET settled = 1 WHERE kind = ?1 AND id = ?2 AND seq = ?3
)";

constexpr std::string_view kRefuse = R"(
UPDATE moves SET to_state = from_state, why = ?4 WHERE kind = ?1 AND id = ?2 AND seq = ?3
)";

// Returns whether other moves may have been planned or dropped.
bool make(sqlite::Connection& database, Machine const& machine, ScheduledMove& due) {
    auto& [kind, id, seq, instance, move] = due;
    database.statement(kSettle).with(kind, id, seq)->step();
    database.statement(machine.set_state).with(id, move.to, move.from, move.at)->step();
    auto const* const edge = machine.edge(move.from, move.to);
    auto const has_effect = edge != nullptr && edge->effect != nullptr;
    auto const refused = has_effect ? edge->effect(database, id, move.at) : std::nullopt;
    Lifecycle lifecycle{database, machine, id};
    if (refused) {
        database.statement(machine.set_state).with(id, move.from, move.to, move.at)->step();
        database.statement(kRefuse).with(kind, id, seq, *refused)->step();
        lifecycle.schedule({}, move.at);
        move.to = move.from;
        move.why = *refused;
        return true;
    }
    lifecycle.forget_before(seq);
    return has_effect && !edge->keeps_moves;
}

constexpr std::string_view kInstanceOf = R"(
SELECT instance_id FROM backup_jobs WHERE id = ?1
)";

void name_instance(sqlite::Connection& database, ScheduledMove& row) {
    if (row.kind != Kind::job) return;
    auto const query = database.statement(kInstanceOf);
    if (query.with(row.id)->step()) row.instance = query->text(0);
}

// No instant is cut in two where somebody may look.
bool may_stop(Settling const& settling, Settled const& settled, ScheduledMove const& next) {
    if (settled.count == 0) return settling.most == 0;
    if (settling.cut == Settling::Cut::between_instants && next.move.at == settled.last)
        return false;
    return settled.count >= settling.most || (settling.is_enough && settling.is_enough());
}

constexpr std::string_view kSetSettledUntil = R"(
INSERT INTO settled (one, until) VALUES (1, ?1)
ON CONFLICT (one) DO UPDATE SET until = MAX(until, ?1)
)";

}  // namespace

Settled settle(sqlite::Connection& database, Settling const& settling) {
    constexpr int kBatch = 64;
    Settled settled;
    auto rows = due(database, settling.to, kBatch);
    while (!rows.empty() && settled.is_complete) {
        for (auto& row : rows) {
            settled.is_complete = !may_stop(settling, settled, row);
            if (!settled.is_complete) break;
            auto const& machine = *settling.machines[static_cast<std::size_t>(row.kind)];
            if (settling.observe) name_instance(database, row);
            auto const others_changed = make(database, machine, row);
            ++settled.count;
            settled.last = row.move.at;
            if (settling.observe) settling.observe(row);
            if (others_changed) break;
        }
        if (settled.is_complete) rows = due(database, settling.to, kBatch);
    }
    if (settled.last) database.statement(kSetSettledUntil).with(*settled.last)->step();
    return settled;
}

std::optional<ScheduledMove> next_scheduled(sqlite::Connection& database) {
    auto const next = due(database, Instant::max(), 1);
    if (next.empty()) return std::nullopt;
    auto row = next.front();
    name_instance(database, row);
    return row;
}

}  // namespace rds::storage
