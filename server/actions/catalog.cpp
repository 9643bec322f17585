#include "server/actions/catalog.hpp"

namespace rds::actions {

api::Action create_backup();
api::Action describe_backup_tasks();
api::Action describe_db_instance_ip_array_list();

namespace {

void add(std::string_view topic, std::vector<api::Action> actions, std::vector<api::Action>& all) {
    for (auto& action : actions) {
        action.topic = topic;
        all.push_back(std::move(action));
    }
}

}  // namespace

api::Catalog catalog() {
    std::vector<api::Action> all;
    add("backups", {create_backup(), describe_backup_tasks()}, all);
    add("instances", {describe_db_instance_ip_array_list()}, all);
    return api::Catalog{std::move(all)};
}

}  // namespace rds::actions
