#include "server/actions/faults.hpp"
#include "server/actions/groups.hpp"
#include "server/actions/instances/instance.hpp"

#include <algorithm>

namespace rds::actions {

namespace {

struct Request {
    std::string instance_id;
    std::string start_time;
    std::string end_time;
    std::string status;
    std::string action;
    Paging paging;
};

struct Task {
    std::string id;
    std::string action;
    std::string status;
    std::string progress;
    std::string began;
    std::optional<std::string> finished;
};

struct Response {
    std::vector<Task> tasks;
    std::int32_t page = 1;
    std::int64_t count_of_page = 0;
    std::int64_t count = 0;
};

api::Parameters<Request> const& parameters() {
    constexpr std::int32_t kLeastSize = 30;
    constexpr std::int32_t kMostSize = 100;
    static api::Parameters<Request> const table{
        instance_id(&Request::instance_id),
        api::optional("StartTime", &Request::start_time)
            .about("Only tasks that began then or later, by the minute.")
            .example("2026-01-02T03:04Z"),
        api::optional("EndTime", &Request::end_time)
            .about("Only tasks that began by then.")
            .example("2026-01-03T03:04Z"),
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

api::Shape<Response> const& response() {
    static api::Shape<Task> const task{
        api::member("TaskId", &Task::id),
        api::member("TaskAction", &Task::action),
        api::member("Status", &Task::status).about("Processing or Finished."),
        api::member("Progress", &Task::progress).about("Percent."),
        api::member("BeginTime", &Task::began),
        api::member("FinishTime", &Task::finished),
    };
    static api::Shape<Response> const shape{
        api::list("Items", "TaskProgressInfo", &Response::tasks, task),
        api::member("PageNumber", &Response::page),
        api::member("PageRecordCount", &Response::count_of_page),
        api::member("TotalRecordCount", &Response::count),
    };
    return shape;
}

Task shown(storage::InstanceTask const& task) {
    auto const is_finished = task.finished_at.has_value();
    Task shown{
        task.id,
        task.action,
        is_finished ? "Finished" : "Processing",
        is_finished ? "100" : "0",
        minutes_text(task.started_at),
        std::nullopt};
    if (is_finished) shown.finished = minutes_text(*task.finished_at);
    return shown;
}

// Times of one form compare as texts do.
bool is_wanted(Task const& task, Request const& request) {
    return (request.start_time.empty() || task.began >= request.start_time) &&
           (request.end_time.empty() || task.began <= request.end_time) &&
           (request.status.empty() || task.status == request.status) &&
           (request.action.empty() || task.action == request.action);
}

// Terraform's destroy polls this until the instance is not found.
api::Result<Response> handle(Request const& request, api::Context& context) {
    auto const basics = require_instance(request.instance_id, context);
    if (!basics) return basics.error();
    std::vector<Task> all;
    for (auto const& task : context.tenant.instances().tasks_of(request.instance_id)) {
        auto each = shown(task);
        if (is_wanted(each, request)) all.push_back(std::move(each));
    }
    Response answer;
    answer.page = request.paging.number;
    answer.count = std::ssize(all);
    auto const size = std::int64_t{request.paging.size};
    auto const begin = std::min(answer.count, (std::int64_t{answer.page} - 1) * size);
    auto const end = std::min(answer.count, begin + size);
    answer.tasks = {all.begin() + begin, all.begin() + end};
    answer.count_of_page = std::ssize(answer.tasks);
    return answer;
}

}  // namespace

api::Action describe_tasks() {
    return api::declare<Request, Response>(
               "DescribeTasks",
               "Lists what actions have started with an instance, the newest first."
    )
        .reads()
        .authorised(api::AccessLevel::list, on_instance(&Request::instance_id))
        .takes(parameters())
        .answers(response())
        .of_instance(faults::kAnyInstanceNotFound)
        .runs(handle);
}

}  // namespace rds::actions
