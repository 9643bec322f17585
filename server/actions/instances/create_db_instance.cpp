#include "server/actions/faults.hpp"
#include "server/actions/groups.hpp"
#include "server/actions/instances/instance.hpp"
#include "server/api/catalog.hpp"
#include "server/text/ascii.hpp"
#include "server/text/escape.hpp"
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

struct Request {
    std::string region_id;
    std::string engine;
    std::string engine_version;
    std::string instance_class;
    std::int32_t storage = 0;
    std::string net_type;
    std::string pay_type;
    std::vector<std::string> addresses;
    std::string storage_type;
    std::string category;
    std::string description;
    std::string network_type;
    std::string vpc_id;
    std::string v_switch_id;
    std::string private_ip;
    std::string zone_id;
    std::string slave_zone_1;
    std::string slave_zone_2;
    std::string connection_mode;
    std::string connection_string;
    std::optional<std::int32_t> port;
    std::string resource_group_id;
    std::string minor_version;
    std::string auto_upgrade;
    std::string encryption_key;
    bool bursting = false;
    std::map<std::string, std::string> serverless;
    std::string time_zone;
    bool is_protected = false;
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

// What every call must say.
api::Parameters<Request> essentials() {
    constexpr std::int64_t kLeastStorage = 5;
    constexpr std::int64_t kMostStorage = 64'000;
    return {
        required("RegionId", &Request::region_id).about("The region.").example("cn-hangzhou"),
        required("Engine", &Request::engine)
            .about("The database engine.")
            .example("MySQL")
            .must_be(one_of(storage::kEngines)),
        required("EngineVersion", &Request::engine_version)
            .about("The version of the engine.")
            .example("8.0")
            .must_be(api::plain_name(32, "._"))
            .refused_as(documented("CreateDBInstance", "InvalidEngineVersion.Malformed")),
        required("DBInstanceClass", &Request::instance_class)
            .about("The instance class.")
            .example("mysql.n2.medium.1")
            .must_be(api::plain_name(64, "."))
            .refused_as(documented("CreateDBInstance", "InvalidDBInstanceClass.Malformed")),
        required("DBInstanceStorage", &Request::storage)
            .about("GB, in steps of 5.")
            .example("100")
            .ranging(api::whole_number(kLeastStorage, kMostStorage)),
        required("DBInstanceNetType", &Request::net_type)
            .about("The kind of its first endpoint.")
            .example("Intranet")
            .must_be(one_of(storage::kNetTypes)),
        required("PayType", &Request::pay_type)
            .about("How it is paid. Nothing costs anything here.")
            .example("Postpaid")
            .must_be(one_of(storage::kPayTypes)),
        required("SecurityIPList", &Request::addresses)
            .about("The addresses of the group default of the whitelist.")
            .example("127.0.0.1,10.0.0.0/8")
            .must_be(api::comma_list(api::plain_name(64, ".:/"), 1000))
            .refused_as(documented("CreateDBInstance", "InvalidSecurityIPList.Format")),
    };
}

api::Parameters<Request> places() {
    return {
        optional("InstanceNetworkType", &Request::network_type)
            .about("The kind of its network.")
            .example("VPC")
            .otherwise("Classic")
            .must_be(one_of(storage::kNetworkTypes)),
        optional("VPCId", &Request::vpc_id)
            .about("The VPC, taken as given.")
            .example("vpc-bp1emulator000000000")
            .must_be(api::plain_name(64, "-_")),
        optional("VSwitchId", &Request::v_switch_id)
            .about("The vSwitch, taken as given.")
            .example("vsw-bp1emulator000000000")
            .must_be(api::comma_list(api::plain_name(64, "-_"), 3)),
        optional("PrivateIpAddress", &Request::private_ip)
            .about("Its address in the VPC.")
            .example("172.16.0.10")
            .must_be(api::plain_name(64, ".:"))
            .refused_as(documented("CreateDBInstance", "InvalidPrivateIpAddress.Format")),
    };
}

api::Parameters<Request> zones_and_endpoint() {
    return {
        optional("ZoneId", &Request::zone_id)
            .about("The zone of its primary node.")
            .example("cn-hangzhou-h")
            .must_be(api::plain_name(64, "-(),"))
            .refused_as(documented("CreateDBInstance", "InvalidZone.NotSupported")),
        optional("ZoneIdSlave1", &Request::slave_zone_1)
            .about("The zone of its standby node, or Auto.")
            .example("cn-hangzhou-i")
            .must_be(api::plain_name(64, "-")),
        optional("ZoneIdSlave2", &Request::slave_zone_2)
            .about("The zone of its logger node, or Auto.")
            .example("cn-hangzhou-j")
            .must_be(api::plain_name(64, "-")),
        optional("ConnectionMode", &Request::connection_mode)
            .about("The mode of its connections.")
            .example("Standard")
            .must_be(one_of(storage::kConnectionModes)),
        optional("ConnectionString", &Request::connection_string)
            .about("The first label of its host name.")
            .example("my-instance")
            .must_be(api::plain_name(64, "-")),
        optional("Port", &Request::port)
            .about("The port of its endpoint.")
            .example("3306")
            .ranging(api::whole_number(1000, 65'534))
            .refused_as(documented("CreateDBInstance", "InvalidPort.Malformed")),
        optional("ResourceGroupId", &Request::resource_group_id)
            .about("The resource group, taken as given.")
            .example("rg-acfmemulator00")
            .must_be(api::plain_name(64, "-_")),
    };
}

api::Parameters<Request> kinds() {
    return {
        optional("DBInstanceStorageType", &Request::storage_type)
            .about("The kind of its disk.")
            .example("cloud_essd")
            .must_be(one_of(storage::kStorageTypes)),
        optional("Category", &Request::category)
            .about("The edition.")
            .example("HighAvailability")
            .must_be(one_of(storage::kCategories)),
        optional("DBInstanceDescription", &Request::description)
            .about("Its name for people.")
            .example("orders of the shop")
            .must_be(api::at_most_characters(255)),
        optional("TargetMinorVersion", &Request::minor_version)
            .about("The minor version, taken as given.")
            .example("rds_20200229")
            .must_be(api::plain_name(64, "_.:-"))
            .refused_as(documented("CreateDBInstance", "InvalidTargetMinorVersion.Format")),
        optional("AutoUpgradeMinorVersion", &Request::auto_upgrade)
            .about("Whether minor versions are upgraded by themselves.")
            .example("Auto")
            .must_be(one_of(storage::kUpgrades)),
        optional("BurstingEnabled", &Request::bursting)
            .about("Whether its general ESSD may exceed its IOPS for a while.")
            .example("false"),
        optional("ServerlessConfig", &Request::serverless)
            .about("Between which capacities a serverless instance is, and how it pauses.")
            .example(R"({"MinCapacity": 0.5, "MaxCapacity": 8, "AutoPause": false})"),
        optional("EncryptionKey", &Request::encryption_key)
            .about("The key of its cloud disk, taken as given.")
            .example("0d24c3a8-b5ce-4d9e-9f2a-example")
            .must_be(api::plain_name(64, "-_")),
    };
}

api::Parameters<Request> terms() {
    return {
        optional("DBTimeZone", &Request::time_zone)
            .about("The time zone of its server.")
            .example("+08:00")
            .must_be(api::at_most_characters(64)),
        optional("DeletionProtection", &Request::is_protected)
            .about("Whether DeleteDBInstance refuses it.")
            .example("false"),
        optional("DryRun", &Request::is_dry_run)
            .about("Whether the call is checked alone.")
            .example("false"),
        optional("Amount", &Request::amount)
            .about("How many instances; more than one of MySQL alone.")
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
        tags(&Request::tags).refused_as(documented("CreateDBInstance", "NumberExceed.Tags")),
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
     "CreateStrategy",
     "CustomExtraInfo",
     "DBIsIgnoreCase",
     "DBParamGroupId",
     "DedicatedHostGroupId",
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
     "UserBackupId",
     "WhitelistTemplateList"}
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
        essentials(),
        places(),
        zones_and_endpoint(),
        kinds(),
        terms(),
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

std::optional<Fault> refuse_combination(Request const& request) {
    constexpr std::int32_t kStep = 5;
    if (request.storage % kStep != 0) {
        return Fault{api::faults::kInvalid, "DBInstanceStorage"}.hinting(
            "DBInstanceStorage goes in steps of 5 GB."
        );
    }
    if (request.amount > 1 && request.engine != "MySQL")
        return Fault{documented("CreateDBInstance", "InvalidParam.Engine")}.hinting(
            "Amount is more than 1."
        );
    std::set<std::string_view> keys;
    for (auto const& tag : request.tags) {
        if (!keys.insert(tag.key).second)
            return Fault{documented("CreateDBInstance", "Duplicate.TagKey")}.hinting(
                text::quoted(tag.key) + " comes twice."
            );
    }
    std::set<std::string_view> const addresses{request.addresses.begin(), request.addresses.end()};
    if (addresses.size() != request.addresses.size()) {
        return Fault{documented("CreateDBInstance", "InvalidSecurityIPList.Format")}.hinting(
            "SecurityIPList holds an address twice."
        );
    }
    return std::nullopt;
}

std::string connection_string(Request const& request) {
    if (request.connection_string.empty()) return {};
    auto const word = storage::engine_word(request.engine);
    return fmt::format("{}.{}.rds.aliyuncs.com", request.connection_string, word);
}

// That the region exists, the host name is free, and there is room.
std::optional<Fault> refuse_place(Request const& request, api::Context& context) {
    if (!storage::region_of(request.region_id)) {
        std::vector<std::string_view> names;
        names.reserve(storage::regions().size());
        for (auto const& region : storage::regions())
            names.push_back(region.id);
        return Fault{faults::kRegionNotFound}.hinting(fmt::format(
            "RDS has no region {}{}.",
            text::quoted(request.region_id),
            text::near_name(request.region_id, names)
        ));
    }
    auto instances = context.tenant.instances();
    auto const host = connection_string(request);
    if (!host.empty()) {
        auto const is_taken = instances.count_of({.texts = {{"connection_string", host}}}) > 0;
        if (is_taken || request.amount > 1)
            return Fault{documented("CreateDBInstance", "InvalidConnectionString.Duplicate")}
                .hinting(host + " names one instance.");
    }
    auto const most = storage::instances_table().definition().most;
    if (instances.count() + request.amount > static_cast<int>(most)) {
        return Fault{documented("CreateDBInstance", "InsufficientResourceCapacity")}.hinting(
            fmt::format("The emulator holds at most {} instances of an account.", most)
        );
    }
    return std::nullopt;
}

// What the catalogue does not have is taken as it is.
std::string hint_unknown(Request const& request) {
    std::string hint;
    auto const classes = storage::instance_classes();
    auto const& name = request.instance_class;
    if (std::ranges::find(classes, name, &storage::InstanceClass::name) == classes.end()) {
        std::vector<std::string_view> names;
        names.reserve(classes.size());
        for (auto const& each : classes)
            names.push_back(each.name);
        hint = fmt::format(
            "The emulator's catalogue has no class {}{}; it was taken as it is.",
            text::quoted(name),
            text::near_name(name, names)
        );
    }
    return hint;
}

storage::Instance instance_of(Request const& request, std::string id) {
    storage::Instance instance{
        .id = std::move(id),
        .engine = request.engine,
        .engine_version = request.engine_version,
        .region_id = request.region_id,
        .state = storage::InstanceState::creating,
        .description = request.description,
        .instance_class = request.instance_class,
        .storage = request.storage,
        .storage_type = request.storage_type,
        .category = request.category,
        .pay_type = request.pay_type,
        .network_type = request.network_type,
        .zone_id = request.zone_id,
        .vpc_id = request.vpc_id,
        .v_switch_id = request.v_switch_id,
        .private_ip = request.private_ip,
        .net_type = request.net_type,
        .connection_mode = request.connection_mode,
        .port = request.port,
        .resource_group_id = request.resource_group_id,
        .deletion_protection = request.is_protected,
        .minor_version = request.minor_version,
        .auto_upgrade = request.auto_upgrade,
        .encryption_key = request.encryption_key,
        .bursting = request.bursting,
        .serverless = request.serverless,
    };
    for (auto const& zone : {request.slave_zone_1, request.slave_zone_2}) {
        if (!zone.empty() && zone != "Auto") instance.slave_zones.push_back(zone);
    }
    for (auto const& tag : request.tags)
        instance.tags[tag.key] = tag.value;
    instance.connection_string = connection_string(request);
    return instance;
}

storage::Instance create(Request const& request, api::Context& context) {
    auto instances = context.tenant.instances();
    auto id = instances.new_id(request.engine);
    auto instance = storage::completed(instance_of(request, std::move(id)), context.now);
    if (request.pay_type == "Prepaid") {
        auto const count = std::stoi(request.used_time.empty() ? "1" : request.used_time);
        constexpr std::chrono::days kMonth{30};
        constexpr std::chrono::days kYear{365};
        auto const unit = request.period == "Year" ? kYear : kMonth;
        instance.expires_at = *instance.created_at + count * unit;
    }
    if (!request.time_zone.empty()) {
        auto const* const name = request.engine == "PostgreSQL" ? "timezone" : "default_time_zone";
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

Response answer_of(std::vector<storage::Instance> const& all, Request const& request) {
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
std::vector<storage::Instance> created_before(Request const& request, api::Context& context) {
    constexpr std::chrono::days kTokenTime{1};
    if (request.client_token.empty()) return {};
    return context.tenant.instances().created_with(request.client_token, context.now - kTokenTime);
}

api::Result<Response> handle(Request const& request, api::Context& context) {
    if (auto fault = refuse_combination(request)) return *std::move(fault);
    if (auto fault = refuse_place(request, context)) return *std::move(fault);
    context.hint = hint_unknown(request);
    if (request.is_dry_run) {
        Response answer = answer_of({}, request);
        answer.dry_run = true;
        answer.dry_run_result = true;
        return answer;
    }
    auto all = created_before(request, context);
    if (!all.empty()) {
        if (all.front().client_request == fingerprint(context)) return answer_of(all, request);
        return Fault{documented("CreateDBInstance", "InvalidRequestId")}.hinting(fmt::format(
            "This ClientToken has created {} with other parameters.",
            text::quoted(all.front().id)
        ));
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
             &documented("CreateDBInstance", "InvalidRequestId")}
        )
        .runs(handle);
}

}  // namespace rds::actions
