#include "server/actions/faults.hpp"
#include "server/actions/instances/instance.hpp"

namespace rds::actions {

namespace {

using storage::Instance;

// Recorded as a string.
std::string days(Instance const& instance) {
    return std::to_string(instance.sql_collector_days.value());
}

api::Shape<Instance> const& response() {
    static api::Shape<Instance> const shape{
        api::member("ConfigValue", days).about("Days."),
    };
    return shape;
}

}  // namespace

api::Action describe_sql_collector_retention() {
    return shows_instance(
               "DescribeSQLCollectorRetention",
               "Tells for how many days SQL Explorer keeps what it collects.",
               faults::kAnyInstanceNotFound,
               response()
    )
        .runs(shown_instance);
}

}  // namespace rds::actions
