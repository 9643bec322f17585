#include "server/actions/faults.hpp"
#include "server/actions/instances/instance.hpp"

namespace rds::actions {

namespace {

using storage::Instance;

struct Item {
    std::int32_t priority;
    std::string type;
    std::string database;
    std::string user;
    std::string address;
    std::string method;
};

std::vector<Item> usual(Instance const& /*instance*/) {
    return {{0, "host", "all", "all", "0.0.0.0/0", "md5"}};
}

api::Shape<Item> const& item() {
    static api::Shape<Item> const shape{
        api::member("PriorityId", &Item::priority),
        api::member("Type", &Item::type),
        api::member("Database", &Item::database),
        api::member("User", &Item::user),
        api::member("Address", &Item::address),
        api::member("Method", &Item::method),
    };
    return shape;
}

api::Shape<Instance> const& response() {
    static api::Shape<Instance> const shape{
        api::member("DBInstanceId", &Instance::id),
        api::constant("LastModifyStatus", "success"),
        api::list("DefaultHbaItems", "HbaItem", usual, item()),
        api::list("RunningHbaItems", "HbaItem", usual, item())
            .about("Terraform panics without it."),
    };
    return shape;
}

}  // namespace

api::Action describe_pg_hba_config() {
    return shows_instance(
               "DescribePGHbaConfig",
               "Shows the rules by which a PostgreSQL instance lets clients in.",
               faults::kInstanceNameGone,
               response()
    )
        .runs(shown_instance);
}

}  // namespace rds::actions
