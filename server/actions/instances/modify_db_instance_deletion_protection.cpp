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

struct Response {};

api::Parameters<Request> const& parameters() {
    static api::Parameters<Request> const table{
        instance_id(&Request::instance_id),
        api::required("DeletionProtection", &Request::is_protected)
            .about("Whether DeleteDBInstance refuses the instance.")
            .example("true"),
        client_token(&Request::client_token)
            .about("Accepted; the same change twice changes nothing."),
    };
    return table;
}

api::Shape<Response> const& response() {
    static api::Shape<Response> const shape{};
    return shape;
}

api::Result<Response> handle(Request const& request, api::Context& context) {
    auto const basics = require_instance(request.instance_id, context);
    if (!basics) return basics.error();
    auto instances = context.tenant.instances();
    auto instance = instances.get(request.instance_id);
    if (instance.pay_type == "Prepaid") {
        return api::Fault{
            documented("ModifyDBInstanceDeletionProtection", "OperationDenied.PayType")}
            .hinting("Only Postpaid instances can be protected.");
    }
    instance.deletion_protection = request.is_protected;
    instances.update(instance);
    return Response{};
}

}  // namespace

api::Action modify_db_instance_deletion_protection() {
    return api::declare<Request, Response>(
               "ModifyDBInstanceDeletionProtection",
               "Protects an instance from DeleteDBInstance, or no longer does."
    )
        .writes()
        .authorised(api::AccessLevel::update, on_instance(&Request::instance_id))
        .takes(parameters())
        .answers(response())
        .of_instance(faults::kAnyInstanceNotFound)
        .refuses_with({&documented("ModifyDBInstanceDeletionProtection", "OperationDenied.PayType")}
        )
        .runs(handle);
}

}  // namespace rds::actions
