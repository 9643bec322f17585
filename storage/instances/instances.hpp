#pragma once

#include "storage/instances/instance_machine.hpp"
#include "storage/lifecycle/lifecycle.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rds::storage {

namespace sqlite {
class Connection;
}

struct Instance {
    std::string id;
    std::string engine = "MySQL";
    std::string engine_version = "8.0";
    std::string region_id = "cn-hangzhou";
    std::string status = "Running";  // DBInstanceStatus: one of kInstanceMachine's states
    bool read_only = false;
    std::string job_plan{};  // the plan of its new backup jobs; empty: the tenant's default
    std::vector<std::string> databases{};
    std::map<std::string, std::string> tags{};

    bool is_running() const { return status == "Running"; }

    bool operator==(Instance const&) const = default;
};

// The instances of one tenant. Use inside a transaction on the tenant's strand.
class Instances {
  public:
    explicit Instances(sqlite::Connection& database) : database_{database} {}

    // Throws sqlite::Error if the ID is taken.
    void add(Instance const& instance);

    // Makes the instance of this ID, which is there, what is given. What is planned for it stays.
    void update(Instance const& instance);

    // With all that it has: databases, tags and backup jobs.
    void remove(std::string_view id);

    Lifecycle lifecycle(std::string id) { return {database_, Kind::instance, std::move(id)}; }

    // With databases and tags.
    std::optional<Instance> find(std::string_view id);

    // What the hot path needs to know, without the lists.
    struct Brief {
        bool read_only = false;
        std::string job_plan{};
    };

    std::optional<Brief> find_brief(std::string_view id);

    // Those after an ID, in order of ID, at most so many; a negative number stands for all.
    std::vector<std::string> ids(std::string_view after = {}, int most = -1);

    int count();

  private:
    sqlite::Connection& database_;
};

}  // namespace rds::storage
