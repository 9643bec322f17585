#include "server/actions/faults.hpp"
#include "server/actions/instances/instance.hpp"

namespace rds::actions {

namespace {

using storage::InstanceState;

constexpr auto kKeepPolicies = std::to_array<std::string_view>({"None", "Lastest", "All"});

struct Request {
    std::string instance_id;
    std::string keep_policy;
};

struct Response {
    std::string region_id;
};

api::Parameters<Request> const& parameters() {
    static api::Parameters<Request> const table{
        instance_id(&Request::instance_id),
        api::optional("ReleasedKeepPolicy", &Request::keep_policy)
            .about("Which backups stay. Accepted; nothing stays here.")
            .example("None")
            .must_be(api::one_of({kKeepPolicies.begin(), kKeepPolicies.end()})),
    };
    return table;
}

api::Shape<Response> const& response() {
    static api::Shape<Response> const shape{api::member("RegionId", &Response::region_id)};
    return shape;
}

api::Result<Response> handle(Request const& request, api::Context& context) {
    auto instances = context.tenant.instances();
    auto const instance = instances.get(request.instance_id);
    if (instance.deletion_protection) {
        return api::Fault{documented("DeleteDBInstance", "OperationDenied.DeletionProtection")}
            .hinting("ModifyDBInstanceDeletionProtection with DeletionProtection=false allows it.");
    }
    if (instance.pay_type == "Prepaid") {
        return api::Fault{documented("DeleteDBInstance", "OperationDenied.PrePayTypeNotSupported")}
            .hinting(
                "A prepaid instance ends when it expires; DeleteDBInstance takes Postpaid ones."
            );
    }
    storage::Route const route{
        .states = states_of({InstanceState::deleting, InstanceState::released}),
        .begins_at_once = true};
    instances.start(instance.id, "DeleteDBInstance", route, kHalf, context.now);
    return Response{context.instance->region_id};
}

}  // namespace

api::Action delete_db_instance() {
    return api::declare<Request, Response>(
               "DeleteDBInstance",
               "Deletes an instance: it is Deleting, and then gone with all that belongs to it."
    )
        .writes()
        .authorised(api::AccessLevel::remove, on_instance(&Request::instance_id))
        .takes(parameters())
        .answers(response())
        .of_instance(
            &Request::instance_id,
            documented("DeleteDBInstance", "InvalidDBInstanceName.NotFound")
        )
        .when(
            {InstanceState::running, InstanceState::stopped},
            documented("DeleteDBInstance", "IncorrectDBInstanceState")
        )
        .refuses_with(
            {&documented("DeleteDBInstance", "OperationDenied.DeletionProtection"),
             &documented("DeleteDBInstance", "OperationDenied.PrePayTypeNotSupported")}
        )
        .runs(handle);
}

}  // namespace rds::actions
