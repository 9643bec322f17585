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

// SQL Server alone encrypts by the database.
std::vector<Database> databases(Instance const& instance) {
    std::vector<Database> all;
    if (instance.engine != "SQLServer") return all;
    for (auto const& name : instance.databases)
        all.push_back({name, status(instance)});
    return all;
}

api::Shape<Database> const& database() {
    static api::Shape<Database> const shape{
        api::member("DBName", &Database::name),
        api::member("TDEStatus", &Database::status),
    };
    return shape;
}

api::Shape<Instance> const& response() {
    static api::Shape<Instance> const shape{
        api::member("TDEStatus", status).about("Enabled or Disabled."),
        api::member("TDEMode", mode),
        api::list("Databases", "Database", databases, database()),
    };
    return shape;
}

}  // namespace

api::Action describe_db_instance_tde() {
    return shows_instance(
               "DescribeDBInstanceTDE",
               "Tells whether TDE is on for an instance.",
               faults::kAnyInstanceNotFound,
               response()
    )
        .runs(shown_instance);
}

}  // namespace rds::actions
