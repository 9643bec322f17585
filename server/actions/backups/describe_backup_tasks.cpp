#include "server/actions/backups/backup_job_shape.hpp"
#include "server/actions/backups/faults.hpp"
#include "server/actions/instances/faults.hpp"
#include "server/actions/instances/instance.hpp"
#include "server/api/action.hpp"
#include "server/text/escape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace rds::actions {

namespace {

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
    std::vector<BackupJobRow> jobs;
};

// In the order in which they are checked.
api::Parameters<Request> const& parameters() {
    constexpr std::size_t kLongestToken = 64;
    static api::Parameters<Request> const table{
        instance_id(&Request::instance_id),
        api::optional("BackupJobId", &Request::job_id)
            .about("One job, in any state; without it, those that have not ended.")
            .example("4762614")
            .refused_as(faults::kInvalidParametersFormat),
        api::optional("BackupMode", &Request::mode, storage::kJobModes)
            .about("Only jobs of this mode.")
            .example("Automated")
            .refused_as(faults::kInvalidParametersFormat),
        api::optional("BackupJobStatus", &Request::stage, kStages)
            .about("Only jobs not started, or only those in progress.")
            .example("NoStart")
            .refused_as(faults::kInvalidParametersFormat),
        api::optional("ClientToken", &Request::client_token)
            .about("Accepted; reading needs no idempotence.")
            .example("ETnLKlblzczshOTUbOCzxxxxxxx")
            .must_be(api::ascii())
            .must_be(api::at_most_characters(kLongestToken))
            .refused_as(faults::kInvalidParametersFormat),
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

bool is_in_stage(storage::Phase phase, Stage stage) {
    if (stage == Stage::not_started) return phase == storage::Phase::not_started;
    return phase != storage::Phase::not_started && !storage::is_terminal(phase);
}

std::vector<storage::BackupJob> wanted_jobs(Request const& request, api::Context& context) {
    auto store = context.tenant.backup_jobs();
    if (!request.job_id) return store.live(request.instance_id);
    std::vector<storage::BackupJob> one;
    auto job = store.find_anywhere(*request.job_id);
    if (job && job->instance_id == request.instance_id) one.push_back(*std::move(job));
    return one;
}

bool is_of_mode(storage::BackupJob const& job, Request const& request) {
    return !request.mode || job.mode == *request.mode;
}

bool is_of_stage(storage::BackupJob const& job, Request const& request) {
    return !request.stage || is_in_stage(job.phase, *request.stage);
}

bool is_wanted(storage::BackupJob const& job, Request const& request) {
    return is_of_mode(job, request) && is_of_stage(job, request);
}

std::string_view status_of(storage::BackupJob const& job) {
    return word(job.standing().status);
}

// Which filter left nothing of these, and what it would have had to say.
std::string hint_filtered(std::vector<storage::BackupJob> jobs, Request const& request) {
    auto const without = [&](std::string_view filters, auto const& still_wanted) {
        std::erase_if(jobs, [&](auto const& job) { return !still_wanted(job, request); });
        auto const& job = jobs.front();
        return fmt::format(
            "Without {} there would be {} job{}, such as {}, which is {} and {}.",
            filters,
            jobs.size(),
            jobs.size() == 1 ? "" : "s",
            job.id,
            word(job.mode),
            status_of(job)
        );
    };
    auto const any = [&](auto const& still_wanted) {
        return std::ranges::any_of(jobs, [&](auto const& job) {
            return still_wanted(job, request);
        });
    };
    if (any(is_of_stage)) return without("BackupMode", is_of_stage);
    if (any(is_of_mode)) return without("BackupJobStatus", is_of_mode);
    return without("BackupMode and BackupJobStatus", [](auto const&...) { return true; });
}

std::string hint_no_such_job(Request const& request, api::Context& context) {
    auto const id = *request.job_id;
    auto const job = context.tenant.backup_jobs().find_anywhere(id);
    // What there is beside it is not for somebody whom policies bind.
    if (context.authorise)
        return fmt::format("{} has no job {}.", text::quoted(request.instance_id), id);
    if (job) return fmt::format("Job {} is one of {}.", id, text::quoted(job->instance_id));
    auto const is_elsewhere = context.another_has_job && context.another_has_job(id);
    return fmt::format(
        "This account has no job {}{}.",
        id,
        is_elsewhere ? "; CreateBackup gave this ID to another account of this emulator not long "
                       "ago, whose calls have another AccessKeyId"
                     : ""
    );
}

std::string hint_none_live(Request const& request, api::Context& context) {
    auto const job = context.tenant.backup_jobs().last_ended(request.instance_id);
    if (!job) return {};  // it has none at all
    return fmt::format(
        "Every job of {} has ended: give BackupJobId to see one, such as {}, which is {}.",
        text::quoted(request.instance_id),
        job->id,
        status_of(*job)
    );
}

// Why a list is empty that a caller may have expected not to be.
std::string hint_empty(Request const& request, api::Context& context) {
    auto jobs = wanted_jobs(request, context);
    if (!jobs.empty()) return hint_filtered(std::move(jobs), request);
    return request.job_id ? hint_no_such_job(request, context) : hint_none_live(request, context);
}

api::Result<Response> handle(Request const& request, api::Context& context) {
    auto const instance = context.tenant.instances().find_brief(request.instance_id);
    if (!instance) {
        return api::Fault{faults::kInstanceNameNotFound}.hinting(
            hint_unknown_instance(request.instance_id, context)
        );
    }
    if (instance->read_only) {
        return api::Fault{faults::kReadInstanceNotSupported}.hinting(
            hint_read_only(request.instance_id)
        );
    }

    auto store = context.tenant.backup_jobs();
    auto jobs = wanted_jobs(request, context);
    std::erase_if(jobs, [&request](auto const& job) { return !is_wanted(job, request); });
    if (jobs.empty()) context.hint = hint_empty(request, context);
    store.count_poll(jobs, context.now);

    Response answer;
    answer.jobs.reserve(jobs.size());
    for (auto const& job : jobs) {
        answer.jobs.push_back(backup_job_row(job, context.behaviour.uncapped_process));
    }
    return answer;
}

}  // namespace

api::Action describe_backup_tasks() {
    return api::declare<Request, Response>(
               "DescribeBackupTasks",
               "Lists the backup jobs of an instance that have not ended, newest first, or one job "
               "in any state."
    )
        .reads()
        .authorised(api::AccessLevel::get, on_instance(&Request::instance_id), {"rds:ResourceTag"})
        .takes(parameters())
        .answers(response())
        .refuses_with({&faults::kReadInstanceNotSupported, &faults::kInstanceNameNotFound})
        .refuses_when_injected(
            {&faults::kInvalidOwnerAccount, &faults::kInstanceNotFoundOrNotSupported}
        )
        .fails_with(faults::kInternalFailure)
        .runs(handle);
}

}  // namespace rds::actions
