#include "storage/fault_rules.hpp"

#include "storage/sqlite/connection.hpp"

namespace rds::storage {

namespace {

KeptFaultRule read(sqlite::Statement const& query) {
    return {
        .id = query.integer(0),
        .rule = std::string{query.text(1)},
        .calls = query.integer(2),
        .hits = query.integer(3),
    };
}

}  // namespace

constexpr std::string_view kAdd = R"(
INSERT INTO fault_rules (rule, calls, hits) VALUES (?1, ?2, ?3) RETURNING id
)";

std::int64_t FaultRules::add(std::string_view rule, std::int64_t calls, std::int64_t hits) {
    auto const query = database_.statement(kAdd);
    query.with(rule, calls, hits)->step();
    return query->integer(0);
}

constexpr std::string_view kFind = R"(
SELECT id, rule, calls, hits FROM fault_rules WHERE id = ?1
)";

std::optional<KeptFaultRule> FaultRules::find(std::int64_t id) {
    auto const query = database_.statement(kFind);
    if (!query.with(id)->step()) return std::nullopt;
    return read(*query);
}

constexpr std::string_view kAll = R"(
SELECT id, rule, calls, hits FROM fault_rules ORDER BY id
)";

std::vector<KeptFaultRule> FaultRules::all() {
    std::vector<KeptFaultRule> rules;
    auto const query = database_.statement(kAll);
    while (query->step())
        rules.push_back(read(*query));
    return rules;
}

constexpr std::string_view kSetCounts = R"(
UPDATE fault_rules SET calls = ?2, hits = ?3 WHERE id = ?1
)";

void FaultRules::set_counts(std::int64_t id, std::int64_t calls, std::int64_t hits) {
    database_.statement(kSetCounts).with(id, calls, hits)->step();
}

constexpr std::string_view kRemove = R"(
DELETE FROM fault_rules WHERE id = ?1 RETURNING id
)";

bool FaultRules::remove(std::int64_t id) {
    auto const query = database_.statement(kRemove);
    return query.with(id)->step();
}

constexpr std::string_view kClear = R"(
DELETE FROM fault_rules
)";

void FaultRules::clear() {
    database_.statement(kClear)->step();
}

}  // namespace rds::storage
