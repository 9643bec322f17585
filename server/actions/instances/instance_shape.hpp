#pragma once

#include "server/api/shape.hpp"
#include "storage/tenant/tenant.hpp"

#include <optional>
#include <string>
#include <vector>

namespace rds::actions {

// ServerlessConfig; empty of an instance that is not serverless.
struct Serverless {
    std::optional<double> least{};  // RCUs
    std::optional<double> most{};
    std::optional<bool> pauses{};
    std::optional<bool> is_forced{};
};

// An instance as lists and DescribeDBInstanceAttribute show it.
struct ShownInstance : storage::Instance {
    storage::InstanceClass details{};
    std::vector<std::string> read_only_ids{};
    Serverless serverless_config{};
    std::string security_ips{};  // of the group default; DescribeDBInstanceAttribute alone shows it
};

// These instances with what the catalogue and other instances say of them.
std::vector<ShownInstance>
shown_instances(std::vector<storage::Instance> all, storage::Tenant& tenant);

// A row of DescribeDBInstances.
api::Shape<ShownInstance> const& listed_instance();

// The one of DescribeDBInstanceAttribute.
api::Shape<ShownInstance> const& instance_attribute();

}  // namespace rds::actions
