#include "storage/instances/instances.hpp"

#include "storage/sqlite/connection.hpp"

namespace rds::storage {

namespace {

constexpr std::string_view kAddDatabase = R"(
INSERT INTO instance_databases (instance_id, position, name) VALUES (?1, ?2, ?3)
)";

void add_databases(sqlite::Connection& database, Instance const& instance) {
    int position = 0;
    for (auto const& name : instance.databases) {
        database.statement(kAddDatabase).with(instance.id, position++, name)->step();
    }
}

constexpr std::string_view kAddTag = R"(
INSERT INTO instance_tags (instance_id, key, value) VALUES (?1, ?2, ?3)
)";

void add_tags(sqlite::Connection& database, Instance const& instance) {
    for (auto const& [key, value] : instance.tags) {
        database.statement(kAddTag).with(instance.id, key, value)->step();
    }
}

constexpr std::string_view kDatabases = R"(
SELECT name FROM instance_databases WHERE instance_id = ?1 ORDER BY position
)";

std::vector<std::string> databases_of(sqlite::Connection& database, std::string_view id) {
    std::vector<std::string> names;
    auto const query = database.statement(kDatabases);
    query.with(id);
    while (query->step())
        names.emplace_back(query->text(0));
    return names;
}

constexpr std::string_view kTags = R"(
SELECT key, value FROM instance_tags WHERE instance_id = ?1 ORDER BY key
)";

std::map<std::string, std::string> tags_of(sqlite::Connection& database, std::string_view id) {
    std::map<std::string, std::string> tags;
    auto const query = database.statement(kTags);
    query.with(id);
    while (query->step())
        tags.emplace(query->text(0), query->text(1));
    return tags;
}

constexpr std::string_view kRemoveDatabases = R"(
DELETE FROM instance_databases WHERE instance_id = ?1
)";

constexpr std::string_view kRemoveTags = R"(
DELETE FROM instance_tags WHERE instance_id = ?1
)";

void remove_lists(sqlite::Connection& database, std::string_view id) {
    database.statement(kRemoveDatabases).with(id)->step();
    database.statement(kRemoveTags).with(id)->step();
}

// Runs `sql`, which takes what the row itself holds, the state last, and writes the lists beside
// it.
void write(sqlite::Connection& database, std::string_view sql, Instance const& instance) {
    database.statement(sql)
        .with(
            instance.id,
            instance.engine,
            instance.engine_version,
            instance.region_id,
            instance.read_only,
            instance.job_plan,
            kInstanceMachine.state(instance.status)
        )
        ->step();
    add_databases(database, instance);
    add_tags(database, instance);
}

}  // namespace

constexpr std::string_view kAdd = R"(
INSERT INTO instances (id, engine, engine_version, region_id, read_only, job_plan, state)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
)";

void Instances::add(Instance const& instance) {
    write(database_, kAdd, instance);
}

constexpr std::string_view kUpdate = R"(
UPDATE instances
SET engine = ?2, engine_version = ?3, region_id = ?4, read_only = ?5, job_plan = ?6, state = ?7
WHERE id = ?1
)";

void Instances::update(Instance const& instance) {
    remove_lists(database_, instance.id);
    write(database_, kUpdate, instance);
}

constexpr std::string_view kRemove = R"(
DELETE FROM instances WHERE id = ?1
)";

void Instances::remove(std::string_view id) {
    database_.statement(kRemove).with(id)->step();
}

constexpr std::string_view kFind = R"(
SELECT id, engine, engine_version, region_id, state, read_only, job_plan
FROM instances
WHERE id = ?1
)";

std::optional<Instance> Instances::find(std::string_view id) {
    auto const query = database_.statement(kFind);
    if (!query.with(id)->step()) return std::nullopt;
    return Instance{
        .id = std::string{query->text(0)},
        .engine = std::string{query->text(1)},
        .engine_version = std::string{query->text(2)},
        .region_id = std::string{query->text(3)},
        .status = std::string{kInstanceMachine.word(static_cast<State>(query->integer(4)))},
        .read_only = query->integer(5) != 0,
        .job_plan = std::string{query->text(6)},
        .databases = databases_of(database_, id),
        .tags = tags_of(database_, id),
    };
}

constexpr std::string_view kFindBrief = R"(
SELECT read_only, job_plan FROM instances WHERE id = ?1
)";

std::optional<Instances::Brief> Instances::find_brief(std::string_view id) {
    auto const query = database_.statement(kFindBrief);
    if (!query.with(id)->step()) return std::nullopt;
    return Brief{.read_only = query->integer(0) != 0, .job_plan = std::string{query->text(1)}};
}

constexpr std::string_view kIds = R"(
SELECT id FROM instances WHERE id > ?1 ORDER BY id LIMIT ?2
)";

std::vector<std::string> Instances::ids(std::string_view after, int most) {
    std::vector<std::string> ids;
    auto const query = database_.statement(kIds);
    query.with(after, most);
    while (query->step())
        ids.emplace_back(query->text(0));
    return ids;
}

constexpr std::string_view kCount = R"(
SELECT COUNT(*) FROM instances
)";

int Instances::count() {
    auto const query = database_.statement(kCount);
    query->step();
    return static_cast<int>(query->integer(0));
}

}  // namespace rds::storage
