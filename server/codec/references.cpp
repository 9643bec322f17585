#include "server/codec/references.hpp"

#include "server/codec/distinct.hpp"
#include "server/json/node.hpp"
#include "server/text/escape.hpp"
#include "server/text/suggest.hpp"
#include "storage/backups/backup_jobs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace rds::codec {

namespace {

using json::Node;
using DistinctNames = Distinct<std::string_view>;
using DistinctNumbers = Distinct<std::int32_t>;

DistinctNames distinct_instances(Fixture const& fixture, Node const& root) {
    DistinctNames ids;
    auto const nodes = root.objects("instances");
    for (std::size_t i = 0; i < nodes.size(); ++i)
        ids.add(fixture.instances[i].id, nodes[i], "id");
    return ids;
}

// IDs count on from the last one that is given, so none may be greater.
void check_last_id(
    storage::Changes const& last_ids,
    char const* name,
    std::int32_t id,
    std::string_view its_name,
    Node const& job,
    Node const& root
) {
    auto const last = last_ids.find(name);
    if (last == last_ids.end() || id <= std::get<std::int64_t>(last->second)) return;
    auto const taken = job.pointer_to(its_name);
    root.object("lastIds").refuse(
        name,
        fmt::format("is less than {}, which is taken by {}", id, taken)
    );
}

void check_job_ids(Fixture const& fixture, Node const& root) {
    DistinctNumbers ids;
    DistinctNumbers backup_ids;
    auto const nodes = root.objects("backupJobs");
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        auto const& job = fixture.backup_jobs[i].job;
        if (job.id) ids.add(*job.id, nodes[i], "id");
        if (job.backup_id) backup_ids.add(*job.backup_id, nodes[i], "backupId");
    }
    auto const& last = fixture.last_ids;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        auto const& job = fixture.backup_jobs[i].job;
        if (job.id) check_last_id(last, "backupJob", *job.id, "id", nodes[i], root);
        if (job.backup_id)
            check_last_id(last, "backup", *job.backup_id, "backupId", nodes[i], root);
    }
}

void check_instances_exist(
    Fixture const& fixture,
    Node const& root,
    DistinctNames const& instances
) {
    auto const nodes = root.objects("backupJobs");
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        auto const& id = fixture.backup_jobs[i].job.instance_id;
        if (instances.has(id)) continue;
        auto const right = text::near_or_known(id, instances.all());
        nodes[i].refuse("instance", "is not an instance of this fixture" + right);
    }
}

void check_live_jobs(Fixture const& fixture, Node const& root) {
    std::map<std::string_view, int> live;
    auto const nodes = root.objects("backupJobs");
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        auto const& job = fixture.backup_jobs[i].job;
        if (storage::is_terminal(job.phase)) continue;
        if (++live[job.instance_id] <= storage::BackupJobs::kMostLive) continue;
        nodes[i].refuse(fmt::format(
            "{} has {} backup jobs that have not ended before this one, as many as it can hold",
            job.instance_id,
            storage::BackupJobs::kMostLive
        ));
    }
}

void check_plan_names(Fixture const& fixture, Node const& root) {
    DistinctNames names;
    auto const nodes = root.objects("plans");
    for (std::size_t i = 0; i < nodes.size(); ++i)
        names.add(fixture.plans[i].name, nodes[i], "name");
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

void check_plans_exist(Fixture const& fixture, Node const& root) {
    auto const names = plan_names(fixture);
    auto const check = [&names](Node const& node, char const* member) {
        auto const name = node.text(member);
        if (!name.empty() && !names.contains(name)) node.refuse(member, why_unknown(name, names));
    };
    if (auto const settings = root.find("settings")) check(*settings, "jobPlan");
    for (auto const& instance : root.objects("instances"))
        check(instance, "jobPlan");
    for (auto const& job : root.objects("backupJobs"))
        check(job, "plan");
}

}  // namespace

void require_plan(Fixture const& fixture, std::string_view name, std::string const& source) {
    auto const names = plan_names(fixture);
    if (names.contains(name)) return;
    throw Invalid{source, "", fmt::format("{} {}", text::quoted(name), why_unknown(name, names))};
}

void check_references(Fixture const& fixture, Node const& root) {
    auto const instances = distinct_instances(fixture, root);
    check_job_ids(fixture, root);
    check_instances_exist(fixture, root, instances);
    check_live_jobs(fixture, root);
    check_plan_names(fixture, root);
    check_plans_exist(fixture, root);
}

}  // namespace rds::codec
