#include "server/actions/faults.hpp"
#include "server/actions/instances/instance.hpp"

namespace rds::actions {

namespace {

struct Request {
    std::string instance_id;
    std::string days;
};

api::Parameters<Request> const& parameters() {
    static api::Parameters<Request> const table{
        instance_id(&Request::instance_id),
        api::required("ConfigValue", &Request::days)
            .about("Days.")
            .example("180")
            .must_be(api::one_of({"30", "180", "365", "1095", "1825"}))
            .refused_as(documented("ModifySQLCollectorRetention", "InvalidConfigValue")),
    };
    return table;
}

std::optional<api::Fault> change(Request const& request, storage::Instance& instance) {
    if (!instance.sql_collector) {
        return api::Fault{documented("ModifySQLCollectorRetention", "IncorrectSQLLogActiveStatus")}
            .hinting("SQL Explorer is off; ModifySQLCollectorPolicy switches it on.");
    }
    instance.sql_collector_days = std::stoi(request.days);
    return std::nullopt;
}

}  // namespace

api::Action modify_sql_collector_retention() {
    return changes_instance(
               "ModifySQLCollectorRetention",
               "Sets for how many days SQL Explorer keeps what it collects.",
               faults::kAnyInstanceNotFound,
               parameters()
    )
        .refuses_with({&documented("ModifySQLCollectorRetention", "IncorrectSQLLogActiveStatus")})
        .runs(changed_instance<Request, change>);
}

}  // namespace rds::actions
