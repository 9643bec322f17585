// What is due is made, in one order, whatever its kind.
#include "storage/columns.hpp"
#include "storage/lifecycle/lifecycle.hpp"
#include "storage/sqlite/connection.hpp"

#include <utility>

namespace rds::storage {

namespace {

struct Due {
    Kind kind;
    ResourceId id;
    std::int64_t seq;
    Move move;
};

ResourceId id_in(sqlite::Statement const& row, int column, Kind kind) {
    if (kind == Kind::instance) return std::string{row.text(column)};
    return row.integer(column);
}

Due read_due(sqlite::Statement const& row) {
    auto const kind = static_cast<Kind>(row.integer(0));
    return {
        .kind = kind,
        .id = id_in(row, 1, kind),
        .seq = row.integer(2),
        .move =
            {
                .from = static_cast<State>(row.integer(3)),
                .to = static_cast<State>(row.integer(4)),
                .at = instant_in(row, 5),
                .why = std::string{row.text(6)},
            },
    };
}

constexpr std::string_view kDue = R"(
SELECT kind, id, seq, from_state, to_state, at, why FROM moves
WHERE settled = 0 AND at IS NOT NULL AND at <= ?1
ORDER BY at, kind, id, seq
LIMIT ?2
)";

std::vector<Due> due(sqlite::Connection& database, Instant to, std::size_t most) {
    std::vector<Due> rows;
    auto const query = database.statement(kDue);
    query.with(column(to), static_cast<std::int64_t>(most));
    while (query->step())
        rows.push_back(read_due(*query));
    return rows;
}

constexpr std::string_view kSettle = R"(
UPDATE moves SET settled = 1 WHERE kind = ?1 AND id = ?2 AND seq = ?3
)";

constexpr std::string_view kRefuse = R"(
UPDATE moves SET to_state = from_state, why = ?4 WHERE kind = ?1 AND id = ?2 AND seq = ?3
)";

constexpr std::string_view kDropPlanned = R"(
DELETE FROM moves WHERE kind = ?1 AND id = ?2 AND settled = 0
)";

constexpr std::string_view kForget = R"(
DELETE FROM moves WHERE kind = ?1 AND id = ?2 AND seq <= ?3 AND settled = 1
)";

// Returns whether other moves may have been planned or dropped.
bool make(sqlite::Connection& database, Machine const& machine, Due& due) {
    auto& [kind, id, seq, move] = due;
    auto const at = column(move.at);
    database.statement(kSettle).with(kind, id, seq)->step();
    database.statement(machine.set_state).with(id, move.to, move.from, at)->step();
    auto const* const edge = machine.edge(move.from, move.to);
    auto const has_effect = edge != nullptr && edge->effect != nullptr;
    auto const refused = has_effect ? edge->effect(database, id, move.at) : std::nullopt;
    if (refused) {
        database.statement(machine.set_state).with(id, move.from, move.to, at)->step();
        database.statement(kRefuse).with(kind, id, seq, *refused)->step();
        database.statement(kDropPlanned).with(kind, id)->step();
        move.to = move.from;
        move.why = *refused;
        return true;
    }
    if (machine.history > 0 && seq > machine.history)
        database.statement(kForget).with(kind, id, seq - machine.history)->step();
    return has_effect;
}

constexpr std::string_view kInstanceOf = R"(
SELECT instance_id FROM backup_jobs WHERE id = ?1
)";

ScheduledMove scheduled(sqlite::Connection& database, Due const& due) {
    ScheduledMove row{due.kind, due.id, {}, due.move};
    if (due.kind != Kind::job) return row;
    auto const query = database.statement(kInstanceOf);
    if (query.with(due.id)->step()) row.instance = query->text(0);
    return row;
}

}  // namespace

namespace {

// No instant is cut in two where somebody may look.
bool may_stop(Settling const& settling, Settled const& settled, Due const& next) {
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
    constexpr std::size_t kBatch = 64;
    Settled settled;
    auto rows = due(database, settling.to, kBatch);
    while (!rows.empty() && settled.is_complete) {
        for (auto& row : rows) {
            settled.is_complete = !may_stop(settling, settled, row);
            if (!settled.is_complete) break;
            auto const& machine = *settling.machines[static_cast<std::size_t>(row.kind)];
            std::optional<ScheduledMove> seen;
            if (settling.observe) seen = scheduled(database, row);
            auto const others_changed = make(database, machine, row);
            ++settled.count;
            settled.last = row.move.at;
            if (seen) {
                seen->move = row.move;
                settling.observe(*seen);
            }
            if (others_changed) break;
        }
        if (settled.is_complete) rows = due(database, settling.to, kBatch);
    }
    if (settled.last) database.statement(kSetSettledUntil).with(column(*settled.last))->step();
    return settled;
}

constexpr std::string_view kNext = R"(
SELECT kind, id, seq, from_state, to_state, at, why FROM moves
WHERE settled = 0 AND at IS NOT NULL
ORDER BY at, kind, id, seq
LIMIT 1
)";

std::optional<ScheduledMove> next_scheduled(sqlite::Connection& database) {
    std::optional<Due> next;
    {
        auto const query = database.statement(kNext);
        if (query->step()) next = read_due(*query);
    }
    if (!next) return std::nullopt;
    return scheduled(database, *next);
}

constexpr std::string_view kNextDue = R"(
SELECT MIN(at) FROM moves WHERE settled = 0 AND at IS NOT NULL
)";

Instant next_due(sqlite::Connection& database) {
    auto const query = database.statement(kNextDue);
    query->step();
    return query->is_null(0) ? Instant::max() : instant_in(*query, 0);
}

}  // namespace rds::storage
