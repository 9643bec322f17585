#pragma once

#include "storage/fields/table.hpp"
#include "storage/instances/instance_machine.hpp"
#include "storage/lifecycle/lifecycle.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace rds::storage {

struct Instance {
    std::string id;
    std::string engine = "MySQL";
    std::string engine_version = "8.0";
    std::string region_id = "cn-hangzhou";
    InstanceState state = InstanceState::running;
    bool read_only = false;
    std::string job_plan{};  // the plan of its new backup jobs; empty: the tenant's default
    Texts databases{};
    TextsByName tags{};

    bool operator==(Instance const&) const = default;
};

// What names an instance, wherever it does.
inline constexpr Rule kInstanceId{
    .about = "DBInstanceId.",
    .title = "an instance ID of up to 64 letters, digits or hyphens, not beginning with a hyphen",
    .name = "instanceId",
    .pattern = "^[A-Za-z0-9][A-Za-z0-9-]*$",
    .longest = 64,
};

Table const& instances_table();

// The instances of one tenant. Use inside a transaction on the tenant's strand. Removing an
// instance removes all that it has.
class Instances : public Rows<Instance> {
  public:
    explicit Instances(sqlite::Connection& database) : Rows{database, instances_table()} {}

    Lifecycle lifecycle(std::string id) { return {database(), Kind::instance, std::move(id)}; }

    // What the hot path needs to know, without the lists.
    struct Brief {
        bool read_only = false;
        InstanceState state = InstanceState::running;
        std::string job_plan{};
    };

    std::optional<Brief> find_brief(std::string_view id);
};

}  // namespace rds::storage
