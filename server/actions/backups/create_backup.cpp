#include "server/actions/backups/faults.hpp"
#include "server/actions/instances/faults.hpp"
#include "server/actions/instances/instance.hpp"
#include "server/api/action.hpp"
#include "server/text/ascii.hpp"
#include "server/text/escape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <unordered_set>

namespace rds::actions {

namespace {

using api::Fault;

enum class Method { logical, physical, snapshot };
enum class Type { automatic, full };
enum class Strategy { database, instance };

constexpr std::array<std::string_view, 3> kMethods{"Logical", "Physical", "Snapshot"};
constexpr std::array<std::string_view, 2> kTypes{"Auto", "FullBackup"};
constexpr std::array<std::string_view, 2> kStrategies{"db", "instance"};

constexpr std::int64_t kShortestRetention = 7;  // days
constexpr std::int64_t kLongestRetention = 730;

struct Request {
    std::string instance_id;
    std::optional<Method> method;  // absent: physical
    std::optional<Type> type;      // absent: automatic
    std::optional<Strategy> strategy;
    std::optional<std::string> databases;        // comma list
    std::optional<std::int64_t> retention_days;  // -1: as long as the instance lives
};

struct Response {
    std::string job_id;
};

// A comma list of names of at most 64 letters, digits, '-' and '_'. What the service checks of a
// name is not documented.
api::Rule database_names() {
    constexpr std::size_t kLongestName = 64;
    auto const holds = [](std::string_view list) {
        std::size_t length = 0;
        for (char const c : list) {
            auto const is_separator = c == ',';
            if (is_separator ? length == 0 : ++length > kLongestName) return false;
            if (is_separator) length = 0;
            auto const is_plain =
                text::is_letter(c) || text::is_digit(c) || c == '-' || c == '_' || is_separator;
            if (!is_plain) return false;
        }
        return length > 0;
    };
    return {
        holds,
        "database names of at most 64 letters, digits, '-' or '_', separated by commas",
        {"app", "app,my_db-2", std::string(kLongestName, 'a')},
        {",", "app,", ",app", "a b", "a;b", "a,,b", std::string(kLongestName + 1, 'a')},
    };
}

// In the order in which they are checked.
api::Parameters<Request> const& parameters() {
    static api::Parameters<Request> const table{
        instance_id(&Request::instance_id),
        api::optional("BackupMethod", &Request::method, kMethods)
            .about("Physical if not given. Snapshot goes without DBName; Logical needs a database.")
            .example("Physical")
            .refused_as(faults::kBackupMethodNotSupported),
        api::optional("BackupType", &Request::type, kTypes)
            .about("Auto if not given. Matters to SQL Server alone.")
            .example("FullBackup")
            .refused_as(faults::kBackupTypeNotSupported),
        api::optional("BackupStrategy", &Request::strategy, kStrategies)
            .about("With db, DBName says which databases.")
            .example("db"),
        api::optional("DBName", &Request::databases)
            .about("Counts only with BackupStrategy db.")
            .example("app,orders")
            .must_be(database_names())
            .refused_as(faults::kInvalidDatabaseNameFormat),
        api::optional("BackupRetentionPeriod", &Request::retention_days)
            .about("Days. Matters to SQL Server alone.")
            .example("7")
            .ranging(api::minus_one_or_between(kShortestRetention, kLongestRetention)),
    };
    return table;
}

api::Shape<Response> const& response() {
    static api::Shape<Response> const shape{
        // A string here, a number in DescribeBackupTasks: so recorded, and Terraform panics on a
        // number here.
        api::member("BackupJobId", &Response::job_id).about("The job to poll."),
    };
    return shape;
}

std::vector<std::string> split(std::string const& list) {
    std::vector<std::string> names;
    std::istringstream text{list};
    for (std::string name; std::getline(text, name, ',');)
        names.push_back(name);
    return names;
}

std::optional<Fault> refuse_instance(storage::Instance const& instance) {
    if (instance.read_only) {
        return Fault{faults::kReadInstanceNotSupported}.hinting(hint_read_only(instance.id));
    }
    if (!instance.is_running()) {
        return Fault{faults::kIncorrectInstanceState}.hinting(fmt::format(
            "{} is {}; it must be Running.",
            text::quoted(instance.id),
            instance.status()
        ));
    }
    return std::nullopt;
}

// Snapshot with DBName was really refused so (2020); without DBName the same call went through.
std::optional<Fault> refuse_method(Request const& request, storage::Instance const& instance) {
    if (request.method == Method::snapshot && request.databases) {
        return Fault{faults::kBackupMethodNotSupported}.hinting(
            "BackupMethod Snapshot takes the whole instance; leave DBName out."
        );
    }
    if (request.method == Method::logical && instance.databases.empty()) {
        return Fault{faults::kDatabaseNotFound}.hinting(fmt::format(
            "A Logical backup needs a database, and {} has none; add some in the fixture.",
            text::quoted(instance.id)
        ));
    }
    return std::nullopt;
}

std::optional<Fault> refuse_databases(Request const& request, storage::Instance const& instance) {
    if (request.strategy != Strategy::database) return std::nullopt;
    if (!request.databases) {
        return Fault{faults::kInvalidDatabaseNameFormat}.hinting(
            "BackupStrategy is db, so DBName must say which databases."
        );
    }
    std::unordered_set<std::string_view> const known{
        instance.databases.begin(),
        instance.databases.end()};
    for (auto const& name : split(*request.databases)) {
        if (known.contains(name)) continue;
        std::vector<std::string_view> shown{instance.databases.begin(), instance.databases.end()};
        constexpr std::size_t kMostShown = 8;
        if (shown.size() > kMostShown) {
            shown.resize(kMostShown);
            shown.emplace_back("others");
        }
        return Fault{faults::kDatabaseNotFound}.hinting(fmt::format(
            "{} has no database {}; it has {}.",
            text::quoted(instance.id),
            text::quoted(name),
            shown.empty() ? "none" : text::joined(shown, "and")
        ));
    }
    return std::nullopt;
}

std::optional<Fault>
refuse_another_job(storage::Instance const& instance, int most_per_day, api::Context& context) {
    auto store = context.tenant.backup_jobs();
    if (store.any_running(instance.id)) {
        return Fault{faults::kBackupJobExists}.hinting(fmt::format(
            "{} has a backup job that has not ended. Another AccessKeyId of 16 digits has "
            "instances of its own, so that tests which run at the same time do not meet.",
            text::quoted(instance.id)
        ));
    }
    if (most_per_day == 0) return std::nullopt;
    auto const day = std::chrono::floor<std::chrono::days>(context.now);
    auto const made = store.count_manual(instance.id, day, day + std::chrono::days{1});
    if (made < most_per_day) return std::nullopt;
    return Fault{faults::kBackupTimesExceeded}.hinting(fmt::format(
        "{} of {} backups of this UTC day are made (backupsPerDay, --backups-per-day).",
        made,
        most_per_day
    ));
}

storage::Plan plan_of(
    storage::Instance const& instance,
    std::string const& default_plan,
    storage::Tenant& tenant
) {
    auto const& name = instance.job_plan.empty() ? default_plan : instance.job_plan;
    auto plan = tenant.plans().find(name);
    if (!plan) throw std::logic_error{"no plan named " + name};
    return *std::move(plan);
}

api::Result<Response> handle(Request const& request, api::Context& context) {
    auto const instance =
        require_instance(request.instance_id, faults::kDatabaseInstanceNotFound, context);
    if (!instance) return instance.fault();
    if (auto fault = refuse_instance(*instance)) return *std::move(fault);
    if (auto fault = refuse_method(request, *instance)) return *std::move(fault);
    if (auto fault = refuse_databases(request, *instance)) return *std::move(fault);
    auto const settings = context.tenant.settings().get();
    if (auto fault = refuse_another_job(*instance, settings.backups_per_day, context)) {
        return *std::move(fault);
    }

    auto const plan = plan_of(*instance, settings.job_plan, context.tenant);
    storage::BackupJob job;
    job.instance_id = instance->id;
    job.started_at = context.now;
    auto const created = context.tenant.backup_jobs().create(job, plan, context.now);
    context.created_job = created.id;
    return Response{std::to_string(created.id)};
}

}  // namespace

api::Action create_backup() {
    return api::declare<Request, Response>(
               "CreateBackup",
               "Starts a manual backup job, which DescribeBackupTasks shows at once."
    )
        .writes()
        .authorised(
            api::AccessLevel::create,
            on_instance(&Request::instance_id),
            {"rds:ResourceTag"}
        )
        .takes(parameters())
        .answers(response())
        .refuses_with(
            {&faults::kReadInstanceNotSupported,
             &faults::kIncorrectInstanceState,
             &faults::kDatabaseInstanceNotFound,
             &faults::kDatabaseNotFound,
             &faults::kBackupJobExists,
             &faults::kBackupTimesExceeded}
        )
        .refuses_when_injected(
            {&faults::kIncorrectLockMode,
             &faults::kInvalidPreferredBackupTimeFormat,
             &faults::kApiForbidden,
             &faults::kIncorrectInstanceEngine,
             &faults::kIncorrectInstanceType,
             &faults::kIncorrectCharacterType}
        )
        .runs(handle);
}

}  // namespace rds::actions
