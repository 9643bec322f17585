#include "server/actions/faults.hpp"
#include "server/actions/instances/instance.hpp"

namespace rds::actions {

namespace {

using storage::InstanceState;

struct Request {
    std::string instance_id;
    std::string region;
};

consteval api::FaultKind const& fault(std::string_view code) {
    return documented("StopDBInstance", code);
}

api::Parameters<Request> const& parameters() {
    static api::Parameters<Request> const table{
        instance_id(&Request::instance_id),
        api::required("RegionId", &Request::region).about("Its region.").example("cn-hangzhou"),
    };
    return table;
}

api::Result<OnlyRequestId> handle(Request const& request, api::Context& context) {
    auto instances = context.tenant.instances();
    if (!instances.read_only_of({instances.get(request.instance_id)}).empty())
        return api::Fault{fault("InstanceHasReadOnlyInstanceNotSupportStop")};
    storage::Route const route{
        .states = states_of({InstanceState::stopping, InstanceState::stopped}),
        .begins_at_once = true};
    instances.start(request.instance_id, "StopDBInstance", route, kHalf, context.now);
    return OnlyRequestId{};
}

}  // namespace

api::Action stop_db_instance() {
    return changes_instance(
               "StopDBInstance",
               "Stops an instance: it is Stopping, and then Stopped.",
               faults::kAnyInstanceNotFound,
               parameters()
    )
        .not_on_read_only(fault("ReadonlyInstanceNotSupport"))
        .when({InstanceState::running}, fault("InvalidStatus.Format"))
        .refuses_with({&fault("InstanceHasReadOnlyInstanceNotSupportStop")})
        .runs(handle);
}

}  // namespace rds::actions
