#include "server/actions/faults.hpp"
#include "server/actions/groups.hpp"
#include "server/actions/instances/instance.hpp"
#include "server/text/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rds::actions {

namespace {

using storage::ListedTask;

// Task IDs begin with this; DescribeTasks shows the number without it.
constexpr std::string_view kIdPrefix = "t-emulator";

constexpr auto kStatuses = std::to_array<std::string_view>(
    {"Scheduled", "Running", "Succeed", "Failed", "Cancelling", "Canceled", "Waiting"}
);

struct Request {
    std::string region_id;
    storage::Instant from;
    storage::Instant to;
    std::vector<std::string> instances;
    std::string instance_type;
    std::string status;
    std::string id;
    std::string type;
    std::int32_t least_seconds = 0;
    std::int32_t most_seconds = 0;  // 0: any number
    Paging paging;
    std::string resource_group_id;
};

// A task, and when it is shown.
struct ShownTask : ListedTask {
    storage::Instant now{};
};

struct Response {
    std::vector<ShownTask> tasks;
    std::int32_t page = 1;
    std::int32_t page_size = 0;
    std::int64_t count = 0;
};

api::Parameters<Request> filters() {
    constexpr std::size_t kMostInstances = 30;
    constexpr auto const& kInvalid = documented("DescribeHistoryTasks", "Param.Invalid");
    return {
        api::optional("InstanceId", &Request::instances)
            .about("Only tasks of these instances, with commas between them.")
            .example("rm-uf6wjk5xxxxxxx")
            .must_be(api::comma_list(api::plain_name(64, "-"), kMostInstances))
            .refused_as(kInvalid),
        api::optional("InstanceType", &Request::instance_type)
            .about("What the tasks are of.")
            .example("Instance")
            .must_be(api::one_of({"Instance"}))
            .refused_as(kInvalid),
        api::optional("Status", &Request::status)
            .about("Only tasks of this status. Those here are Running or Succeed.")
            .example("Succeed")
            .must_be(api::one_of({kStatuses.begin(), kStatuses.end()}))
            .refused_as(kInvalid),
        api::optional("TaskId", &Request::id).about("Only this task.").example("t-emulator1"),
        api::optional("TaskType", &Request::type)
            .about("Only tasks that this action has started.")
            .example("CreateDBInstance"),
        api::optional("FromExecTime", &Request::least_seconds)
            .about("Only tasks that took at least this many seconds.")
            .example("0")
            .ranging(api::whole_number(0, std::numeric_limits<std::int32_t>::max()))
            .refused_as(kInvalid),
        api::optional("ToExecTime", &Request::most_seconds)
            .about("Only tasks that took at most this many seconds. 0 sets no limit.")
            .example("0")
            .ranging(api::whole_number(0, std::numeric_limits<std::int32_t>::max()))
            .refused_as(kInvalid),
        api::optional("ResourceGroupId", &Request::resource_group_id)
            .about("Accepted.")
            .example("rg-acfmemulator00"),
    };
}

api::Parameters<Request> const& parameters() {
    constexpr std::int32_t kLeastSize = 10;
    constexpr std::int32_t kMostSize = 100;
    constexpr auto const& kInvalid = documented("DescribeHistoryTasks", "Param.Invalid");
    static api::Parameters<Request> const table{
        api::optional("RegionId", &Request::region_id)
            .about("Only tasks of instances in this region.")
            .example("cn-hangzhou"),
        api::required("FromStartTime", &Request::from)
            .about("Only tasks that began then or later.")
            .example("2026-01-02T03:04:05Z")
            .must_be(api::time_to_second())
            .refused_as(kInvalid),
        api::required("ToStartTime", &Request::to)
            .about("Only tasks that began then or before.")
            .example("2026-01-03T03:04:05Z")
            .must_be(api::time_to_second())
            .refused_as(kInvalid),
        filters(),
        paging(&Request::paging, kLeastSize, kMostSize, "10"),
    };
    return table;
}

std::string id(ShownTask const& task) {
    return std::string{kIdPrefix} + task.id;
}

std::string status(ShownTask const& task) {
    return task.finished_at ? "Succeed" : "Running";
}

// As far as the plan says when it ends.
double progress(ShownTask const& task) {
    constexpr double kWhole = 100;
    if (task.finished_at) return kWhole;
    if (!task.ends_at || *task.ends_at <= task.started_at) return 0;
    auto const done = static_cast<double>((task.now - task.started_at).count());
    auto const whole = static_cast<double>((*task.ends_at - task.started_at).count());
    return std::clamp(kWhole * done / whole, 0.0, kWhole);
}

std::int32_t seconds_left(ShownTask const& task) {
    if (!task.ends_at || *task.ends_at < task.now) return 0;
    constexpr std::int64_t kMost = std::numeric_limits<std::int32_t>::max();
    auto const left = std::chrono::ceil<std::chrono::seconds>(*task.ends_at - task.now).count();
    return static_cast<std::int32_t>(std::min<std::int64_t>(left, kMost));
}

std::string started(ShownTask const& task) {
    return seconds_text(task.started_at);
}

std::string ended(ShownTask const& task) {
    return task.finished_at ? seconds_text(*task.finished_at) : "";
}

std::string database_type(ShownTask const& task) {
    return text::lower_case(task.engine);
}

api::Shape<Response> const& response() {
    static api::Shape<ShownTask> const task{
        api::member("TaskId", id),
        api::member("TaskType", &ListedTask::action).about("The action that started it."),
        api::member("Status", status).about("Running or Succeed."),
        api::member("Progress", progress).about("Percent."),
        api::member("RemainTime", seconds_left).about("Seconds."),
        api::member("StartTime", started),
        api::member("EndTime", ended).about("Empty of a task under way."),
        api::member("InstanceId", &ListedTask::instance_id),
        api::member("InstanceName", &ListedTask::description),
        api::constant("InstanceType", "Instance"),
        api::member("RegionId", &ListedTask::region_id),
        api::member("DbType", database_type),
        api::constant("Product", "rds"),
        api::constant("CallerSource", "User"),
        api::constant("CurrentStepName", ""),
        api::constant("ReasonCode", ""),
        api::constant("TaskDetail", "{}").about("A JSON object."),
        api::constant("ActionInfo", "{}").about("A JSON object."),
    };
    static api::Shape<Response> const shape{
        api::array("Items", &Response::tasks, task),
        api::member("PageNumber", &Response::page),
        api::member("PageSize", &Response::page_size),
        api::member("TotalCount", &Response::count),
    };
    return shape;
}

storage::TaskFilter filter_of(Request const& request) {
    constexpr auto kRestOfSecond = std::chrono::seconds{1} - std::chrono::milliseconds{1};
    storage::TaskFilter filter{.from = request.from, .to = request.to + kRestOfSecond};
    if (request.least_seconds > 0) filter.least = std::chrono::seconds{request.least_seconds};
    if (!request.instances.empty()) filter.instances = storage::json_text(request.instances);
    if (!request.region_id.empty()) filter.region_id = request.region_id;
    if (!request.type.empty()) filter.action = request.type;
    if (!request.status.empty()) filter.is_finished = request.status == "Succeed";
    if (request.most_seconds > 0) filter.most = std::chrono::seconds{request.most_seconds};
    if (!request.id.empty()) {
        std::string_view const its = request.id;
        filter.id = its.starts_with(kIdPrefix) ? its.substr(kIdPrefix.size()) : its;
    }
    return filter;
}

api::Result<Response> handle(Request const& request, api::Context& context) {
    if (request.to < request.from) {
        return api::Fault{documented("DescribeHistoryTasks", "Param.Invalid.TimeEndBeforeStart")}
            .hinting("ToStartTime is before FromStartTime.");
    }
    Response answer{.tasks = {}, .page = request.paging.number, .page_size = request.paging.size};
    auto const is_other =
        !request.status.empty() && request.status != "Succeed" && request.status != "Running";
    if (is_other) return answer;
    auto const filter = filter_of(request);
    auto tasks = context.tenant.tasks();
    for (auto& task : tasks.page(filter, context.now, request.paging.offset(), request.paging.size))
        answer.tasks.push_back({std::move(task), context.now});
    answer.count = tasks.count_of(filter, context.now);
    return answer;
}

std::vector<api::Resource> resources(Request const& request) {
    std::vector<api::Resource> all;
    all.reserve(request.instances.size() + 1);
    for (auto const& instance : request.instances)
        all.push_back({"dbinstance", instance});
    if (all.empty()) all.push_back({"dbinstance", "*"});
    return all;
}

}  // namespace

api::Action describe_history_tasks() {
    return api::declare<Request, Response>(
               "DescribeHistoryTasks",
               "Lists what actions have started with instances, the newest first."
    )
        .reads()
        .authorised(
            api::AccessLevel::list,
            {"dbinstance/{InstanceId}", {"rds:ResourceTag"}, resources}
        )
        .takes(parameters())
        .answers(response())
        .refuses_with({&documented("DescribeHistoryTasks", "Param.Invalid.TimeEndBeforeStart")})
        .runs(handle);
}

}  // namespace rds::actions
