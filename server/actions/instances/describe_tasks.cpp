#include "server/actions/faults.hpp"
#include "server/actions/groups.hpp"
#include "server/actions/instances/instance.hpp"

namespace rds::actions {

namespace {

using storage::ListedTask;

struct Request {
    std::string instance_id;
    std::optional<storage::Instant> start_time;
    std::optional<storage::Instant> end_time;
    std::string status;
    std::string action;
    Paging paging;
};

api::Parameters<Request> const& parameters() {
    constexpr std::int32_t kLeastSize = 30;
    constexpr std::int32_t kMostSize = 100;
    static api::Parameters<Request> const table{
        instance_id(&Request::instance_id),
        api::optional("StartTime", &Request::start_time)
            .about("Only tasks that began in this minute or later.")
            .example("2026-01-02T03:04Z")
            .must_be(api::time_to_minute()),
        api::optional("EndTime", &Request::end_time)
            .about("Only tasks that began in this minute or before.")
            .example("2026-01-03T03:04Z")
            .must_be(api::time_to_minute()),
        api::optional("Status", &Request::status)
            .about("Only tasks of this status.")
            .example("Processing"),
        api::optional("TaskAction", &Request::action)
            .about("Only tasks that this action has started.")
            .example("CreateDBInstance"),
        paging(&Request::paging, kLeastSize, kMostSize),
    };
    return table;
}

std::string status(ListedTask const& task) {
    return task.finished_at ? "Finished" : "Processing";
}

std::string progress(ListedTask const& task) {
    return task.finished_at ? "100" : "0";
}

std::string began(ListedTask const& task) {
    return minutes_text(task.started_at);
}

std::optional<std::string> finished(ListedTask const& task) {
    return task.finished_at ? std::optional{minutes_text(*task.finished_at)} : std::nullopt;
}

api::Shape<Page<ListedTask>> const& response() {
    static api::Shape<ListedTask> const task{
        api::member("TaskId", &ListedTask::id),
        api::member("TaskAction", &ListedTask::action),
        api::member("Status", status).about("Processing or Finished."),
        api::member("Progress", progress).about("Percent."),
        api::member("BeginTime", began),
        api::member("FinishTime", finished),
    };
    static auto const shape = page_of("Items", "TaskProgressInfo", task);
    return shape;
}

// Terraform's destroy polls this until the instance is not found.
api::Result<Page<ListedTask>> handle(Request const& request, api::Context& context) {
    Page<ListedTask> page{.number = request.paging.number};
    if (!request.status.empty() && request.status != "Processing" && request.status != "Finished")
        return page;
    storage::TaskFilter filter{
        .instances = storage::json_text(storage::Texts{request.instance_id}),
        .from = request.start_time,
        .to = request.end_time};
    if (filter.to) *filter.to += std::chrono::minutes{1} - std::chrono::milliseconds{1};
    if (!request.action.empty()) filter.action = request.action;
    if (!request.status.empty()) filter.is_finished = request.status == "Finished";
    auto tasks = context.tenant.tasks();
    page.rows = tasks.page(filter, context.now, request.paging.offset(), request.paging.size);
    page.size = std::ssize(page.rows);
    page.total = tasks.count_of(filter, context.now);
    return page;
}

}  // namespace

api::Action describe_tasks() {
    return api::declare<Request, Page<ListedTask>>(
               "DescribeTasks",
               "Lists what actions have started with an instance, the newest first."
    )
        .reads()
        .authorised(api::AccessLevel::list, on_instance(&Request::instance_id))
        .takes(parameters())
        .answers(response())
        .of_instance(&Request::instance_id, faults::kAnyInstanceNotFound)
        .runs(handle);
}

}  // namespace rds::actions
