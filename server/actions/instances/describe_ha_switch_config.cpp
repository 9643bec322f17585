#include "server/actions/faults.hpp"
#include "server/actions/instances/instance.hpp"

namespace rds::actions {

namespace {

using storage::Instance;

api::Shape<Instance> const& response() {
    static api::Shape<Instance> const shape{
        api::member("HAConfig", &Instance::ha_config).about("Auto or Manual."),
    };
    return shape;
}

}  // namespace

api::Action describe_ha_switch_config() {
    return shows_instance(
               "DescribeHASwitchConfig",
               "Tells whether the standby of an instance takes over by itself.",
               faults::kAnyInstanceNotFound,
               response()
    )
        .runs(shown_instance);
}

}  // namespace rds::actions
