#include "storage/injected_faults.hpp"

#include "storage/sqlite/connection.hpp"

#include <string_view>

namespace rds::storage {

constexpr std::string_view kAdd = R"(
INSERT INTO injected_faults (action, code, first, hits) VALUES (?1, ?2, ?3, ?4) RETURNING id
)";

std::int64_t InjectedFaults::add(InjectedFault const& fault) {
    auto const query = database_.statement(kAdd);
    query.with(fault.action, fault.code, fault.first, fault.hits)->step();
    return query->integer(0);
}

constexpr std::string_view kAll = R"(
SELECT id, action, code, first, hits FROM injected_faults ORDER BY id
)";

std::vector<InjectedFault> InjectedFaults::all() {
    std::vector<InjectedFault> faults;
    auto const query = database_.statement(kAll);
    while (query->step()) {
        faults.push_back({
            .id = query->integer(0),
            .action = std::string{query->text(1)},
            .code = std::string{query->text(2)},
            .first = static_cast<int>(query->integer(3)),
            .hits = static_cast<int>(query->integer(4)),
        });
    }
    return faults;
}

constexpr std::string_view kSetHits = R"(
UPDATE injected_faults SET hits = ?2 WHERE id = ?1
)";

void InjectedFaults::set_hits(std::int64_t id, int hits) {
    database_.statement(kSetHits).with(id, hits)->step();
}

}  // namespace rds::storage
