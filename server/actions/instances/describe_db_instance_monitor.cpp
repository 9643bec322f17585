#include "server/actions/faults.hpp"
#include "server/actions/instances/instance.hpp"

namespace rds::actions {

namespace {

using storage::Instance;

// Terraform wants digits in a string.
std::string period(Instance const& instance) {
    return std::to_string(instance.monitoring_period.value());
}

api::Shape<Instance> const& response() {
    static api::Shape<Instance> const shape{
        api::member("Period", period).about("Seconds."),
    };
    return shape;
}

}  // namespace

api::Action describe_db_instance_monitor() {
    return shows_instance(
               "DescribeDBInstanceMonitor",
               "Tells how often an instance is sampled for monitoring.",
               faults::kAnyInstanceNotFound,
               response()
    )
        .runs(shown_instance);
}

}  // namespace rds::actions
