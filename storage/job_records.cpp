#include "storage/job_records.hpp"

#include "storage/columns.hpp"
#include "storage/moves.hpp"
#include "storage/sqlite/connection.hpp"

#include <string_view>

namespace rds::storage {

constexpr std::string_view kAll = R"(
SELECT id, instance_id, mode, started_at, backup_id, polls_per_phase, polls_seen
FROM backup_jobs
ORDER BY id
)";

void JobRecords::for_each(std::function<void(JobRecord const&)> const& visit) {
    auto const query = database_.statement(kAll);
    while (query->step()) {
        auto const id = static_cast<std::int32_t>(query->integer(0));
        visit({
            .id = id,
            .instance_id = std::string{query->text(1)},
            .mode = static_cast<JobMode>(query->integer(2)),
            .started_at = instant_in(*query, 3),
            .backup_id = static_cast<std::int32_t>(query->integer(4)),
            .polls_per_phase = static_cast<int>(query->integer(5)),
            .polls_seen = static_cast<int>(query->integer(6)),
            .moves = moves_of(database_, id),
        });
    }
}

constexpr std::string_view kAdd = R"(
INSERT INTO backup_jobs (
    id, instance_id, mode, started_at, backup_id, ends_at, polls_per_phase, polls_seen
)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
)";

void JobRecords::add(JobRecord const& record) {
    database_.statement(kAdd)
        .with(
            record.id,
            record.instance_id,
            record.mode,
            column(record.started_at),
            record.backup_id,
            column(end_of(record.moves)),
            record.polls_per_phase,
            record.polls_seen
        )
        ->step();
    raise_last_ids(database_, {record.id, record.backup_id});
    int seq = 0;
    for (auto const& move : record.moves)
        add_move(database_, record.id, ++seq, move);
}

}  // namespace rds::storage
