#include "server/actions/catalog.hpp"

#include "server/actions/faults.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace rds::actions {

api::Action create_account();
api::Action delete_account();
api::Action describe_accounts();
api::Action grant_account_privilege();
api::Action lock_account();
api::Action modify_account_check_policy();
api::Action modify_account_description();
api::Action reset_account();
api::Action reset_account_password();
api::Action revoke_account_privilege();
api::Action unlock_account();
api::Action create_backup();
api::Action describe_backup_tasks();
api::Action create_database();
api::Action delete_database();
api::Action describe_databases();
api::Action modify_db_description();
api::Action create_db_instance();
api::Action delete_db_instance();
api::Action describe_db_instance_attribute();
api::Action describe_db_instance_encryption_key();
api::Action describe_db_instance_ha_config();
api::Action describe_db_instance_ip_array_list();
api::Action describe_db_instance_monitor();
api::Action describe_db_instance_net_info();
api::Action describe_db_instance_ssl();
api::Action describe_db_instance_tde();
api::Action describe_db_instances();
api::Action describe_ha_diagnose_config();
api::Action describe_ha_switch_config();
api::Action describe_history_tasks();
api::Action describe_instance_auto_renewal_attribute();
api::Action describe_instance_linked_whitelist_template();
api::Action describe_parameters();
api::Action describe_pg_hba_config();
api::Action describe_regions();
api::Action describe_security_group_configuration();
api::Action describe_sql_collector_policy();
api::Action describe_sql_collector_retention();
api::Action describe_tags();
api::Action describe_tasks();
api::Action modify_db_instance_deletion_protection();
api::Action modify_db_instance_description();
api::Action modify_db_instance_auto_upgrade_minor_version();
api::Action modify_db_instance_maintain_time();
api::Action modify_db_instance_monitor();
api::Action modify_resource_group();
api::Action modify_security_ips();
api::Action modify_sql_collector_policy();
api::Action modify_sql_collector_retention();
api::Action restart_db_instance();
api::Action start_db_instance();
api::Action stop_db_instance();

namespace {

// What its table has, and no state here causes.
void add_injected_faults(api::Action& action) {
    auto const own = action.own_faults();
    for (auto const& [name, kind] : kDocumentedFaults) {
        if (name != action.name) continue;
        if (std::ranges::find(own, kind.code, &api::Fault::code) == own.end())
            action.injected_faults.push_back(&kind);
    }
}

using Make = api::Action (*)();

constexpr auto kBackups = std::to_array<Make>({
    create_backup,
    describe_backup_tasks,
});

constexpr auto kDatabases = std::to_array<Make>({
    create_database,
    delete_database,
    describe_databases,
    modify_db_description,
});

constexpr auto kAccounts = std::to_array<Make>({
    create_account,
    delete_account,
    describe_accounts,
    grant_account_privilege,
    lock_account,
    modify_account_check_policy,
    modify_account_description,
    reset_account,
    reset_account_password,
    revoke_account_privilege,
    unlock_account,
});

constexpr auto kInstances = std::to_array<Make>({
    create_db_instance,
    delete_db_instance,
    describe_db_instance_attribute,
    describe_db_instance_encryption_key,
    describe_db_instance_ha_config,
    describe_db_instance_ip_array_list,
    describe_db_instance_monitor,
    describe_db_instance_net_info,
    describe_db_instance_ssl,
    describe_db_instance_tde,
    describe_db_instances,
    describe_ha_diagnose_config,
    describe_ha_switch_config,
    describe_history_tasks,
    describe_instance_auto_renewal_attribute,
    describe_instance_linked_whitelist_template,
    describe_parameters,
    describe_pg_hba_config,
    describe_regions,
    describe_security_group_configuration,
    describe_sql_collector_policy,
    describe_sql_collector_retention,
    describe_tags,
    describe_tasks,
    modify_db_instance_deletion_protection,
    modify_db_instance_description,
    modify_db_instance_auto_upgrade_minor_version,
    modify_db_instance_maintain_time,
    modify_db_instance_monitor,
    modify_resource_group,
    modify_security_ips,
    modify_sql_collector_policy,
    modify_sql_collector_retention,
    restart_db_instance,
    start_db_instance,
    stop_db_instance,
});

void add(std::string_view topic, std::span<Make const> actions, std::vector<api::Action>& all) {
    for (auto const make : actions) {
        auto action = make();
        action.topic = topic;
        add_injected_faults(action);
        all.push_back(std::move(action));
    }
}

}  // namespace

api::Catalog catalog() {
    std::vector<api::Action> all;
    add("backups", kBackups, all);
    add("databases", kDatabases, all);
    add("accounts", kAccounts, all);
    add("instances", kInstances, all);
    return api::Catalog{std::move(all)};
}

}  // namespace rds::actions
