#include "server/codec/references.hpp"

#include "server/codec/distinct.hpp"
#include "server/codec/known_plans.hpp"
#include "server/json/shown.hpp"
#include "server/text/suggest.hpp"
#include "storage/backups/backup_jobs.hpp"

#include <fmt/format.h>

#include <map>
#include <string_view>

namespace rds::codec {

namespace {

using json::Node;
using DistinctNames = Distinct<std::string_view>;
using DistinctNumbers = Distinct<std::int32_t>;

DistinctNames distinct_instances(Fixture const& fixture, Node const& root) {
    DistinctNames ids;
    auto const nodes = root.objects("instances");
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        ids.add(fixture.instances[i].id, nodes[i], "id");
        check_databases(nodes[i]);
    }
    return ids;
}

// IDs count on from `last`, so none may be greater.
void check_last_id(
    std::optional<std::int32_t> last,
    char const* name,
    std::int32_t id,
    std::string_view its_name,
    Node const& job,
    Node const& root
) {
    if (!last || id <= *last) return;
    auto const taken = job.pointer_to(its_name);
    auto const last_ids = root.object("lastIds");
    last_ids.refuse(name, fmt::format("is less than {}, which is taken by {}", id, taken));
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
        if (job.id) check_last_id(last.job, "backupJob", *job.id, "id", nodes[i], root);
        if (job.backup_id)
            check_last_id(last.backup, "backup", *job.backup_id, "backupId", nodes[i], root);
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
        names.add(fixture.plans[i].plan.name, nodes[i], "name");
}

void check_plans_exist(Fixture const& fixture, Node const& root) {
    KnownPlans const plans{fixture};
    if (auto const settings = root.find("settings")) plans.require(*settings, "jobPlan");
    for (auto const& instance : root.objects("instances"))
        plans.require(instance, "jobPlan");
    for (auto const& job : root.objects("backupJobs"))
        plans.require(job, "plan");
}

}  // namespace

void check_databases(Node const& instance) {
    DistinctNames names;
    auto const databases = instance.find("databases");
    if (!databases) return;
    for (auto const& database : databases->elements())
        names.add(json::view(database.value()), database);
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
