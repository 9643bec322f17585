#include "server/actions/faults.hpp"
#include "server/actions/instances/instance.hpp"

namespace rds::actions {

namespace {

using storage::Instance;

std::string status(Instance const& instance) {
    return instance.sql_collector ? "Enable" : "Disabled";
}

api::Shape<Instance> const& response() {
    static api::Shape<Instance> const shape{
        api::member("SQLCollectorStatus", status).about("Enable or Disabled."),
    };
    return shape;
}

}  // namespace

api::Action describe_sql_collector_policy() {
    return shows_instance(
               "DescribeSQLCollectorPolicy",
               "Tells whether SQL Explorer collects the statements of an instance.",
               faults::kAnyInstanceNotFound,
               response()
    )
        .runs(shown_instance);
}

}  // namespace rds::actions
