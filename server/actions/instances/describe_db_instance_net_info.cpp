#include "server/actions/faults.hpp"
#include "server/actions/instances/instance.hpp"

namespace rds::actions {

namespace {

using storage::Instance;

struct Group {
    std::string name;
    std::string addresses;
};

struct Weight {
    std::string instance_id;
};

struct Endpoint {
    std::string connection_string;
    std::string type = "Normal";
    std::string port;
    std::string ip_address;
    std::string ip_type;
    std::string vpc_id;
    std::string v_switch_id;
    std::string upgradeable = "Disabled";
    std::vector<Group> groups{};
    std::vector<Weight> weights{};
};

std::vector<Endpoint> endpoints(Instance const& instance) {
    auto const is_vpc = instance.network_type == "VPC";
    return {
        {.connection_string = instance.connection_string,
         .port = std::to_string(instance.port.value()),
         .ip_address = is_vpc ? instance.private_ip : "10.0.0.10",
         .ip_type = is_vpc ? "Private" : "Inner",
         .vpc_id = instance.vpc_id,
         .v_switch_id = instance.v_switch_id}};
}

api::Shape<Endpoint> const& endpoint() {
    static api::Shape<Group> const group{
        api::member("SecurityIPGroupName", &Group::name),
        api::member("SecurityIPs", &Group::addresses),
    };
    static api::Shape<Weight> const weight{api::member("DBInstanceId", &Weight::instance_id)};
    static api::Shape<Endpoint> const shape{
        api::member("ConnectionString", &Endpoint::connection_string),
        api::member("ConnectionStringType", &Endpoint::type),
        api::member("Port", &Endpoint::port),
        api::member("IPAddress", &Endpoint::ip_address),
        api::member("IPType", &Endpoint::ip_type).about("Private; in the classic network Inner."),
        api::member("VPCId", &Endpoint::vpc_id),
        api::member("VSwitchId", &Endpoint::v_switch_id),
        api::member("Upgradeable", &Endpoint::upgradeable),
        api::list("SecurityIPGroups", "securityIPGroup", &Endpoint::groups, group),
        api::list("DBInstanceWeights", "DBInstanceWeight", &Endpoint::weights, weight),
    };
    return shape;
}

api::Shape<Instance> const& response() {
    static api::Shape<Instance> const shape{
        api::member("InstanceNetworkType", &Instance::network_type),
        api::member("SecurityIPMode", &Instance::security_ip_mode),
        api::list("DBInstanceNetInfos", "DBInstanceNetInfo", endpoints, endpoint()),
    };
    return shape;
}

}  // namespace

api::Action describe_db_instance_net_info() {
    return shows_instance(
               "DescribeDBInstanceNetInfo",
               "Lists the endpoints of an instance.",
               documented("DescribeDBInstanceNetInfo", "InvalidDBInstanceName.NotFound"),
               response()
    )
        .runs(shown_instance);
}

}  // namespace rds::actions
