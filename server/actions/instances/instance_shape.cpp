#include "server/actions/instances/instance_shape.hpp"

#include "server/actions/instances/instance.hpp"
#include "server/text/number.hpp"

#include <algorithm>
#include <cmath>
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
        api::constant("TipsLevel", 1),
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

api::Shape<Serverless> const& serverless() {
    static api::Shape<Serverless> const shape{
        api::member("ScaleMin", &Serverless::least).about("RCUs."),
        api::member("ScaleMax", &Serverless::most).about("RCUs."),
        api::member("AutoPause", &Serverless::pauses),
        api::member("SwitchForce", &Serverless::is_forced),
    };
    return shape;
}

Serverless serverless_of(storage::TextsByName const& given) {
    auto const given_as = [&given](std::string const& name) {
        auto const at = given.find(name);
        return at == given.end() ? std::nullopt : std::optional<std::string_view>{at->second};
    };
    Serverless config;
    auto const capacity = [&given_as](std::string const& name) {
        auto const number = text::number<double>(given_as(name).value_or(""));
        return number && std::isfinite(*number) ? number : std::nullopt;
    };
    config.least = capacity("MinCapacity");
    config.most = capacity("MaxCapacity");
    if (auto const pauses = given_as("AutoPause")) config.pauses = *pauses == "true";
    if (auto const is_forced = given_as("SwitchForce")) config.is_forced = *is_forced == "true";
    return config;
}

// What Terraform casts without looking must be there: Extra, ServerlessConfig, SlaveZones.
api::Shape<ShownInstance> structure() {
    return {
        api::list("SlaveZones", "SlaveZone", slave_zones, slave_zone()),
        api::object("ServerlessConfig", &ShownInstance::serverless_config, serverless()),
        api::constant("BabelfishConfig", api::Object{}),
        api::constant("DBClusterNodes", api::Object{}),
        api::constant("Extra", api::Object{}),
    };
}

}  // namespace

std::vector<ShownInstance>
shown_instances(std::vector<storage::Instance> all, storage::Tenant& tenant) {
    auto read_only_ids = tenant.instances().read_only_of(all);
    auto catalogue = tenant.catalogue();
    std::vector<ShownInstance> shown;
    shown.reserve(all.size());
    for (auto& instance : all) {
        auto& each = shown.emplace_back(ShownInstance{std::move(instance)});
        each.details = catalogue.instance_class(each.instance_class);
        if (!each.serverless.empty()) each.serverless_config = serverless_of(each.serverless);
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
            api::constant("MutriORsignle", false),
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
        api::constant("DBInstanceDiskUsed", ""),
        api::member("MaxConnections", connections),
        api::member("MaxIOPS", iops),
        api::constant("AccountMaxQuantity", 99'999),
        api::constant("DBMaxQuantity", 99'999),
        api::member("Port", port),
        api::member("MaintainTime", &Instance::maintain_time),
        api::member("CurrentKernelVersion", &Instance::minor_version),
        api::member("LatestKernelVersion", &Instance::minor_version),
        api::member("AutoUpgradeMinorVersion", &Instance::auto_upgrade),
        api::member("SecurityIPMode", &Instance::security_ip_mode),
        api::member("SecurityIPList", &ShownInstance::security_ips),
        api::constant("AvailabilityValue", "100.0%"),
        api::constant("ConsoleVersion", "3"),
        api::constant("IPType", "IPv4"),
        api::constant("InstructionSetArch", "x86"),
        api::constant("ProxyType", 2),
        api::member("BurstingEnabled", &Instance::bursting),
        api::constant("CanTempUpgrade", false),
        api::constant("DedicatedHostGroupId", ""),
        api::constant("SuperPermissionMode", ""),
        api::constant("Tips", ""),
        api::member("kindCode", kind_code),
    };
    static auto const shape = with(with(common(), own), structure());
    return shape;
}

}  // namespace rds::actions
