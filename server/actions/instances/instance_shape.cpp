#include "server/actions/instances/instance_shape.hpp"

#include "server/actions/instances/instance.hpp"

#include <algorithm>
#include <utility>

namespace rds::actions {

namespace {

using storage::Instance;

struct ReadOnly {
    std::string id;
};

struct Zone {
    std::string id;
};

std::string type(Instance const& instance) {
    return instance.read_only ? "Readonly" : "Primary";
}

std::string status(Instance const& instance) {
    return std::string{storage::word(instance.state)};
}

std::string created(Instance const& instance) {
    return seconds_text(instance.created_at.value());
}

// Empty of a postpaid one.
std::string expires(Instance const& instance) {
    return instance.expires_at ? seconds_text(*instance.expires_at) : "";
}

std::optional<std::string> primary(Instance const& instance) {
    return instance.primary_id.empty() ? std::nullopt : std::optional{instance.primary_id};
}

// Absent where nobody has given one: so recorded.
std::optional<std::string> description(Instance const& instance) {
    return instance.description.empty() ? std::nullopt : std::optional{instance.description};
}

std::optional<std::string> vpc(Instance const& instance) {
    return instance.vpc_id.empty() ? std::nullopt : std::optional{instance.vpc_id};
}

std::optional<std::string> v_switch(Instance const& instance) {
    return instance.v_switch_id.empty() ? std::nullopt : std::optional{instance.v_switch_id};
}

// As recorded.
std::int32_t tips(Instance const& /*instance*/) {
    return 1;
}

bool is_single(Instance const& /*instance*/) {
    return false;
}

std::int32_t memory(ShownInstance const& shown) {
    return shown.details.memory;
}

std::vector<ReadOnly> read_only(ShownInstance const& shown) {
    std::vector<ReadOnly> all;
    all.reserve(shown.read_only_ids.size());
    for (auto const& id : shown.read_only_ids)
        all.push_back({id});
    return all;
}

api::Shape<ReadOnly> const& read_only_instance() {
    static api::Shape<ReadOnly> const shape{api::member("DBInstanceId", &ReadOnly::id)};
    return shape;
}

// What both actions show.
api::Shape<ShownInstance> common() {
    return {
        api::member("DBInstanceId", &Instance::id),
        api::member("DBInstanceDescription", description),
        api::member("DBInstanceStatus", status),
        api::member("DBInstanceType", type),
        api::member("DBInstanceClass", &Instance::instance_class),
        api::member("DBInstanceNetType", &Instance::net_type),
        api::member("DBInstanceStorageType", &Instance::storage_type),
        api::member("Engine", &Instance::engine),
        api::member("EngineVersion", &Instance::engine_version),
        api::member("Category", &Instance::category),
        api::member("PayType", &Instance::pay_type),
        api::member("RegionId", &Instance::region_id),
        api::member("ZoneId", &Instance::zone_id),
        api::member("InstanceNetworkType", &Instance::network_type),
        api::member("VpcId", vpc),
        api::member("VSwitchId", v_switch),
        api::member("VpcCloudInstanceId", &Instance::id),
        api::member("ConnectionMode", &Instance::connection_mode),
        api::member("ConnectionString", &Instance::connection_string),
        api::member("ResourceGroupId", &Instance::resource_group_id),
        api::member("LockMode", &Instance::lock_mode),
        api::member("ExpireTime", expires).about("Empty of a postpaid instance."),
        api::member("DeletionProtection", &Instance::deletion_protection),
        api::member("TipsLevel", tips),
        api::member("MasterInstanceId", primary).about("Of a read-only instance."),
        api::list("ReadOnlyDBInstanceIds", "ReadOnlyDBInstanceId", read_only, read_only_instance()),
    };
}

api::Shape<ShownInstance> with(api::Shape<ShownInstance> rows, api::Shape<ShownInstance> more) {
    std::ranges::move(more, std::back_inserter(rows));
    return rows;
}

std::string cores(ShownInstance const& shown) {
    return std::to_string(shown.details.cores);
}

std::int32_t connections(ShownInstance const& shown) {
    return shown.details.connections;
}

// Of ESSD at PL1 it follows from the disk too.
std::int32_t iops(ShownInstance const& shown) {
    constexpr std::int32_t kBase = 1800;
    constexpr std::int32_t kOfAGigabyte = 50;
    auto const of_disk = kBase + kOfAGigabyte * shown.storage.value();
    return shown.storage_type == "local_ssd" ? shown.details.iops
                                             : std::min(shown.details.iops, of_disk);
}

// s: general-purpose, x: dedicated, h: a host.
std::string class_type(Instance const& instance) {
    auto const& name = instance.instance_class;
    if (name.find(".st.") != std::string::npos) return "h";
    auto const x = name.find(".x");
    auto const is_dedicated = x != std::string::npos && x + 2 < name.size() &&
                              std::isdigit(static_cast<unsigned char>(name[x + 2])) != 0;
    return is_dedicated ? "x" : "s";
}

std::string port(Instance const& instance) {
    return std::to_string(instance.port.value());
}

std::int32_t storage_of(Instance const& instance) {
    return instance.storage.value();
}

std::int32_t many(Instance const& /*instance*/) {
    return 99'999;
}

std::string availability(Instance const& /*instance*/) {
    return "100.0%";
}

// Recorded lengths: a digit each.
std::string console_version(Instance const& /*instance*/) {
    return "3";
}

std::string ip_type(Instance const& /*instance*/) {
    return "IPv4";
}

std::string architecture(Instance const& /*instance*/) {
    return "x86";
}

std::int32_t proxy_type(Instance const& /*instance*/) {
    return 2;
}

bool no(Instance const& /*instance*/) {
    return false;
}

std::string no_text(Instance const& /*instance*/) {
    return {};
}

// Terraform asks for TDE only of a kind other than "3".
std::string kind_code(Instance const& instance) {
    return instance.storage_type == "local_ssd" ? "0" : "3";
}

std::vector<Zone> slave_zones(Instance const& instance) {
    std::vector<Zone> all;
    for (auto const& id : instance.slave_zones)
        all.push_back({id});
    return all;
}

api::Shape<Zone> const& slave_zone() {
    static api::Shape<Zone> const shape{api::member("ZoneId", &Zone::id)};
    return shape;
}

// What Terraform casts without looking must be there: Extra, ServerlessConfig, SlaveZones.
api::Shape<ShownInstance> structure() {
    return {
        api::list("SlaveZones", "SlaveZone", slave_zones, slave_zone()),
        api::empty_object<ShownInstance>("ServerlessConfig"),
        api::empty_object<ShownInstance>("BabelfishConfig"),
        api::empty_object<ShownInstance>("DBClusterNodes"),
        api::empty_object<ShownInstance>("Extra"),
    };
}

}  // namespace

std::vector<ShownInstance>
shown_instances(std::vector<storage::Instance> all, storage::Instances& instances) {
    auto read_only_ids = instances.read_only_of(all);
    std::vector<ShownInstance> shown;
    shown.reserve(all.size());
    for (auto& instance : all) {
        auto& each = shown.emplace_back(ShownInstance{std::move(instance)});
        each.details = storage::instance_class_of(each.instance_class);
        auto const its = read_only_ids.find(each.id);
        if (its != read_only_ids.end()) each.read_only_ids = std::move(its->second);
    }
    return shown;
}

api::Shape<ShownInstance> const& listed_instance() {
    static auto const shape = with(
        common(),
        {
            api::member("CreateTime", created),
            api::member("DBInstanceMemory", memory).about("MB."),
            api::member("MutriORsignle", is_single),
        }
    );
    return shape;
}

api::Shape<ShownInstance> const& instance_attribute() {
    static api::Shape<ShownInstance> const own{
        api::member("CreationTime", created),
        api::member("DBInstanceCPU", cores),
        api::member("DBInstanceMemory", memory).about("MB."),
        api::member("DBInstanceStorage", storage_of).about("GB."),
        api::member("DBInstanceClassType", class_type),
        api::member("DBInstanceDiskUsed", no_text),
        api::member("MaxConnections", connections),
        api::member("MaxIOPS", iops),
        api::member("AccountMaxQuantity", many),
        api::member("DBMaxQuantity", many),
        api::member("Port", port),
        api::member("MaintainTime", &Instance::maintain_time),
        api::member("CurrentKernelVersion", &Instance::minor_version),
        api::member("LatestKernelVersion", &Instance::minor_version),
        api::member("AutoUpgradeMinorVersion", &Instance::auto_upgrade),
        api::member("SecurityIPMode", &Instance::security_ip_mode),
        api::member("SecurityIPList", &ShownInstance::security_ips),
        api::member("AvailabilityValue", availability),
        api::member("ConsoleVersion", console_version),
        api::member("IPType", ip_type),
        api::member("InstructionSetArch", architecture),
        api::member("ProxyType", proxy_type),
        api::member("BurstingEnabled", no),
        api::member("CanTempUpgrade", no),
        api::member("DedicatedHostGroupId", no_text),
        api::member("SuperPermissionMode", no_text),
        api::member("Tips", no_text),
        api::member("kindCode", kind_code),
    };
    static auto const shape = with(with(common(), own), structure());
    return shape;
}

}  // namespace rds::actions
