#include "server/actions/faults.hpp"
#include "server/actions/instances/instance.hpp"

namespace rds::actions {

namespace {

using storage::Instance;

api::Shape<Instance> const& response() {
    static api::Shape<Instance> const shape{
        api::member("TcpConnectionType", &Instance::tcp_connection_type).about("SHORT or LONG."),
    };
    return shape;
}

}  // namespace

api::Action describe_ha_diagnose_config() {
    return shows_instance(
               "DescribeHADiagnoseConfig",
               "Tells by which connections the availability of an instance is checked.",
               faults::kAnyInstanceNotFound,
               response()
    )
        .runs(shown_instance);
}

}  // namespace rds::actions
