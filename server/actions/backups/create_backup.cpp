#include "server/actions/backups/hints.hpp"
#include "server/actions/databases/names.hpp"
#include "server/actions/faults.hpp"
#include "server/actions/instances/instance.hpp"

#include <array>

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
    Method method = Method::physical;
    Type type = Type::automatic;
    std::optional<Strategy> strategy;
    std::vector<std::string> databases;
    std::optional<std::int64_t> retention_days;  // -1: as long as the instance lives
};

struct Response {
    std::string job_id;
};

// In the order in which they are checked.
api::Parameters<Request> const& parameters() {
    constexpr std::size_t kMostDatabases = 1000;
    constexpr std::size_t kLongestName = 64;
    static api::Parameters<Request> const table{
        instance_id(&Request::instance_id),
        api::optional("BackupMethod", &Request::method, kMethods)
            .about("Snapshot goes without DBName; Logical needs a database.")
            .example("Physical")
            .otherwise("Physical")
            .refused_as(documented("CreateBackup", "InvalidBackupMethod.ValueNotSupport")),
        api::optional("BackupType", &Request::type, kTypes)
            .about("Matters to SQL Server alone.")
            .example("FullBackup")
            .otherwise("Auto")
            .refused_as(documented("CreateBackup", "BackupType.NotSupport")),
        api::optional("BackupStrategy", &Request::strategy, kStrategies)
            .about("With db, DBName says which databases.")
            .example("db"),
        api::optional("DBName", &Request::databases)
            .about("Counts only with BackupStrategy db. What a name may hold is our choice.")
            .example("app,orders")
            .must_be(api::comma_list(api::plain_name(kLongestName, "-_"), kMostDatabases))
            .refused_as(documented("CreateBackup", "InvalidDBName.Format")),
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

// Snapshot with DBName was really refused so (2020); without DBName the same call went through.
std::optional<Fault> refuse_databases(Request const& request, api::Context& context) {
    if (request.method == Method::snapshot && !request.databases.empty()) {
        return Fault{documented("CreateBackup", "InvalidBackupMethod.ValueNotSupport")}.hinting(
            kSnapshotIsWhole
        );
    }
    if (request.method != Method::logical && request.strategy != Strategy::database)
        return std::nullopt;
    auto const has_none = context.tenant.databases().of(request.instance_id).empty();
    if (request.method == Method::logical && has_none)
        return Fault{kDatabaseNotFound}.hinting(hint_no_database(request.instance_id));
    if (request.strategy != Strategy::database) return std::nullopt;
    if (request.databases.empty())
        return Fault{documented("CreateBackup", "InvalidDBName.Format")}.hinting(kWhichDatabases);
    for (auto const& name : request.databases) {
        auto const database =
            require_database(request.instance_id, name, kDatabaseNotFound, context);
        if (!database) return database.error();
    }
    return std::nullopt;
}

api::Result<Response> handle(Request const& request, api::Context& context) {
    if (auto fault = refuse_databases(request, context)) return *std::move(fault);
    auto jobs = context.tenant.backup_jobs();
    if (jobs.any_running(request.instance_id)) {
        return Fault{documented("CreateBackup", "BackupJobExists")}.hinting(
            hint_job_runs(request.instance_id)
        );
    }
    auto const settings = context.tenant.settings().get();
    if (auto const most = settings.backups_per_day; most > 0) {
        auto const day = std::chrono::floor<std::chrono::days>(context.now);
        auto const made = jobs.count_manual(request.instance_id, day, day + std::chrono::days{1});
        if (made >= most) {
            return Fault{documented("CreateBackup", "Exceeded.BackupTimes")}.hinting(
                hint_made_today(made, most)
            );
        }
    }
    auto const& plan =
        context.instance->job_plan.empty() ? settings.job_plan : context.instance->job_plan;
    storage::BackupJob const job{.instance_id = request.instance_id, .started_at = context.now};
    auto const created = jobs.create(job, context.tenant.plans().get(plan), context.now);
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
        .authorised(api::AccessLevel::create, on_instance(&Request::instance_id))
        .takes(parameters())
        .answers(response())
        .of_instance(
            &Request::instance_id,
            documented("CreateBackup", "InvalidDBInstanceName.NotFound")
        )
        .not_on_read_only(documented("CreateBackup", "ReadDBInstanceNotSupport"))
        .not_locked(documented("CreateBackup", "IncorrectDBInstanceLockMode.ValueNotSupported"))
        .when(
            {storage::InstanceState::running},
            documented("CreateBackup", "IncorrectDBInstanceState")
        )
        .refuses_with(
            {&documented("CreateBackup", "InvalidDB.NotFound"),
             &documented("CreateBackup", "BackupJobExists"),
             &documented("CreateBackup", "Exceeded.BackupTimes")}
        )
        .runs(handle);
}

}  // namespace rds::actions
