#include "storage/schedule.hpp"

#include "storage/columns.hpp"
#include "storage/sqlite/connection.hpp"

#include <string_view>

namespace rds::storage {

constexpr std::string_view kBetween = R"(
SELECT move.job_id, job.instance_id, move.from_phase, move.to_phase, move.at, move.why
FROM moves AS move CROSS JOIN backup_jobs AS job ON job.id = move.job_id
WHERE move.at > ?1 AND move.at <= ?2
ORDER BY move.at, move.job_id, move.seq
LIMIT ?3
)";

std::vector<ScheduledMove> Schedule::between(Instant from, Instant to, int limit) {
    std::vector<ScheduledMove> moves;
    auto const query = database_.statement(kBetween);
    query.with(column(from), column(to), limit);
    while (query->step()) {
        moves.push_back({
            .job_id = static_cast<std::int32_t>(query->integer(0)),
            .instance_id = std::string{query->text(1)},
            .move =
                {
                    .from = phase_in(*query, 2),
                    .to = phase_in(*query, 3),
                    .at = instant_in(*query, 4),
                    .why = std::string{query->text(5)},
                },
        });
    }
    return moves;
}

std::optional<ScheduledMove> Schedule::next(Instant now) {
    auto moves = between(now, Instant::max(), 1);
    if (moves.empty()) return std::nullopt;
    return std::move(moves.front());
}

constexpr std::string_view kCount = R"(
SELECT COUNT(*) FROM moves WHERE at > ?1 AND at <= ?2
)";

std::int64_t Schedule::count(Instant from, Instant to) {
    auto const query = database_.statement(kCount);
    query.with(column(from), column(to))->step();
    return query->integer(0);
}

}  // namespace rds::storage
