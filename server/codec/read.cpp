#include "server/codec/read.hpp"

#include "server/codec/read_identities.hpp"
#include "server/codec/references.hpp"
#include "server/codec/rows.hpp"
#include "server/codec/schema.hpp"
#include "server/json/parse.hpp"
#include "server/json/schema.hpp"
#include "server/json/writer.hpp"

namespace rds::codec {

namespace {

// For each thread its own.
json::Schema const& own_schema() {
    thread_local rapidjson::Document const rules = json::parse(schema::files().front().text, "");
    thread_local json::Schema const own{rules};
    return own;
}

Fault read_fault(Node const& node) {
    return {json::text_of(node.value()), node.pointer()};
}

storage::ClockChange read_clock(Node const& root) {
    storage::ClockChange clock;
    if (!root.has("clock")) return clock;
    auto const node = root.object("clock");
    if (node.has("now")) clock.at = read_instant(node, "now");
    if (node.has("speed")) clock.speed = node.real("speed", 1);
    return clock;
}

Fixture::LastIds read_last_ids(Node const& root) {
    Fixture::LastIds ids;
    if (!root.has("lastIds")) return ids;
    auto const node = root.object("lastIds");
    if (node.has("backupJob")) ids.job = node.number("backupJob", 0);
    if (node.has("backup")) ids.backup = node.number("backup", 0);
    return ids;
}

template <class Row>
std::vector<Row> rows(Node const& root, char const* name, Row (*read_row)(Node const&)) {
    std::vector<Row> all;
    for (auto const& node : root.objects(name))
        all.push_back(read_row(node));
    return all;
}

}  // namespace

Fixture read(std::string_view text, std::string const& source) {
    auto const document = json::parse(text, source);
    own_schema().check(document, source);
    Node const root{document, source};

    Fixture fixture;
    fixture.source = source;
    fixture.clock = read_clock(root);
    if (root.has("settings")) fixture.settings = read_settings(root.object("settings"));
    fixture.last_ids = read_last_ids(root);
    fixture.plans = rows(root, "plans", read_plan);
    fixture.instances = rows(root, "instances", read_new_instance);
    fixture.backup_jobs = rows(root, "backupJobs", read_backup_job);
    fixture.faults = rows(root, "faults", read_fault);
    check_references(fixture, root);
    fixture.has_identities = root.has("identities");
    fixture.identities = read_identities(root);
    return fixture;
}

}  // namespace rds::codec
