#include "server/actions/faults.hpp"
#include "server/actions/groups.hpp"
#include "server/actions/instances/instance.hpp"

namespace rds::actions {

namespace {

struct Request {
    std::string instance_id;
    bool is_protected = false;
    std::string client_token;
};

api::Parameters<Request> const& parameters() {
    static api::Parameters<Request> const table{
        instance_id(&Request::instance_id),
        api::required("DeletionProtection", &Request::is_protected)
            .about("Whether DeleteDBInstance refuses the instance.")
            .example("true"),
        idle_client_token(&Request::client_token),
    };
    return table;
}

std::optional<api::Fault> change(Request const& request, storage::Instance& instance) {
    if (instance.pay_type == "Prepaid") {
        return api::Fault{
            documented("ModifyDBInstanceDeletionProtection", "OperationDenied.PayType")}
            .hinting("Only Postpaid instances can be protected.");
    }
    instance.deletion_protection = request.is_protected;
    return std::nullopt;
}

}  // namespace

api::Action modify_db_instance_deletion_protection() {
    return changes_instance(
               "ModifyDBInstanceDeletionProtection",
               "Protects an instance from DeleteDBInstance, or no longer does.",
               faults::kAnyInstanceNotFound,
               parameters()
    )
        .refuses_with({&documented("ModifyDBInstanceDeletionProtection", "OperationDenied.PayType")}
        )
        .runs(changed_instance<Request, change>);
}

}  // namespace rds::actions
