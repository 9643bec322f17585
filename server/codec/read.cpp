#include "server/codec/read.hpp"

#include "server/codec/backup_job.hpp"
#include "server/codec/distinct.hpp"
#include "server/codec/fields.hpp"
#include "server/codec/read_identities.hpp"
#include "server/codec/references.hpp"
#include "server/codec/schema.hpp"
#include "server/codec/timeline.hpp"
#include "server/json/parse.hpp"
#include "storage/tenant/schema.hpp"

namespace rds::codec {

namespace {

using json::Node;

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

storage::Plan read_plan(Node const& node) {
    return read_row<storage::Plan>(node, storage::plans_table());
}

// The rows of one list that belongs to a resource with this key.
void read_children(
    Node const& node,
    storage::Table const& table,
    std::string const& parent,
    std::vector<Fixture::Child>& children
) {
    Distinct<std::string> names;
    auto const list = storage::camel_case(table.definition().name);
    if (!node.has(list.c_str())) {
        for (auto const& row : table.usual_rows(parent))
            children.push_back({&table, row});
        return;
    }
    auto const nodes = node.objects(list.c_str());
    for (auto const& each : nodes) {
        auto const row = table.make();
        storage::change(row.get(), table.fields(), read_changes(each, table));
        for (auto const* const key : table.keys()) {
            if (key->references.empty()) {
                names.add(each.text(key->name.data()), each, key->name);
            } else {
                key->set(row.get(), parent);
            }
        }
        children.push_back({&table, row});
    }
}

template <class Row>
std::vector<Row> rows(Node const& root, char const* name, Row (*read_row)(Node const&)) {
    std::vector<Row> all;
    for (auto const& node : root.objects(name))
        all.push_back(read_row(node));
    return all;
}

}  // namespace

Fixture::Instance read_instance(Node const& node) {
    auto const& table = storage::instances_table();
    Fixture::Instance row{read_row<storage::Instance>(node, table)};
    for (auto const* const child : storage::children_of(table))
        read_children(node, *child, row.id, row.children);
    if (!has_timeline(node)) return row;
    auto const state = static_cast<storage::State>(row.state);
    row.timeline = read_timeline_to(node, storage::kInstanceMachine, state);
    return row;
}

Fixture read(std::string_view text, std::string const& source) {
    auto const document = json::parse(text, source);
    check_fixture(document, source);
    Node const root{document, source};

    Fixture fixture;
    fixture.source = source;
    fixture.clock = read_clock(root);
    if (root.has("settings"))
        fixture.settings = read_changes(root.object("settings"), storage::settings_table());
    if (root.has("lastIds"))
        fixture.last_ids = read_changes(root.object("lastIds"), storage::last_ids_table());
    fixture.plans = rows(root, "plans", read_plan);
    fixture.instances = rows(root, "instances", read_instance);
    fixture.backup_jobs = rows(root, "backupJobs", read_backup_job);
    fixture.faults = rows(root, "faults", read_fault);
    check_references(fixture, root);
    fixture.has_identities = root.has("identities");
    fixture.identities = read_identities(root);
    return fixture;
}

}  // namespace rds::codec
