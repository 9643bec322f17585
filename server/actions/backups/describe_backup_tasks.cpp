#include "server/actions/backups/backup_job_shape.hpp"
#include "server/actions/backups/hints.hpp"
#include "server/actions/faults.hpp"
#include "server/actions/groups.hpp"
#include "server/actions/instances/instance.hpp"

#include <array>

namespace rds::actions {

namespace {

using storage::BackupJob;

enum class Stage { not_started, progressing };

constexpr std::array<std::string_view, 2> kStages{"NoStart", "Progressing"};

struct Request {
    std::string instance_id;
    std::optional<std::int32_t> job_id;
    std::optional<storage::JobMode> mode;
    std::optional<Stage> stage;
    std::string client_token;
    std::string flag;
};

struct Response {
    std::vector<ShownJob> jobs;
};

// In the order in which they are checked.
api::Parameters<Request> const& parameters() {
    static api::Parameters<Request> const table{
        instance_id(&Request::instance_id),
        api::optional("BackupJobId", &Request::job_id)
            .about("One job, in any state; without it, those that have not ended.")
            .example("4762614")
            .refused_as(documented("DescribeBackupTasks", "InvalidParameters.Format")),
        api::optional("BackupMode", &Request::mode, storage::kJobModes)
            .about("Only jobs of this mode.")
            .example("Automated")
            .refused_as(documented("DescribeBackupTasks", "InvalidParameters.Format")),
        api::optional("BackupJobStatus", &Request::stage, kStages)
            .about("Only jobs not started, or only those in progress.")
            .example("NoStart")
            .refused_as(documented("DescribeBackupTasks", "InvalidParameters.Format")),
        client_token(&Request::client_token)
            .about("Accepted; reading needs no idempotence.")
            .refused_as(documented("DescribeBackupTasks", "InvalidParameters.Format")),
        api::optional("Flag", &Request::flag)
            .about("Reserved by the service; accepted.")
            .example("None"),
    };
    return table;
}

api::Shape<Response> const& response() {
    static api::Shape<Response> const shape{
        api::list("Items", "BackupJob", &Response::jobs, backup_job_shape()),
    };
    return shape;
}

bool is_wanted(BackupJob const& job, Request const& request) {
    auto const stage =
        job.phase == storage::Phase::not_started ? Stage::not_started : Stage::progressing;
    auto const is_of_stage = !is_terminal(job.phase) && stage == request.stage;
    return (!request.mode || job.mode == request.mode) && (!request.stage || is_of_stage);
}

std::vector<BackupJob> jobs_before_filters(Request const& request, api::Context& context) {
    auto store = context.tenant.backup_jobs();
    if (!request.job_id) return store.live(request.instance_id);
    auto job = store.find_anywhere(*request.job_id);
    if (!job || job->instance_id != request.instance_id) return {};
    return {*std::move(job)};
}

api::Result<Response> handle(Request const& request, api::Context& context) {
    auto const jobs = jobs_before_filters(request, context);
    Response answer;
    for (auto const& job : jobs) {
        if (is_wanted(job, request))
            answer.jobs.push_back({job, context.behaviour.uncapped_process});
    }
    if (jobs.empty()) {
        context.hint = hint_no_jobs(request.instance_id, request.job_id, context);
    } else if (answer.jobs.empty()) {
        std::vector<std::string_view> filters;
        if (request.mode) filters.emplace_back("BackupMode");
        if (request.stage) filters.emplace_back("BackupJobStatus");
        context.hint = hint_filtered(jobs, filters);
    }
    return answer;
}

void count_polls(Response const& answer, api::Context& context) {
    auto store = context.tenant.backup_jobs();
    for (auto const& shown : answer.jobs)
        store.count_poll(shown.job, context.now);
}

}  // namespace

api::Action describe_backup_tasks() {
    return api::declare<Request, Response>(
               "DescribeBackupTasks",
               "Lists the backup jobs of an instance that have not ended, newest first, or one job "
               "in any state."
    )
        .reads()
        .authorised(api::AccessLevel::get, on_instance(&Request::instance_id))
        .takes(parameters())
        .answers(response())
        .of_instance(
            &Request::instance_id,
            documented("DescribeBackupTasks", "InvalidDBInstanceName.NotFound")
        )
        .not_on_read_only(documented("DescribeBackupTasks", "ReadDBInstanceNotSupport"))
        .polls("the jobs that it shows", count_polls)
        .fails_with(documented("DescribeBackupTasks", "InternalFailure"))
        .runs(handle);
}

}  // namespace rds::actions
