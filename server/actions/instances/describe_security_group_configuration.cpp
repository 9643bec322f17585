#include "server/actions/faults.hpp"
#include "server/actions/instances/instance.hpp"

namespace rds::actions {

namespace {

using storage::Instance;

struct Relation {
    std::string network_type;
    std::string region_id;
    std::string id;
};

std::vector<Relation> relations(Instance const& instance) {
    std::vector<Relation> all;
    all.reserve(instance.security_groups.size());
    for (auto const& id : instance.security_groups)
        all.push_back({instance.network_type, instance.region_id, id});
    return all;
}

api::Shape<Relation> const& relation() {
    static api::Shape<Relation> const shape{
        api::member("NetworkType", &Relation::network_type),
        api::member("RegionId", &Relation::region_id),
        api::member("SecurityGroupId", &Relation::id),
    };
    return shape;
}

api::Shape<Instance> const& response() {
    static api::Shape<Instance> const shape{
        api::member("DBInstanceName", &Instance::id),
        api::list("Items", "EcsSecurityGroupRelation", relations, relation()),
    };
    return shape;
}

}  // namespace

api::Action describe_security_group_configuration() {
    return shows_instance(
               "DescribeSecurityGroupConfiguration",
               "Lists the ECS security groups of an instance.",
               faults::kAnyInstanceNotFound,
               response()
    )
        .runs(shown_instance);
}

}  // namespace rds::actions
