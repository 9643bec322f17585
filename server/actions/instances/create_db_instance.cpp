#include "server/actions/faults.hpp"
#include "server/actions/groups.hpp"
#include "server/actions/instances/instance.hpp"
#include "server/api/catalog.hpp"
#include "server/text/ascii.hpp"
#include "server/text/escape.hpp"
#include "server/text/number.hpp"
#include "server/text/suggest.hpp"
#include "storage/instances/catalogue.hpp"
#include "storage/instances/ip_arrays.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <span>

namespace rds::actions {

namespace {

using api::Fault;
using api::optional;
using api::required;
using storage::Instance;

struct Request {
    storage::Instance instance;
    std::vector<std::string> addresses;
    std::string slave_zone_1;
    std::string slave_zone_2;
    std::string first_label;  // of the host name
    std::string time_zone;
    bool is_dry_run = false;
    std::int32_t amount = 1;
    std::string period;
    std::string used_time;
    std::vector<Tag> tags;
    std::string client_token;
    std::string unused;
    bool unused_flag = false;
    std::optional<std::int32_t> unused_number;
};

struct Response {
    std::string instance_id;
    std::string connection_string;
    std::string port;
    std::string order_id;
    std::optional<bool> dry_run{};
    std::optional<bool> dry_run_result{};
    std::optional<bool> tag_result{};
};

api::Rule one_of(std::span<std::string_view const> words) {
    return api::one_of({words.begin(), words.end()});
}

// What every call must say of the instance.
api::Parameters<Instance> essentials() {
    constexpr std::int64_t kLeastStorage = 5;
    constexpr std::int64_t kMostStorage = 64'000;
    return {
        required("RegionId", &Instance::region_id).about("The region.").example("cn-hangzhou"),
        required("Engine", &Instance::engine)
            .about("The database engine.")
            .example("MySQL")
            .must_be(one_of(storage::kEngines)),
        required("EngineVersion", &Instance::engine_version)
            .about("The version of the engine.")
            .example("8.0")
            .must_be(api::plain_name(32, "._"))
            .refused_as(documented("CreateDBInstance", "InvalidEngineVersion.Malformed")),
        required("DBInstanceClass", &Instance::instance_class)
            .about("The instance class.")
            .example("mysql.n2.medium.1")
            .must_be(api::plain_name(64, "."))
            .refused_as(documented("CreateDBInstance", "InvalidDBInstanceClass.Malformed")),
        required("DBInstanceStorage", &Instance::storage)
            .about("GB, in steps of 5.")
            .example("100")
            .ranging(api::whole_number(kLeastStorage, kMostStorage)),
        required("DBInstanceNetType", &Instance::net_type)
            .about("The kind of its first endpoint.")
            .example("Intranet")
            .must_be(one_of(storage::kNetTypes)),
        required("PayType", &Instance::pay_type)
            .about("How it is paid. Nothing costs anything here.")
            .example("Postpaid")
            .must_be(one_of(storage::kPayTypes)),
    };
}

// Where it is.
api::Parameters<Instance> places() {
    return {
        optional("InstanceNetworkType", &Instance::network_type)
            .about("The kind of its network.")
            .example("VPC")
            .otherwise("Classic")
            .must_be(one_of(storage::kNetworkTypes)),
        optional("VPCId", &Instance::vpc_id)
            .about("The VPC, taken as given.")
            .example("vpc-bp1emulator000000000")
            .must_be(api::plain_name(64, "-_")),
        optional("VSwitchId", &Instance::v_switch_id)
            .about("The vSwitch, taken as given.")
            .example("vsw-bp1emulator000000000")
            .must_be(api::comma_list(api::plain_name(64, "-_"), 3)),
        optional("PrivateIpAddress", &Instance::private_ip)
            .about("Its address in the VPC.")
            .example("172.16.0.10")
            .must_be(api::address())
            .refused_as(documented("CreateDBInstance", "InvalidPrivateIpAddress.Format")),
        optional("ZoneId", &Instance::zone_id)
            .about("The zone of its primary node.")
            .example("cn-hangzhou-h")
            .must_be(api::plain_name(64, "-(),"))
            .refused_as(documented("CreateDBInstance", "InvalidZone.NotSupported")),
        optional("ConnectionMode", &Instance::connection_mode)
            .about("The mode of its connections.")
            .example("Standard")
            .must_be(one_of(storage::kConnectionModes)),
        optional("Port", &Instance::port)
            .about("The port of its endpoint.")
            .example("3306")
            .ranging(api::whole_number(1000, 65'534))
            .refused_as(documented("CreateDBInstance", "InvalidPort.Malformed")),
        optional("ResourceGroupId", &Instance::resource_group_id)
            .about("The resource group, taken as given.")
            .example("rg-acfmemulator00")
            .must_be(api::plain_name(64, "-_")),
    };
}

bool is_serverless_config(std::string_view text) {
    auto const members = api::json_members(text);
    if (!members) return false;
    constexpr std::size_t kLongest = 128;  // of what a fixture may hold
    double least = 0;
    auto most = std::numeric_limits<double>::max();
    for (auto const& [name, value] : members->all()) {
        if (value.size() > kLongest) return false;
        auto const capacity = text::number<double>(value);
        if (name == "AutoPause" || name == "SwitchForce") {
            if (value != "true" && value != "false") return false;
        } else if (!capacity || (name != "MinCapacity" && name != "MaxCapacity")) {
            return false;
        } else {
            (name == "MinCapacity" ? least : most) = *capacity;
        }
    }
    return least >= 0 && least <= most && most <= std::numeric_limits<double>::max();
}

api::Rule serverless_config() {
    return {
        is_serverless_config,
        "a JSON object with MinCapacity, MaxCapacity, AutoPause and SwitchForce",
        {R"({"MinCapacity": 0.5, "MaxCapacity": 8})", R"({"AutoPause": true})"},
        {R"({"MinCapacity": "nan"})",
         R"({"MaxCapacity": "inf"})",
         R"({"MinCapacity": 8, "MaxCapacity": 1})",
         R"({"AutoPause": 1})",
         R"({"Colour": "blue"})"},
    };
}

// How it is.
api::Parameters<Instance> kinds() {
    return {
        optional("DBInstanceStorageType", &Instance::storage_type)
            .about("The kind of its disk.")
            .example("cloud_essd")
            .must_be(one_of(storage::kStorageTypes)),
        optional("Category", &Instance::category)
            .about("The edition.")
            .example("HighAvailability")
            .must_be(one_of(storage::kCategories)),
        optional("DBInstanceDescription", &Instance::description)
            .about("Its name for people.")
            .example("orders of the shop")
            .must_be(api::at_most_characters(255)),
        optional("TargetMinorVersion", &Instance::minor_version)
            .about("The minor version, taken as given.")
            .example("rds_20200229")
            .must_be(api::plain_name(64, "_.:-"))
            .refused_as(documented("CreateDBInstance", "InvalidTargetMinorVersion.Format")),
        optional("AutoUpgradeMinorVersion", &Instance::auto_upgrade)
            .about("Whether minor versions are upgraded by themselves.")
            .example("Auto")
            .must_be(one_of(storage::kUpgrades)),
        optional("BurstingEnabled", &Instance::bursting)
            .about("Whether its general ESSD may exceed its IOPS for a while.")
            .example("false"),
        optional("ServerlessConfig", &Instance::serverless)
            .about("Between which capacities a serverless instance is, and how it pauses.")
            .example(R"({"MinCapacity": 0.5, "MaxCapacity": 8, "AutoPause": false})")
            .must_be(serverless_config())
            .refused_as(documented("CreateDBInstance", "InvalidParameter.MinCapacity")),
        optional("EncryptionKey", &Instance::encryption_key)
            .about("The key of its cloud disk, taken as given.")
            .example("0d24c3a8-b5ce-4d9e-9f2a-example")
            .must_be(api::plain_name(64, "-_")),
        optional("DeletionProtection", &Instance::deletion_protection)
            .about("Whether DeleteDBInstance refuses it.")
            .example("false"),
    };
}

// What is not of the instance itself, or not as it is kept.
api::Parameters<Request> others() {
    return {
        required("SecurityIPList", &Request::addresses)
            .about("The addresses of the group default of the whitelist.")
            .example("127.0.0.1,10.0.0.0/8")
            .must_be(api::comma_list(api::address_or_block(), 1000))
            .refused_as(documented("CreateDBInstance", "InvalidSecurityIPList.Format")),
        optional("ZoneIdSlave1", &Request::slave_zone_1)
            .about("The zone of its standby node, or Auto.")
            .example("cn-hangzhou-i")
            .must_be(api::plain_name(64, "-")),
        optional("ZoneIdSlave2", &Request::slave_zone_2)
            .about("The zone of its logger node, or Auto.")
            .example("cn-hangzhou-j")
            .must_be(api::plain_name(64, "-")),
        optional("ConnectionString", &Request::first_label)
            .about("The first label of its host name.")
            .example("my-instance")
            .must_be(api::plain_name(64, "-")),
    };
}

// Accepted without effect, but not whatever they say.
api::Parameters<Request> checked_but_unused() {
    constexpr std::size_t kMostTemplates = 10;
    return {
        optional("CreateStrategy", &Request::unused)
            .about("Accepted, without effect: what a creation of several does where some fail.")
            .example("Atomicity")
            .must_be(api::one_of({"Atomicity", "Partial"}))
            .refused_as(documented("CreateDBInstance", "InvalidParam.CreateStrategy")),
        optional("DBParamGroupId", &Request::unused)
            .about("Accepted, without effect.")
            .example("rpg-bp1emulator000000000")
            .must_be(api::plain_name(64, "-_"))
            .refused_as(documented("CreateDBInstance", "InvalidDBParamGroupId.Format")),
        optional("DedicatedHostGroupId", &Request::unused)
            .about("Accepted, without effect.")
            .example("dhg-bp1emulator000000000")
            .must_be(api::plain_name(64, "-_"))
            .refused_as(documented("CreateDBInstance", "InvalidDedicatedHostGroupId.Format")),
        optional("WhitelistTemplateList", &Request::unused)
            .about("Accepted, without effect.")
            .example("412,413")
            .must_be(api::comma_list(api::whole_number(1, INT32_MAX), kMostTemplates))
            .refused_as(documented("CreateDBInstance", "InvalidWhitelistTemplateId")),
    };
}

api::Parameters<Request> terms() {
    return {
        optional("DBTimeZone", &Request::time_zone)
            .about("The time zone of its server; without effect on SQLServer.")
            .example("+08:00")
            .must_be(api::at_most_characters(64)),
        optional("DryRun", &Request::is_dry_run)
            .about("Whether to check the call only, and create nothing.")
            .example("false"),
        optional("Amount", &Request::amount)
            .about("How many instances. Only MySQL may have more than one.")
            .example("1")
            .otherwise("1")
            .ranging(api::whole_number(1, 20))
            .refused_as(documented("CreateDBInstance", "InvalidParam.Amount")),
        optional("Period", &Request::period)
            .about("The unit of UsedTime of a prepaid instance.")
            .example("Month")
            .must_be(api::one_of({"Year", "Month"})),
        optional("UsedTime", &Request::used_time)
            .about("For how long a prepaid instance is paid.")
            .example("1")
            .must_be(api::one_of({"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"}))
            .refused_as(documented("CreateDBInstance", "InvalidUsedTime")),
        tags(
            &Request::tags,
            documented("CreateDBInstance", "InvalidTagKey.Malformed"),
            documented("CreateDBInstance", "InvalidParameter.TagKey"),
            documented("CreateDBInstance", "InvalidParameter.TagValue")
        )
            .refused_as(documented("CreateDBInstance", "NumberExceed.Tags")),
        client_token(&Request::client_token)
            .about("The same token with the same parameters creates no second instance."),
    };
}

// What has no meaning where nothing costs anything and no other product is there.
constexpr auto kUnusedFlags = std::to_array<std::string_view>(
    {"AutoCreateProxy", "AutoPay", "AutoUseCoupon", "ColdDataEnabled"}
);
constexpr auto kUnusedTexts = std::to_array<std::string_view>(
    {"AutoRenew",
     "BabelfishConfig",
     "BpeEnabled",
     "BusinessInfo",
     "CustomExtraInfo",
     "DBIsIgnoreCase",
     "ExternalReplication",
     "IoAccelerationEnabled",
     "OptimizedWrites",
     "PromotionCode",
     "RoleARN",
     "StorageAutoScale",
     "SystemDBCharset",
     "TargetDedicatedHostIdForLog",
     "TargetDedicatedHostIdForMaster",
     "TargetDedicatedHostIdForSlave",
     "UserBackupId"}
);
constexpr auto kUnusedNumbers =
    std::to_array<std::string_view>({"StorageThreshold", "StorageUpperBound"});

template <class Field>
api::Parameters<Request>
unused(std::span<std::string_view const> names, Field Request::*field, std::string_view example) {
    std::vector<api::Parameters<Request>> rows;
    rows.reserve(names.size());
    for (auto const name : names) {
        rows.emplace_back(optional(name, field).about("Accepted, without effect.").example(example)
        );
    }
    return api::Parameters<Request>::joined(rows);
}

// In the order in which they are checked.
api::Parameters<Request> const& parameters() {
    static api::Parameters<Request> const table{
        essentials().of(&Request::instance),
        others(),
        places().of(&Request::instance),
        kinds().of(&Request::instance),
        terms(),
        checked_but_unused(),
        unused(kUnusedFlags, &Request::unused_flag, "true"),
        unused(kUnusedTexts, &Request::unused, "x"),
        unused(kUnusedNumbers, &Request::unused_number, "50"),
    };
    return table;
}

api::Shape<Response> const& response() {
    static api::Shape<Response> const shape{
        api::member("DBInstanceId", &Response::instance_id),
        api::member("ConnectionString", &Response::connection_string),
        api::member("Port", &Response::port),
        api::member("OrderId", &Response::order_id),
        api::member("DryRun", &Response::dry_run),
        api::member("DryRunResult", &Response::dry_run_result),
        api::member("TagResult", &Response::tag_result),
    };
    return shape;
}

std::optional<Fault> refuse_tags(std::vector<Tag> const& tags) {
    std::set<std::string_view> keys;
    for (auto const& [key, value] : tags) {
        auto const is_systems = key.starts_with("aliyun") || key.starts_with("acs:");
        if (is_systems) {
            return Fault{documented("CreateDBInstance", "NoPermission.SystemTag")}.hinting(
                "Keys that begin with aliyun or acs: are the service's own."
            );
        }
        if (!keys.insert(key).second) {
            return Fault{documented("CreateDBInstance", "Duplicate.TagKey")}.hinting(
                text::quoted(key) + " comes twice."
            );
        }
    }
    return std::nullopt;
}

std::optional<Fault> refuse_term(Request const& request) {
    constexpr int kMostYears = 5;
    if (request.instance.pay_type != "Prepaid") return std::nullopt;
    for (auto const& [name, text] :
         {std::pair{"Period", &request.period}, {"UsedTime", &request.used_time}}) {
        if (text->empty()) return Fault{api::faults::kMissing, name}.hinting("PayType is Prepaid.");
    }
    if (request.period != "Year" || std::stoi(request.used_time) <= kMostYears) return std::nullopt;
    return Fault{documented("CreateDBInstance", "InvalidUsedTime")}.hinting(
        "UsedTime is at most 5 where Period is Year."
    );
}

// Of what its engine has.
std::optional<Fault> refuse_engine(Request const& request) {
    constexpr std::int32_t kGreatestPort = 5999;
    auto const& instance = request.instance;
    auto const& engine = instance.engine;
    if (request.amount > 1 && engine != "MySQL") {
        return Fault{documented("CreateDBInstance", "InvalidParam.Engine")}.hinting(
            "Amount is more than 1."
        );
    }
    if (engine != "MySQL" && instance.port.value_or(kGreatestPort) > kGreatestPort) {
        return Fault{documented("CreateDBInstance", "InvalidPort.Malformed")}.hinting(
            "Only MySQL has ports above 5999."
        );
    }
    auto const versions = storage::engine_versions(engine);
    if (!versions.empty() && std::ranges::count(versions, instance.engine_version) == 0) {
        return Fault{documented("CreateDBInstance", "InvalidEngineVersion.Malformed")}.hinting(
            fmt::format("{} has the versions {}.", engine, text::joined(versions, "and"))
        );
    }
    return std::nullopt;
}

std::optional<Fault> refuse_combination(Request const& request) {
    constexpr std::int32_t kStep = 5;
    auto const& instance = request.instance;
    if (instance.storage.value() % kStep != 0) {
        auto const& type = instance.storage_type;
        auto const is_on_essd = type.empty() || type.find("essd") != std::string::npos;
        auto fault = is_on_essd ? Fault{documented("CreateDBInstance", "InvalidEssdStorageSize")}
                                : Fault{api::faults::kInvalid, "DBInstanceStorage"};
        return std::move(fault).hinting("DBInstanceStorage goes in steps of 5 GB.");
    }
    std::set<std::string_view> const addresses{request.addresses.begin(), request.addresses.end()};
    if (addresses.size() != request.addresses.size()) {
        return Fault{documented("CreateDBInstance", "InvalidSecurityIPList.Format")}.hinting(
            "SecurityIPList holds an address twice."
        );
    }
    auto const has_slaves = !request.slave_zone_1.empty() || !request.slave_zone_2.empty();
    if (instance.category == "Basic" && has_slaves) {
        return Fault{documented("CreateDBInstance", "ZoneId.NotMatchWithCategory")}.hinting(
            "An instance of the edition Basic has one node."
        );
    }
    if (auto fault = refuse_engine(request)) return fault;
    if (auto fault = refuse_term(request)) return fault;
    return refuse_tags(request.tags);
}

std::string connection_string(Request const& request) {
    if (request.first_label.empty()) return {};
    return storage::host_name(text::lower_case(request.first_label), request.instance.engine);
}

// That the region exists, the host name is free, and there is room.
std::optional<Fault> refuse_place(Request const& request, api::Context& context) {
    auto catalogue = context.tenant.catalogue();
    if (!catalogue.region(request.instance.region_id)) {
        auto const regions = catalogue.regions();
        std::vector<std::string_view> names;
        names.reserve(regions.size());
        for (auto const& region : regions)
            names.push_back(region.id);
        return Fault{faults::kRegionNotFound}.hinting(fmt::format(
            "RDS has no region {}{}.",
            text::quoted(request.instance.region_id),
            text::near_name(request.instance.region_id, names)
        ));
    }
    auto instances = context.tenant.instances();
    auto const host = connection_string(request);
    if (!host.empty()) {
        if (instances.has_host(host) || request.amount > 1) {
            return Fault{documented("CreateDBInstance", "InvalidConnectionString.Duplicate")}
                .hinting(host + " names one instance.");
        }
    }
    auto const most = storage::instances_table().definition().most;
    if (instances.count() + request.amount > static_cast<int>(most)) {
        return Fault{documented("CreateDBInstance", "InsufficientResourceCapacity")}.hinting(
            fmt::format("The emulator holds at most {} instances of an account.", most)
        );
    }
    return std::nullopt;
}

Instance instance_of(Request const& request, std::string id) {
    auto instance = request.instance;
    instance.id = std::move(id);
    instance.state = storage::InstanceState::creating;
    for (auto const& zone : {request.slave_zone_1, request.slave_zone_2}) {
        if (!zone.empty() && zone != "Auto") instance.slave_zones.push_back(zone);
    }
    for (auto const& tag : request.tags)
        instance.tags[tag.key] = tag.value;
    instance.connection_string = connection_string(request);
    return instance;
}

std::string not_in_catalogue(
    std::string_view what,
    std::string_view name,
    std::vector<std::string_view> const& known
) {
    auto const near = text::near_name(name, known);
    return fmt::format(
        "The emulator's catalogue has no {} {}{}",
        what,
        text::quoted(name),
        near.empty() ? "." : near
    );
}

// What the catalogue does not have: as what the service refuses it, and why.
std::vector<Fault> unknown_to(storage::Catalogue catalogue, Instance const& instance) {
    std::vector<Fault> all;
    auto const known = catalogue.instance_classes();
    std::vector<std::string_view> classes;
    classes.reserve(known.size());
    for (auto const& each : known)
        classes.push_back(each.name);
    auto const& name = instance.instance_class;
    if (std::ranges::find(classes, name) == classes.end()) {
        all.push_back(Fault{documented("CreateDBInstance", "InvalidDBInstanceClass.Malformed")}
                          .hinting(not_in_catalogue("class", name, classes)));
    }
    auto const region = catalogue.region(instance.region_id);
    auto const zones = region.value_or(storage::Region{}).zone_ids();
    std::vector<std::string> wanted = instance.slave_zones;
    if (!instance.zone_id.empty()) wanted.push_back(instance.zone_id);
    for (auto const& zone : wanted) {
        if (std::ranges::find(zones, zone) != zones.end()) continue;
        all.push_back(Fault{documented("CreateDBInstance", "InvalidZone.NotSupported")}.hinting(
            not_in_catalogue(instance.region_id + " zone", zone, {zones.begin(), zones.end()})
        ));
    }
    auto const& version = instance.minor_version;
    if (!version.empty() && version != storage::kMinorVersion) {
        all.push_back(Fault{documented("CreateDBInstance", "InvalidMinorVersion.NotFound")}.hinting(
            not_in_catalogue("minor version", version, {storage::kMinorVersion})
        ));
    }
    return all;
}

// Without --check-catalogue all is taken as it is, with a hint.
std::optional<Fault> check_catalogue(Request const& request, api::Context& context) {
    auto unknown = unknown_to(context.tenant.catalogue(), instance_of(request, {}));
    for (auto& fault : unknown) {
        if (context.behaviour.check_catalogue) return std::move(fault);
        auto const* const blank = context.hint.empty() ? "" : " ";
        context.hint += fmt::format("{}{} It was taken as it is.", blank, fault.hint());
    }
    return std::nullopt;
}

// So many months or years on, at an hour at which every recorded one was.
storage::Instant expiry(Request const& request, storage::Instant created_at) {
    constexpr std::chrono::hours kHour{16};
    constexpr int kMonthsOfAYear = 12;
    auto const count = std::stoi(request.used_time);
    std::chrono::months const time{request.period == "Year" ? count * kMonthsOfAYear : count};
    auto const created_on = std::chrono::floor<std::chrono::days>(created_at);
    auto date = std::chrono::year_month_day{created_on} + time;
    if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
    return std::chrono::sys_days{date} + kHour;
}

Instance create(Request const& request, api::Context& context) {
    auto instances = context.tenant.instances();
    auto id = instances.new_id(request.instance.engine);
    auto catalogue = context.tenant.catalogue();
    auto instance = storage::completed(instance_of(request, std::move(id)), context.now, catalogue);
    if (request.instance.pay_type == "Prepaid")
        instance.expires_at = expiry(request, *instance.created_at);
    if (!request.time_zone.empty() && request.instance.engine != "SQLServer") {
        auto const* const name =
            request.instance.engine == "PostgreSQL" ? "timezone" : "default_time_zone";
        instance.parameters[name] = request.time_zone;
    }
    instance.client_token = request.client_token;
    instance.client_request = fingerprint(context);
    instances.add(instance);
    context.tenant.ip_arrays().add(
        {.instance_id = instance.id, .name = "default", .addresses = request.addresses}
    );
    constexpr auto kRunning = static_cast<storage::State>(storage::InstanceState::running);
    instances.start(instance.id, "CreateDBInstance", {.states = {kRunning}}, 1, context.now);
    return instance;
}

// As recorded: some fifteen digits.
std::string order_id(std::string_view instance_id) {
    constexpr std::int64_t kFirst = 100'789'370'000'000;
    std::int64_t number = 0;
    for (auto const c : instance_id)
        number = (number * 31 + c) % 1'000'000;
    return fmt::to_string(kFirst + number);
}

Response answer_of(std::vector<Instance> const& all, Request const& request) {
    Response answer;
    if (!request.tags.empty()) answer.tag_result = true;
    if (all.empty()) return answer;
    auto const& first = all.front();
    answer.connection_string = first.connection_string;
    answer.port = std::to_string(first.port.value());
    answer.order_id = order_id(first.id);
    answer.instance_id = first.id;
    for (auto const& other : std::span{all}.subspan(1))
        answer.instance_id += ',' + other.id;
    return answer;
}

// Clients send a call again when its answer does not come. A token counts for a day of the clock.
std::vector<Instance> created_before(Request const& request, api::Context& context) {
    constexpr std::chrono::days kTokenTime{1};
    if (request.client_token.empty()) return {};
    return context.tenant.instances().created_with(request.client_token, context.now - kTokenTime);
}

api::Result<Response> handle(Request const& request, api::Context& context) {
    if (auto fault = refuse_combination(request)) return *std::move(fault);
    auto all = created_before(request, context);
    if (!all.empty() && !request.is_dry_run) {
        if (all.front().client_request == fingerprint(context)) return answer_of(all, request);
        return Fault{documented("CreateDBInstance", "InvalidRequestId")}.hinting(fmt::format(
            "This ClientToken has created {} with other parameters.",
            text::quoted(all.front().id)
        ));
    }
    if (auto fault = refuse_place(request, context)) return *std::move(fault);
    if (auto fault = check_catalogue(request, context)) return *std::move(fault);
    if (request.is_dry_run) {
        Response answer = answer_of({}, request);
        answer.dry_run = true;
        answer.dry_run_result = true;
        return answer;
    }
    for (std::int32_t number = 0; number < request.amount; ++number)
        all.push_back(create(request, context));
    return answer_of(all, request);
}

}  // namespace

api::Action create_db_instance() {
    return api::declare<Request, Response>(
               "CreateDBInstance",
               "Creates an instance, which is Creating and then Running."
    )
        .writes()
        .authorised(
            api::AccessLevel::create,
            {"*",
             {"rds:ResourceTag"},
             [](Request const& request) {
                 api::Resource created{};
                 for (auto const& tag : request.tags)
                     created.tags[tag.key] = tag.value;
                 return std::vector{std::move(created)};
             }}
        )
        .takes(parameters())
        .answers(response())
        .refuses_with(
            {&documented("CreateDBInstance", "InvalidParam.Engine"),
             &faults::kRegionNotFound,
             &documented("CreateDBInstance", "InvalidConnectionString.Duplicate"),
             &documented("CreateDBInstance", "InsufficientResourceCapacity"),
             &documented("CreateDBInstance", "Duplicate.TagKey"),
             &documented("CreateDBInstance", "InvalidMinorVersion.NotFound"),
             &documented("CreateDBInstance", "InvalidEssdStorageSize"),
             &documented("CreateDBInstance", "NoPermission.SystemTag"),
             &documented("CreateDBInstance", "ZoneId.NotMatchWithCategory"),
             &documented("CreateDBInstance", "InvalidRequestId")}
        )
        .runs(handle);
}

}  // namespace rds::actions
