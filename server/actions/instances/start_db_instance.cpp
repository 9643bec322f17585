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
    return documented("StartDBInstance", code);
}

api::Parameters<Request> const& parameters() {
    static api::Parameters<Request> const table{
        instance_id(&Request::instance_id),
        api::optional("RegionId", &Request::region).about("Its region.").example("cn-hangzhou"),
    };
    return table;
}

api::Result<OnlyRequestId> handle(Request const& request, api::Context& context) {
    auto instances = context.tenant.instances();
    if (!instances.lifecycle(request.instance_id).planned().empty())
        return api::Fault{fault("InvalidStatus.Format")}.hinting("The instance is being started.");
    storage::Route const route{.states = states_of({InstanceState::running})};
    instances.start(request.instance_id, "StartDBInstance", route, kHalf, context.now);
    return OnlyRequestId{};
}

}  // namespace

api::Action start_db_instance() {
    return changes_instance(
               "StartDBInstance",
               "Starts a stopped instance, which is Running then.",
               faults::kAnyInstanceNotFound,
               parameters()
    )
        .when({InstanceState::stopped}, fault("InvalidStatus.Format"))
        .runs(handle);
}

}  // namespace rds::actions
