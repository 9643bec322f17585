#include "server/actions/faults.hpp"
#include "server/actions/instances/instance.hpp"

namespace rds::actions {

namespace {

using storage::Instance;

struct Node {
    std::string id;
    std::string type;
    std::string region_id;
    std::string zone_id;
};

// Terraform wants a node of the type Master.
std::vector<Node> nodes(Instance const& instance) {
    std::vector<Node> all{{instance.id + "-1", "Master", instance.region_id, instance.zone_id}};
    if (instance.category == "Basic") return all;
    auto const& zones = instance.slave_zones;
    auto const& zone = zones.empty() ? instance.zone_id : zones.front();
    all.push_back({instance.id + "-2", "Slave", instance.region_id, zone});
    return all;
}

api::Shape<Node> const& node() {
    static api::Shape<Node> const shape{
        api::member("NodeId", &Node::id),
        api::member("NodeType", &Node::type),
        api::member("RegionId", &Node::region_id),
        api::member("ZoneId", &Node::zone_id),
    };
    return shape;
}

api::Shape<Instance> const& response() {
    static api::Shape<Instance> const shape{
        api::member("DBInstanceId", &Instance::id),
        api::constant("HAMode", "RPO"),
        api::constant("SyncMode", "Semi-sync"),
        api::list("HostInstanceInfos", "NodeInfo", nodes, node()),
    };
    return shape;
}

}  // namespace

api::Action describe_db_instance_ha_config() {
    return shows_instance(
               "DescribeDBInstanceHAConfig",
               "Lists the nodes of an instance and how they are kept in step.",
               documented("DescribeDBInstanceHAConfig", "InvalidDBInstanceName.NotFound"),
               response()
    )
        .runs(shown_instance);
}

}  // namespace rds::actions
