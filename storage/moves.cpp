#include "storage/moves.hpp"

#include "storage/columns.hpp"
#include "storage/sqlite/connection.hpp"

namespace rds::storage {

constexpr std::string_view kAdd = R"(
INSERT INTO moves (job_id, seq, from_phase, to_phase, at, why) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
)";

void add_move(sqlite::Connection& database, std::int32_t job_id, int seq, Move const& move) {
    database.statement(kAdd)
        .with(job_id, seq, move.from, move.to, column(move.at), move.why)
        ->step();
}

constexpr std::string_view kMovesOf = R"(
SELECT from_phase, to_phase, at, why FROM moves WHERE job_id = ?1 ORDER BY seq
)";

std::vector<Move> moves_of(sqlite::Connection& database, std::int32_t job_id) {
    std::vector<Move> moves;
    auto const query = database.statement(kMovesOf);
    query.with(job_id);
    while (query->step()) {
        moves.push_back({
            .from = phase_in(*query, 0),
            .to = phase_in(*query, 1),
            .at = instant_in(*query, 2),
            .why = std::string{query->text(3)},
        });
    }
    return moves;
}

constexpr std::string_view kAddHeld = R"(
INSERT INTO held_moves (job_id, seq, from_phase, to_phase, remaining, why)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
)";

void add_held_move(
    sqlite::Connection& database,
    std::int32_t job_id,
    int seq,
    Move const& move,
    Instant now
) {
    auto const remaining = (move.at - now).count();
    database.statement(kAddHeld).with(job_id, seq, move.from, move.to, remaining, move.why)->step();
}

constexpr std::string_view kHeldMovesOf = R"(
SELECT from_phase, to_phase, remaining, why FROM held_moves WHERE job_id = ?1 ORDER BY seq
)";

std::vector<Move> held_moves_of(sqlite::Connection& database, std::int32_t job_id, Instant now) {
    std::vector<Move> moves;
    auto const query = database.statement(kHeldMovesOf);
    query.with(job_id);
    while (query->step()) {
        moves.push_back({
            .from = phase_in(*query, 0),
            .to = phase_in(*query, 1),
            .at = later(now, Duration{query->integer(2)}),
            .why = std::string{query->text(3)},
        });
    }
    return moves;
}

Instant end_of(std::vector<Move> const& moves) {
    if (moves.empty() || !is_terminal(moves.back().to)) return Instant::max();
    return moves.back().at;
}

}  // namespace rds::storage
