#include "server/actions/faults.hpp"
#include "server/actions/groups.hpp"
#include "server/actions/instances/instance.hpp"

namespace rds::actions {

namespace {

using storage::InstanceState;

struct Request {
    std::string instance_id;
    std::string node;
    std::string client_token;
};

consteval api::FaultKind const& fault(std::string_view code) {
    return documented("RestartDBInstance", code);
}

api::Parameters<Request> const& parameters() {
    static api::Parameters<Request> const table{
        instance_id(&Request::instance_id),
        api::optional("NodeId", &Request::node).about("Accepted.").example("rn-6256r4a87xvv7xxxx"),
        client_token(&Request::client_token)
            .about("Accepted; a second call is refused while the instance is Rebooting."),
    };
    return table;
}

api::Result<OnlyRequestId> handle(Request const& request, api::Context& context) {
    auto instances = context.tenant.instances();
    storage::Route const route{
        .states = states_of({InstanceState::rebooting, InstanceState::running}),
        .begins_at_once = true};
    instances.start(request.instance_id, "RestartDBInstance", route, kHalf, context.now);
    return OnlyRequestId{};
}

}  // namespace

api::Action restart_db_instance() {
    return changes_instance(
               "RestartDBInstance",
               "Restarts an instance: it is Rebooting, and then Running again.",
               fault("InvalidDBInstanceName.NotFound"),
               parameters()
    )
        .when({InstanceState::running}, fault("IncorrectDBInstanceState"))
        .not_locked(fault("IncorrectDBInstanceLockMode.ValueNotSupported"))
        .not_during_backup(faults::kBackupRuns)
        .runs(handle);
}

}  // namespace rds::actions
