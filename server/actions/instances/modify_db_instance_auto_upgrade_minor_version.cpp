#include "server/actions/faults.hpp"
#include "server/actions/groups.hpp"
#include "server/actions/instances/instance.hpp"

namespace rds::actions {

namespace {

struct Request {
    std::string instance_id;
    std::string mode;
    std::string client_token;
};

api::Parameters<Request> const& parameters() {
    static api::Parameters<Request> const table{
        instance_id(&Request::instance_id),
        api::required("AutoUpgradeMinorVersion", &Request::mode)
            .about("Whether the service upgrades the minor version.")
            .example("Manual")
            .must_be(api::one_of({storage::kUpgrades.begin(), storage::kUpgrades.end()})),
        idle_client_token(&Request::client_token),
    };
    return table;
}

std::optional<api::Fault> change(Request const& request, storage::Instance& instance) {
    instance.auto_upgrade = request.mode;
    return std::nullopt;
}

}  // namespace

api::Action modify_db_instance_auto_upgrade_minor_version() {
    return changes_instance(
               "ModifyDBInstanceAutoUpgradeMinorVersion",
               "Says whether minor versions are upgraded by themselves.",
               faults::kAnyInstanceNotFound,
               parameters()
    )
        .runs(changed_instance<Request, change>);
}

}  // namespace rds::actions
