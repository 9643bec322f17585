#include "storage/instances/instances.hpp"

#include "storage/instances/catalogue.hpp"
#include "storage/lifecycle/plan.hpp"
#include "storage/settings.hpp"
#include "storage/sqlite/connection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace rds::storage {

namespace {

constexpr Rule kTagValue{.longest = 128};

constexpr Rule kResourceId{
    .title = "an ID of 1 to 64 letters, digits, hyphens or underscores",
    .pattern = "^[A-Za-z0-9_-]+$",
    .longest = 64,
};

constexpr Rule kParameterValue{.longest = 4096};

constexpr Rule kZone{
    .about = "ZoneId.",
    .title = "a zone such as cn-hangzhou-h or cn-hangzhou-MAZ5(h,i)",
    .pattern = "^[A-Za-z0-9(),-]+$",
    .longest = 64,
};

constexpr Rule kVSwitches{
    .about = "VSwitchId: an ID, or up to three with commas between them.",
    .title =
        "up to three IDs of 1 to 64 letters, digits, hyphens or underscores, with commas "
        "between them",
    .pattern = "^[A-Za-z0-9_-]+(,[A-Za-z0-9_-]+)*$",
    .longest = 194,
};

constexpr Rule kEngineVersion{
    .about = "EngineVersion, such as 8.0 or 2019_std.",
    .shortest = 1,
    .longest = 32,
};

constexpr Rule kStatus{
    .about = "DBInstanceStatus.",
    .name = "instanceStatus",
    .words = kInstanceStates,
};

constexpr Rule kTags{.about = "Tag values by key.", .most_elements = 20, .element = &kTagValue};

constexpr Rule kMaintainTime{
    .about = "MaintainTime, in UTC.",
    .title = "a span of time such as 18:00Z-22:00Z",
    .pattern = "^[0-2][0-9]:[0-5][0-9]Z-[0-2][0-9]:[0-5][0-9]Z$",
};

constexpr Rule kServerless{
    .about = "ServerlessConfig: MinCapacity, MaxCapacity, AutoPause, SwitchForce.",
    .most_elements = 10,
    .element = &kTagValue,
};

constexpr std::string_view kAboutClientToken =
    "ClientToken of the call that created it: the same call within a day answers it.";

constexpr Rule kClientRequest{
    .about = "What that call asked for, as a number of 16 hexadecimal digits.",
    .title = "16 hexadecimal digits",
    .pattern = "^[0-9a-f]{16}$",
};

constexpr auto kLockModes = std::to_array<std::string_view>(
    {"Unlock", "ManualLock", "LockByExpiration", "LockByRestoration", "LockByDiskQuota"}
);
constexpr auto kSecurityIpModes = std::to_array<std::string_view>({"normal", "safety"});
constexpr auto kTcpConnectionTypes = std::to_array<std::string_view>({"SHORT", "LONG"});

// The plus keeps the ID's type from being forced on moves of all kinds, which no index could
// follow.
constexpr std::string_view kAlsoCreate = R"(
CREATE TRIGGER IF NOT EXISTS moves_of_instances AFTER DELETE ON instances BEGIN
    DELETE FROM moves WHERE kind = 0 AND id = +OLD.id;
END;

CREATE INDEX IF NOT EXISTS newest_instances ON instances (region_id, created_at DESC, id);

CREATE INDEX IF NOT EXISTS read_only_instances ON instances (primary_id, id)
WHERE primary_id <> '';

CREATE INDEX IF NOT EXISTS incomplete_instances ON instances (id) WHERE created_at IS NULL;

CREATE INDEX IF NOT EXISTS instances_by_host ON instances (connection_string, id);

CREATE INDEX IF NOT EXISTS instances_by_client_token ON instances (client_token, id)
WHERE client_token <> '';
)";

constexpr Traits kOptional{.is_optional = true};

template <auto kMember>
constexpr Field flag(std::string_view name, std::string_view about) {
    return field<kMember>(name, {.about = about}, kOptional);
}

template <auto kMember>
constexpr Field
word(std::string_view name, std::string_view about, std::span<std::string_view const> words) {
    return field<kMember>(name, {.about = about, .words = words}, kOptional);
}

template <auto kMember>
constexpr Field
number(std::string_view name, std::string_view about, std::int64_t least, std::int64_t most) {
    return field<kMember>(name, {.about = about, .least = least, .most = most}, kOptional);
}

template <auto kMember>
constexpr Field text(std::string_view name, std::string_view about, std::size_t longest) {
    return field<kMember>(name, {.about = about, .longest = longest}, kOptional);
}

// Names a resource of another product, or a part of this one.
template <auto kMember>
constexpr Field id(std::string_view name, std::string_view about, std::string_view column = {}) {
    auto rule = kResourceId;
    rule.about = about;
    return field<kMember>(name, rule, {.column = column, .is_optional = true});
}

constexpr std::array kFields{
    field<&Instance::id>("id", kInstanceId, {.is_key = true}),
    field<&Instance::engine>(
        "engine",
        {.about = "Engine, as the API spells it.", .words = kEngines}
    ),
    field<&Instance::engine_version>("engineVersion", kEngineVersion),
    field<&Instance::region_id>("regionId", kRegionId),
    field<&Instance::state>("status", kStatus, {.column = "state"}),
    field<&Instance::read_only>(
        "readOnly",
        {.about = "A read-only instance has no backups of its own."}
    ),
    field<&Instance::job_plan>("jobPlan", kPlanName, kOptional),
    field<&Instance::tags>("tags", kTags),
    text<&Instance::description>("description", "DBInstanceDescription.", 255),
    field<&Instance::instance_class>(
        "class",
        kInstanceClass,
        {.column = "instance_class", .is_optional = true}
    ),
    number<&Instance::storage>("storage", "DBInstanceStorage, in GB.", 5, 64'000),
    word<&Instance::storage_type>("storageType", "DBInstanceStorageType.", kStorageTypes),
    word<&Instance::category>("category", "Category.", kCategories),
    word<&Instance::pay_type>("payType", "PayType.", kPayTypes),
    field<&Instance::created_at>(
        "createdAt",
        {.about = "When it was created, in UTC. Absent: when the fixture is applied."}
    ),
    field<&Instance::expires_at>("expiresAt", {.about = "Of a prepaid instance: ExpireTime."}),
    word<&Instance::network_type>("networkType", "InstanceNetworkType.", kNetworkTypes),
    field<&Instance::zone_id>("zoneId", kZone, kOptional),
    field<&Instance::slave_zones>(
        "slaveZones",
        {.about = "Zones of its standby nodes.", .most_elements = 2, .element = &kResourceId},
        kOptional
    ),
    id<&Instance::vpc_id>("vpcId", "VpcId."),
    field<&Instance::v_switch_id>("vSwitchId", kVSwitches, kOptional),
    text<&Instance::private_ip>("privateIp", "Its address in the VPC.", 64),
    word<&Instance::net_type>("netType", "DBInstanceNetType.", kNetTypes),
    word<&Instance::connection_mode>("connectionMode", "ConnectionMode.", kConnectionModes),
    text<&Instance::connection_string>(
        "connectionString",
        "The host name of its private endpoint.",
        255
    ),
    number<&Instance::port>("port", "The port of its private endpoint.", 1, 65'535),
    id<&Instance::resource_group_id>("resourceGroupId", "ResourceGroupId."),
    field<&Instance::maintain_time>("maintainTime", kMaintainTime, kOptional),
    flag<&Instance::deletion_protection>("deletionProtection", "DeleteDBInstance refuses it."),
    text<&Instance::minor_version>("minorVersion", "CurrentKernelVersion.", 64),
    word<&Instance::auto_upgrade>("autoUpgrade", "AutoUpgradeMinorVersion.", kUpgrades),
    word<&Instance::lock_mode>("lockMode", "LockMode.", kLockModes),
    id<&Instance::primary_id>("primary", "Of a read-only instance: its primary.", "primary_id"),
    word<&Instance::security_ip_mode>("securityIpMode", "SecurityIPMode.", kSecurityIpModes),
    field<&Instance::parameters>(
        "parameters",
        {.about = "Engine parameters that have other values than a new instance's.",
         .most_elements = 500,
         .element = &kParameterValue},
        kOptional
    ),
    number<&Instance::monitoring_period>(
        "monitoringPeriod",
        "Seconds between two samples of monitoring.",
        5,
        300
    ),
    flag<&Instance::sql_collector>("sqlCollector", "Whether SQL Explorer collects."),
    number<&Instance::sql_collector_days>(
        "sqlCollectorDays",
        "Days for which SQL Explorer keeps.",
        30,
        1825
    ),
    flag<&Instance::ssl>("ssl", "Whether SSL is on."),
    flag<&Instance::tde>("tde", "Whether TDE is on."),
    word<&Instance::ha_config>(
        "haConfig",
        "HAConfig: whether the standby takes over by itself.",
        kUpgrades
    ),
    word<&Instance::tcp_connection_type>(
        "tcpConnectionType",
        "TcpConnectionType.",
        kTcpConnectionTypes
    ),
    field<&Instance::security_groups>(
        "securityGroups",
        {.about = "IDs of its ECS security groups.", .most_elements = 10, .element = &kResourceId},
        kOptional
    ),
    id<&Instance::encryption_key>("encryptionKey", "The key of its cloud disk."),
    flag<&Instance::bursting>("bursting", "BurstingEnabled."),
    field<&Instance::serverless>("serverless", kServerless, kOptional),
    text<&Instance::client_token>("clientToken", kAboutClientToken, 64),
    field<&Instance::client_request>("clientRequest", kClientRequest, kOptional),
};

constexpr State number_of(InstanceState state) {
    return static_cast<State>(state);
}

constexpr std::string_view kRemove = R"(
DELETE FROM instances WHERE id = ?1
)";

// With all that it has. A released instance is not listed: our choice, since both were seen.
std::optional<std::string>
remove(sqlite::Connection& database, ResourceId const& id, Instant /*now*/) {
    database.statement(kRemove).with(std::get<std::string>(id))->step();
    return std::nullopt;
}

constexpr std::string_view kFinishTasks = R"(
UPDATE tasks SET finished_at = ?2 WHERE instance_id = ?1 AND finished_at IS NULL
)";

std::optional<std::string>
finish_tasks(sqlite::Connection& database, ResourceId const& id, Instant now) {
    database.statement(kFinishTasks).with(std::get<std::string>(id), now)->step();
    return std::nullopt;
}

// In all others the service works on an instance that comes back to Running.
constexpr std::array kWithoutWork{
    InstanceState::running,
    InstanceState::creating,
    InstanceState::deleting,
    InstanceState::released,
    InstanceState::stopping,
    InstanceState::stopped,
};

constexpr bool is_work(State state) {
    return std::ranges::find(kWithoutWork, InstanceState{state}) == kWithoutWork.end();
}

constexpr auto kEdges = [] {
    using enum InstanceState;
    constexpr std::array kOthers{
        Edge{number_of(creating), number_of(running), finish_tasks, true},
        Edge{number_of(creating), number_of(deleting), finish_tasks, true},
        Edge{number_of(running), number_of(deleting)},
        Edge{number_of(deleting), number_of(released), remove},
        Edge{number_of(running), number_of(stopping)},
        Edge{number_of(stopping), number_of(stopped), finish_tasks, true},
        Edge{number_of(stopping), number_of(running), finish_tasks, true},
        Edge{number_of(stopped), number_of(running), finish_tasks, true},
        Edge{number_of(stopped), number_of(deleting)},
    };
    constexpr auto kWork = kInstanceStates.size() - kWithoutWork.size();
    std::array<Edge, 2 * kWork + kOthers.size()> edges{};
    auto* edge = edges.begin();
    for (std::size_t i = 0; i < kInstanceStates.size(); ++i) {
        auto const state = static_cast<State>(i);
        if (!is_work(state)) continue;
        *edge++ = {number_of(running), state};
        *edge++ = {state, number_of(running), finish_tasks, true};
    }
    std::ranges::copy(kOthers, edge);
    return edges;
}();

constexpr std::array kResting{number_of(InstanceState::running), number_of(InstanceState::stopped)};

// A creation ends in Deleting; all other work leaves the instance as it was before.
std::optional<State> failed(State in, State came_from) {
    if (in == number_of(InstanceState::creating)) return number_of(InstanceState::deleting);
    auto const is_undone = is_work(in) || in == number_of(InstanceState::stopping);
    return is_undone ? std::optional{came_from} : std::nullopt;
}

constexpr std::string_view kFind = R"(
SELECT state, held, polled FROM instances WHERE id = ?1
)";

// An instance's row says neither where it came from nor when, so the conditions on those hold.
constexpr std::string_view kSetState = R"(
UPDATE instances SET state = ?2 WHERE id = ?1 AND ?3 >= 0 AND ?4 IS NOT NULL
)";

constexpr std::string_view kSetPace = R"(
UPDATE instances SET held = ?2, polled = ?3 WHERE id = ?1
)";

}  // namespace

constinit Machine const kInstanceMachine{
    .kind = Kind::instance,
    .name = "instances",
    .noun = "Instance",
    .states = kInstanceStates,
    .edges = kEdges,
    .is_line = false,
    .resting = kResting,
    .failed = failed,
    .history = 100,
    .find = kFind,
    .set_state = kSetState,
    .set_pace = kSetPace,
};

Table const& instances_table() {
    static Table const table{
        {.name = "instances",
         .noun = "instance",
         .about = "A database instance.",
         .fields = kFields,
         .make = new_row<Instance>,
         .path = "instances",
         .machine = &kInstanceMachine,
         .most = 10'000,
         .also_create = kAlsoCreate}};
    return table;
}

namespace {

// What stands for the other products' resources of an instance of which nobody says them.
constexpr std::string_view kVpc = "vpc-bp1emulator000000000";
constexpr std::string_view kVSwitch = "vsw-bp1emulator000000000";
constexpr std::string_view kResourceGroup = "rg-acfmemulator00";

void fill(std::string& text, std::string_view value) {
    if (text.empty()) text = value;
}

// mysql.n2.medium.1 is of the Basic edition, mysql.n2.medium.2c is not.
std::string_view usual_category(Instance const& instance) {
    return instance.instance_class.ends_with(".1") ? "Basic" : "HighAvailability";
}

void complete_place(Instance& instance, Catalogue& catalogue) {
    if (instance.zone_id.empty()) {
        auto const zones = catalogue.region(instance.region_id).value_or(Region{}).zone_ids();
        instance.zone_id = zones.empty() ? instance.region_id + "-a" : zones.front();
    }
    fill(instance.network_type, "VPC");
    fill(instance.net_type, "Intranet");
    fill(instance.connection_mode, "Standard");
    fill(instance.resource_group_id, kResourceGroup);
    if (!instance.port) instance.port = usual_port(instance.engine);
    fill(instance.connection_string, host_name(instance.id, instance.engine));
    if (instance.network_type != "VPC") return;
    fill(instance.vpc_id, kVpc);
    fill(instance.v_switch_id, kVSwitch);
    fill(instance.private_ip, "172.16.0.10");
}

}  // namespace

Instance completed(Instance instance, Instant created_at, Catalogue& catalogue) {
    constexpr std::int32_t kUsualStorage = 100;
    constexpr std::int32_t kUsualPeriod = 300;
    constexpr std::int32_t kUsualDays = 30;
    fill(instance.instance_class, usual_class(instance.engine));
    fill(instance.category, usual_category(instance));
    fill(instance.pay_type, "Postpaid");
    fill(instance.storage_type, "cloud_essd");
    fill(instance.maintain_time, "18:00Z-22:00Z");
    fill(instance.minor_version, kMinorVersion);
    fill(instance.auto_upgrade, "Auto");
    fill(instance.lock_mode, "Unlock");
    fill(instance.security_ip_mode, "normal");
    fill(instance.ha_config, "Auto");
    fill(instance.tcp_connection_type, "SHORT");
    if (!instance.primary_id.empty()) instance.read_only = true;
    if (!instance.storage) instance.storage = kUsualStorage;
    if (!instance.created_at) instance.created_at = created_at;
    if (!instance.monitoring_period) instance.monitoring_period = kUsualPeriod;
    if (!instance.sql_collector_days) instance.sql_collector_days = kUsualDays;
    complete_place(instance, catalogue);
    return instance;
}

// An instance becomes visible late only if a call has created it: it then has a client_request.
constexpr std::string_view kBasics = R"(
SELECT state, read_only, region_id, instances.job_plan, lock_mode NOT IN ('', 'Unlock'),
       CASE WHEN visible_after > 0 AND client_request <> '' THEN created_at + visible_after END
FROM instances, settings WHERE id = ?1
)";

std::optional<InstanceBasics> Instances::basics(std::string_view id) {
    auto const query = database().statement(kBasics);
    if (!query.with(id)->step()) return std::nullopt;
    InstanceBasics basics{
        static_cast<InstanceState>(query->integer(0)),
        query->integer(1) != 0,
        std::string{query->text(2)},
        std::string{query->text(3)},
        query->integer(4) != 0};
    constexpr int kVisibleFrom = 5;
    if (!query->is_null(kVisibleFrom)) basics.visible_from = query->instant(kVisibleFrom);
    return basics;
}

namespace {

// What is asked for by an index stands alone, since a condition that may be absent uses none.
constexpr std::string_view kAny = " FROM instances WHERE TRUE";
constexpr std::string_view kOfRegion = " FROM instances WHERE region_id = ?1";
constexpr std::string_view kOfId =
    " FROM instances WHERE id = ?2 AND (?1 IS NULL OR region_id = ?1)";
constexpr std::string_view kFiltered = R"(
    AND (?3 IS NULL OR state = ?3)
    AND (?4 IS NULL OR read_only = ?4)
    AND (?5 IS NULL OR instr(id, ?5) > 0 OR instr(description, ?5) > 0)
    AND (?6 IS NULL OR EXISTS (
        SELECT 1 FROM json_each(tags) AS tag JOIN json_each(?6) AS wanted
        ON tag.key = wanted.key AND tag.value = wanted.value
    ))
    AND (?7 IS NULL OR client_request = ''
         OR created_at + (SELECT visible_after FROM settings) <= ?7)
    AND (?8 IS NULL OR ifnull(expires_at <= ?9, 0) = ?8))";
constexpr std::string_view kFrom = R"(
    AND (?10 IS NULL OR created_at < ?10 OR (created_at = ?10 AND id > ?11))
ORDER BY created_at DESC, id LIMIT ?12 OFFSET ?13)";
constexpr int kFirstOfFrom = 10;
constexpr int kFirstText = 14;

std::string texts_wanted() {
    std::string sql;
    auto parameter = kFirstText;
    for (auto const column : kFilteredColumns) {
        fmt::format_to(
            std::back_inserter(sql),
            " AND (?{0} IS NULL OR {1} = ?{0})",
            parameter++,
            column
        );
    }
    return sql;
}

constexpr std::string_view kInRegion = "SELECT COUNT(*) FROM instances WHERE region_id = ?1";

// The lease with the filter's parameters, which must outlive it.
sqlite::Lease const& bound(sqlite::Lease const& query, InstanceFilter const& filter) {
    std::optional<std::int64_t> read_only;
    if (filter.is_read_only) read_only = *filter.is_read_only ? 1 : 0;
    std::optional<std::string_view> tags;
    if (filter.any_tag) tags = *filter.any_tag;
    query.with(
        filter.region_id,
        filter.id,
        filter.state,
        read_only,
        filter.in_id_or_description,
        tags,
        filter.visible_at,
        filter.is_expired ? std::optional{std::int64_t{*filter.is_expired ? 1 : 0}} : std::nullopt,
        filter.now
    );
    for (auto const& [column, text] : filter.texts) {
        auto const* const at = std::ranges::find(kFilteredColumns, column);
        query->bind(kFirstText + static_cast<int>(at - kFilteredColumns.begin()), text);
    }
    return query;
}

std::string page_where(std::string_view first) {
    return "SELECT " + instances_table().columns() + std::string{first} + std::string{kFiltered} +
           texts_wanted() + std::string{kFrom};
}

std::string count_where(std::string_view first) {
    return "SELECT COUNT(*)" + std::string{first} + std::string{kFiltered} + texts_wanted();
}

// The statement for a filter, by what of it an index finds.
struct Statements {
    std::string any;
    std::string of_region;
    std::string of_id;

    std::string const& of(InstanceFilter const& filter) const {
        if (filter.id) return of_id;
        return filter.region_id ? of_region : any;
    }
};

bool names_only_a_region(InstanceFilter const& filter) {
    InstanceFilter rest = filter;
    rest.region_id.reset();
    rest.now.reset();
    return filter.region_id && rest == InstanceFilter{};
}

}  // namespace

Statements const kPages{page_where(kAny), page_where(kOfRegion), page_where(kOfId)};
Statements const kCounts{count_where(kAny), count_where(kOfRegion), count_where(kOfId)};

std::vector<Instance>
Instances::page(InstanceFilter const& filter, InstancesFrom const& from, int most) {
    std::vector<Instance> rows;
    auto const query = database().statement(kPages.of(filter));
    bound(query, filter);
    query->bind(kFirstOfFrom, from.created_at);
    query->bind(kFirstOfFrom + 1, std::string_view{from.id});
    query->bind(kFirstOfFrom + 2, std::int64_t{most});
    query->bind(kFirstOfFrom + 3, from.offset);
    while (query->step())
        instances_table().read(*query, &rows.emplace_back());
    return rows;
}

std::int64_t Instances::count_of(InstanceFilter const& filter) {
    if (names_only_a_region(filter)) return database().number(kInRegion, *filter.region_id);
    auto const query = database().statement(kCounts.of(filter));
    bound(query, filter)->step();
    return query->integer(0);
}

std::string const kCreatedWith = "SELECT " + instances_table().columns() + R"( FROM instances
WHERE client_token = ?1 AND client_token <> '' AND created_at >= ?2
ORDER BY id)";

std::vector<Instance> Instances::created_with(std::string_view client_token, Instant since) {
    std::vector<Instance> all;
    auto const query = database().statement(kCreatedWith);
    query.with(client_token, since);
    while (query->step())
        instances_table().read(*query, &all.emplace_back());
    return all;
}

// Most tenants have none, and to prepare a set of IDs costs more than to ask.
constexpr std::string_view kHasReadOnly = R"(
SELECT EXISTS (SELECT 1 FROM instances WHERE primary_id <> '')
)";

constexpr std::string_view kReadOnlyOf = R"(
SELECT primary_id, id FROM instances
WHERE primary_id IN (SELECT value FROM json_each(?1)) AND primary_id <> ''
ORDER BY id
)";

std::map<std::string, std::vector<std::string>> Instances::read_only_of(
    std::vector<Instance> const& all
) {
    std::map<std::string, std::vector<std::string>> by_primary;
    if (database().number(kHasReadOnly) == 0) return by_primary;
    Texts ids;
    ids.reserve(all.size());
    for (auto const& instance : all)
        ids.push_back(instance.id);
    auto const primaries = json_text(ids);
    auto const query = database().statement(kReadOnlyOf);
    query.with(std::string_view{primaries});
    while (query->step())
        by_primary[std::string{query->text(0)}].emplace_back(query->text(1));
    return by_primary;
}

constexpr std::string_view kUsedRegions = R"(
SELECT DISTINCT region_id FROM instances ORDER BY region_id
)";

std::vector<std::string> Instances::used_regions() {
    std::vector<std::string> all;
    auto const query = database().statement(kUsedRegions);
    while (query->step())
        all.emplace_back(query->text(0));
    return all;
}

constexpr std::string_view kHasHost = R"(
SELECT COUNT(*) FROM instances WHERE connection_string = ?1
)";

bool Instances::has_host(std::string_view name) {
    return database().number(kHasHost, name) > 0;
}

// PostgreSQL's prefix has a letter more.
std::string Instances::new_id(std::string_view engine) {
    constexpr int kDigits = 6;
    auto const is_postgresql = engine == "PostgreSQL";
    Rows<LastIds> counters{database(), last_ids_table()};
    auto last = counters.get();
    std::string id;
    do {
        id = fmt::format(
            "{}-bp1emulator{:0{}}",
            is_postgresql ? "pgm" : "rm",
            ++last.instance,
            is_postgresql ? kDigits - 1 : kDigits
        );
    } while (basics(id) || has_host(host_name(id, engine)));
    counters.update(last);
    return id;
}

constexpr std::string_view kForgetTasks = R"(
DELETE FROM tasks WHERE instance_id = ?1 AND started_at < ?2
)";

void Instances::set_state(std::string const& id, State from, State to, Instant now) {
    lifecycle(id).set(from, to, "control", now);
    finish_tasks(database(), id, now);
}

void Instances::start(
    std::string const& id,
    std::string_view action,
    Route const& route,
    int part,
    Instant now
) {
    constexpr std::int64_t kFirstTask = 115'855'279;
    auto const settings = Rows<TenantSettings>{database(), settings_table()}.get();
    auto const name = settings.instance_plan.empty() ? "timed" : settings.instance_plan;
    auto plan = Rows<Plan>{database(), plans_table()}.get(name);
    auto const is_built_in = std::ranges::count(kLastingPlans, name) > 0;
    if (is_built_in) plan.duration = settings.instance_duration.value_or(kInstanceDuration) / part;
    Rows<LastIds> counters{database(), last_ids_table()};
    auto last = counters.get();
    Rows<InstanceTask> tasks{database(), tasks_table()};
    InstanceTask task{.instance_id = id, .action = std::string{action}, .started_at = now};
    do {
        task.id = fmt::to_string(kFirstTask + ++last.task);
    } while (tasks.find(id, task.id));
    tasks.add(task);
    counters.update(last);
    database().statement(kForgetTasks).with(id, now - kTaskTime)->step();
    auto its = lifecycle(id);
    auto rest = route;
    if (route.begins_at_once) {
        // So does a route of a plan that is held: what waits is the work.
        rest.came_from = its.state();
        its.step(route.states.front(), "plan " + plan.name, now);
        rest.states.erase(rest.states.begin());
        rest.begins_at_once = false;
    }
    auto moves = planned_moves(kInstanceMachine, its.state(), rest, plan, now);
    // A creation that fails leaves nothing behind.
    if (moves.back().to == number_of(InstanceState::deleting)) {
        auto const again = moves.back().when;
        auto const why = moves.back().why;
        moves.push_back(
            {number_of(InstanceState::deleting), number_of(InstanceState::released), again, why}
        );
    }
    its.plan(moves, now);
}

}  // namespace rds::storage
