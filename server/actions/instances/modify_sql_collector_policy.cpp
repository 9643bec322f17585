#include "server/actions/faults.hpp"
#include "server/actions/instances/instance.hpp"

namespace rds::actions {

namespace {

struct Request {
    std::string instance_id;
    std::string status;
};

api::Parameters<Request> const& parameters() {
    static api::Parameters<Request> const table{
        instance_id(&Request::instance_id),
        api::required("SQLCollectorStatus", &Request::status)
            .about("Whether it collects.")
            .example("Enable")
            .must_be(api::one_of({"Enable", "Disabled"}))
            .refused_as(documented("ModifySQLCollectorPolicy", "InvalidParameters.Format")),
    };
    return table;
}

std::optional<api::Fault> change(Request const& request, storage::Instance& instance) {
    instance.sql_collector = request.status == "Enable";
    return std::nullopt;
}

}  // namespace

api::Action modify_sql_collector_policy() {
    return changes_instance(
               "ModifySQLCollectorPolicy",
               "Switches SQL Explorer of an instance on or off.",
               documented("ModifySQLCollectorPolicy", "InvalidDBInstanceName.NotFound"),
               parameters()
    )
        .when(
            {storage::InstanceState::running},
            documented("ModifySQLCollectorPolicy", "IncorrectDBInstanceState")
        )
        .runs(changed_instance<Request, change>);
}

}  // namespace rds::actions
