#include "server/actions/faults.hpp"
#include "server/actions/groups.hpp"
#include "server/actions/instances/instance.hpp"

namespace rds::actions {

namespace {

struct Request {
    std::string instance_id;
    std::string time;
    std::string client_token;
};

api::Parameters<Request> const& parameters() {
    static api::Parameters<Request> const table{
        instance_id(&Request::instance_id),
        api::required("MaintainTime", &Request::time)
            .about("In UTC.")
            .example("18:00Z-22:00Z")
            .must_be(api::time_of_day_span())
            .refused_as(documented("ModifyDBInstanceMaintainTime", "InvalidMaintainTime")),
        idle_client_token(&Request::client_token),
    };
    return table;
}

std::optional<api::Fault> change(Request const& request, storage::Instance& instance) {
    instance.maintain_time = request.time;
    return std::nullopt;
}

}  // namespace

api::Action modify_db_instance_maintain_time() {
    return changes_instance(
               "ModifyDBInstanceMaintainTime",
               "Sets the time of day at which the service maintains an instance.",
               faults::kAnyInstanceNotFound,
               parameters()
    )
        .runs(changed_instance<Request, change>);
}

}  // namespace rds::actions
