#pragma once

#include "server/api/shape.hpp"
#include "storage/instances/catalogue.hpp"
#include "storage/instances/instances.hpp"

#include <string>
#include <vector>

namespace rds::actions {

// An instance as lists and DescribeDBInstanceAttribute show it.
struct ShownInstance : storage::Instance {
    storage::InstanceClass details{};
    std::vector<std::string> read_only_ids{};
    std::string security_ips{};  // of the group default; DescribeDBInstanceAttribute alone shows it
};

// These instances with what the catalogue and other instances say of them.
std::vector<ShownInstance>
shown_instances(std::vector<storage::Instance> all, storage::Instances& instances);

// A row of DescribeDBInstances.
api::Shape<ShownInstance> const& listed_instance();

// The one of DescribeDBInstanceAttribute.
api::Shape<ShownInstance> const& instance_attribute();

}  // namespace rds::actions
