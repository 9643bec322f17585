#include "server/actions/faults.hpp"
#include "server/actions/groups.hpp"
#include "server/actions/instances/instance.hpp"

namespace rds::actions {

namespace {

struct Request {
    std::string instance_id;
    std::string period;
    std::string client_token;
};

api::Parameters<Request> const& parameters() {
    static api::Parameters<Request> const table{
        instance_id(&Request::instance_id),
        api::required("Period", &Request::period)
            .about("Seconds between two samples.")
            .example("60")
            .must_be(api::one_of({"5", "10", "60", "300"}))
            .refused_as(
                documented("ModifyDBInstanceMonitor", "OperationDenied.DBInstanceMonitorPeriod")
            ),
        idle_client_token(&Request::client_token),
    };
    return table;
}

std::optional<api::Fault> change(Request const& request, storage::Instance& instance) {
    instance.monitoring_period = std::stoi(request.period);
    return std::nullopt;
}

}  // namespace

api::Action modify_db_instance_monitor() {
    return changes_instance(
               "ModifyDBInstanceMonitor",
               "Sets how often an instance is sampled for monitoring.",
               documented("ModifyDBInstanceMonitor", "InvalidDBInstanceId.NotFound"),
               parameters()
    )
        .runs(changed_instance<Request, change>);
}

}  // namespace rds::actions
