#include "server/actions/faults.hpp"
#include "server/actions/instances/instance.hpp"

namespace rds::actions {

namespace {

using storage::Instance;

struct Database {
    std::string name;
    std::string status;
};

std::string status(Instance const& instance) {
    return instance.tde ? "Enabled" : "Disabled";
}

std::string mode(Instance const& instance) {
    return instance.tde ? "Aliyun_Generate_Key" : "Unknown";
}

struct Shown : Instance {
    std::vector<Database> its_databases{};  // SQL Server alone encrypts by the database
};

api::Shape<Database> const& database() {
    static api::Shape<Database> const shape{
        api::member("DBName", &Database::name),
        api::member("TDEStatus", &Database::status),
    };
    return shape;
}

api::Shape<Shown> const& response() {
    static api::Shape<Shown> const shape{
        api::member("TDEStatus", status).about("Enabled or Disabled."),
        api::member("TDEMode", mode),
        api::list("Databases", "Database", &Shown::its_databases, database()),
    };
    return shape;
}

api::Result<Shown> handle(InstanceRequest const& request, api::Context& context) {
    Shown answer{context.tenant.instances().get(request.instance_id)};
    if (answer.engine != "SQLServer") return answer;
    for (auto const& database : context.tenant.databases().of(answer.id))
        answer.its_databases.push_back({database.name, status(answer)});
    return answer;
}

}  // namespace

api::Action describe_db_instance_tde() {
    return shows_instance(
               "DescribeDBInstanceTDE",
               "Tells whether TDE is on for an instance.",
               faults::kAnyInstanceNotFound,
               response()
    )
        .runs(handle);
}

}  // namespace rds::actions
