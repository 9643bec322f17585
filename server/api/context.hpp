#pragma once

#include "server/api/arguments.hpp"
#include "server/api/faults.hpp"
#include "storage/tenant/tenant.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rds::api {

// What the flags change in the answers themselves.
struct Behaviour {
    bool uncapped_process =
        false;  // Process as recorded, to "125", where the pages call it a percentage
    bool check_catalogue = false;  // what the catalogue does not have is refused
};

// What policies decide on: acs:rds:{region}:{account}:{type}/{id}; without a type, of what the call
// would create, acs:rds:{region}:{account}:*.
struct Resource {
    std::string_view type;
    std::string id;
    storage::TextsByName tags{};  // of what the call would create
};

// All that a handler sees of the world. Lives for one call, inside the tenant's transaction.
struct Context {
    storage::Tenant& tenant;
    storage::Instant const now;  // tenant time, one for the whole call
    Behaviour const& behaviour;
    // Says why the caller may not do what the checked parameters ask of these resources; absent:
    // anybody may.
    std::function<std::optional<Fault>(Context&, std::vector<Resource> const&)> authorise{};
    // Whether another tenant of this server was given this job's ID not long ago.
    std::function<bool(std::int64_t)> another_has_job{};
    Arguments const* arguments = nullptr;  // of the call
    // The instance that the call names, which is as the action's terms have it; absent: the call
    // names none.
    std::optional<storage::InstanceBasics> instance{};
    std::string endpoint{};  // the server's host and port, as the caller named them
    std::string hint{};      // help beside a successful answer; a fault carries its own
    std::optional<std::int64_t> created_job{};  // said by the handler of what it made
};

}  // namespace rds::api
