#include "server/codec/read.hpp"

#include "server/codec/backup_job.hpp"
#include "server/codec/distinct.hpp"
#include "server/codec/fields.hpp"
#include "server/codec/schema.hpp"
#include "server/codec/timeline.hpp"
#include "server/json/parse.hpp"
#include "server/text/escape.hpp"
#include "server/text/suggest.hpp"
#include "storage/tenant/schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace rds::codec {

namespace {

using json::Node;

storage::ClockChange read_clock(Node const& root) {
    storage::ClockChange clock;
    if (!root.has("clock")) return clock;
    auto const node = root.object("clock");
    if (node.has("now")) clock.at = read_instant(node, "now");
    if (node.has("speed")) clock.speed = node.scalar("speed", 1.0);
    return clock;
}

using PlanNames = std::set<std::string, std::less<>>;

PlanNames plan_names(Fixture const& fixture) {
    PlanNames names;
    for (auto const& plan : storage::built_in_plans({}))
        names.insert(plan.name);
    for (auto const& plan : fixture.plans)
        names.insert(plan.name);
    return names;
}

std::string why_unknown(std::string_view name, PlanNames const& known) {
    return "is not a plan" + text::near_or_known(name, {known.begin(), known.end()});
}

// That no name is taken twice and that each plan that is named exists.
void check_plans(Fixture const& fixture, Node const& root) {
    Distinct distinct;
    for (auto const& plan : root.objects("plans"))
        distinct.add(plan, "name");
    auto const names = plan_names(fixture);
    auto const check = [&names](Node const& node, char const* member) {
        auto const name = node.text(member);
        if (!name.empty() && !names.contains(name)) node.refuse(member, why_unknown(name, names));
    };
    if (auto const settings = root.find("settings")) {
        check(*settings, "jobPlan");
        check(*settings, "instancePlan");
    }
    for (auto const& instance : root.objects("instances"))
        check(instance, "jobPlan");
    for (auto const& job : root.objects("backupJobs"))
        check(job, "plan");
}

// What one part of a document says of another: that no ID is taken twice, and that each instance
// that is named exists and has room.
void check_ids(Fixture const& fixture, Node const& root) {
    Distinct instances;
    for (auto const& node : root.objects("instances"))
        instances.add(node, "id");
    Distinct ids;
    Distinct backup_ids;
    // IDs count on from the last one that is given, so none may be greater.
    auto const check_id =
        [&](Distinct& taken, std::int32_t id, Node const& job, char const* member, char const* last
        ) {
            if (id == 0) return;
            taken.add(job, member);
            auto const given = fixture.last_ids.find(last);
            if (given == fixture.last_ids.end() || id <= std::get<std::int64_t>(given->second))
                return;
            auto const by = job.pointer_to(member);
            root.object("lastIds").refuse(
                last,
                fmt::format("is less than {}, which is taken by {}", id, by)
            );
        };
    std::map<std::string_view, int> live;
    auto const nodes = root.objects("backupJobs");
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        auto const& job = fixture.backup_jobs[i].job;
        check_id(ids, job.id, nodes[i], "id", "backupJob");
        check_id(backup_ids, job.backup_id, nodes[i], "backupId", "backup");
        if (!instances.has(job.instance_id)) {
            auto const right = text::near_or_known(job.instance_id, instances.all());
            nodes[i].refuse("instance", "is not an instance of this fixture" + right);
        }
        constexpr auto kMost = storage::BackupJobs::kMostLive;
        if (storage::is_terminal(job.phase) || ++live[job.instance_id] <= kMost) continue;
        nodes[i].refuse(fmt::format(
            "{} has {} backup jobs that have not ended before this one, as many as it can hold",
            job.instance_id,
            kMost
        ));
    }
}

}  // namespace

std::vector<Fixture::Row>
read_rows(Node const& node, storage::Table const& table, std::string const& parent) {
    std::vector<Fixture::Row> rows;
    Distinct names;
    auto const list = storage::list_name(table);
    if (!node.has(list.c_str())) {
        for (auto const& row : table.usual_rows(parent))
            rows.push_back({&table, row});
        return rows;
    }
    auto const nodes = node.objects(list.c_str());
    rows.reserve(nodes.size());
    for (auto const& each : nodes) {
        auto const row = table.make();
        auto const is_name = each.value().IsString();
        if (!is_name) storage::change(row.get(), table.fields(), read_changes(each, table));
        for (auto const* const key : table.keys()) {
            if (!key->references.empty()) {
                key->set(row.get(), parent);
            } else if (is_name) {
                key->set(row.get(), std::string{json::view(each.value())});
                names.add(each);
            } else {
                names.add(each, key->name);
            }
        }
        rows.push_back({&table, row});
    }
    return rows;
}

Fixture::Instance read_instance(Node const& node) {
    auto const& table = storage::instances_table();
    Fixture::Instance row{read_row<storage::Instance>(node, table)};
    for (auto const* const child : storage::children_of(table))
        std::ranges::move(read_rows(node, *child, row.id), std::back_inserter(row.children));
    if (!has_timeline(node)) return row;
    auto const state = static_cast<storage::State>(row.state);
    row.timeline = read_timeline_to(node, storage::kInstanceMachine, state);
    return row;
}

void require_plan(Fixture const& fixture, std::string_view name, std::string const& source) {
    auto const names = plan_names(fixture);
    if (names.contains(name)) return;
    throw Invalid{source, "", fmt::format("{} {}", text::quoted(name), why_unknown(name, names))};
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
    for (auto const* const table : storage::plain_tables())
        std::ranges::move(read_rows(root, *table), std::back_inserter(fixture.rows));
    for (auto const& node : root.objects("plans"))
        fixture.plans.push_back(read_row<storage::Plan>(node, storage::plans_table()));
    for (auto const& node : root.objects("instances"))
        fixture.instances.push_back(read_instance(node));
    for (auto const& node : root.objects("backupJobs"))
        fixture.backup_jobs.push_back(read_backup_job(node));
    for (auto const& node : root.objects("faults"))
        fixture.faults.push_back({json::text_of(node.value()), node.pointer()});
    check_ids(fixture, root);
    check_plans(fixture, root);
    fixture.has_identities = root.has("identities");
    fixture.identities = read_identities(root);
    return fixture;
}

}  // namespace rds::codec
