#include "storage/instances/catalogue.hpp"

#include "storage/instances/instances.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace rds::storage {

namespace {

std::span<Region const> services_regions() {
    static std::vector<Region> const all{
#include "storage/instances/regions.inc"
    };
    return all;
}

std::span<InstanceClass const> services_classes() {
    static std::vector<InstanceClass> const all{
#include "storage/instances/instance_classes.inc"
    };
    return all;
}

// What the service's consoles show of new instances; our choice where they differ by version.
std::span<EngineParameter const> services_parameters(std::string_view engine) {
    static std::vector<EngineParameter> const mysql{
#include "storage/instances/mysql_parameters.inc"
    };
    static std::vector<EngineParameter> const postgresql{
#include "storage/instances/postgresql_parameters.inc"
    };
    static std::vector<EngineParameter> const sqlserver{
#include "storage/instances/sqlserver_parameters.inc"
    };
    if (engine == "PostgreSQL") return postgresql;
    return engine == "SQLServer" ? sqlserver : mysql;
}

constexpr Traits kOptional{.is_optional = true};

constexpr std::array kFieldsOfRegions{
    field<&Region::id>("id", kRegionId, {.is_key = true}),
    field<&Region::name>("name", {.about = "LocalName.", .longest = 64}, kOptional),
    field<&Region::zones>(
        "zones",
        {.about = "A letter for each of its zones: hij are those that end in -h, -i and -j.",
         .title = "up to 26 lowercase letters",
         .pattern = "^[a-z]+$",
         .longest = 26},
        kOptional
    ),
};

template <auto kMember>
constexpr Field number(std::string_view name, std::string_view about) {
    return field<kMember>(name, {.about = about, .least = 0});
}

constexpr std::array kFieldsOfClasses{
    field<&InstanceClass::name>("name", kInstanceClass, {.is_key = true}),
    number<&InstanceClass::cores>("cores", "DBInstanceCPU."),
    number<&InstanceClass::memory>("memory", "DBInstanceMemory, in MB."),
    number<&InstanceClass::connections>("connections", "MaxConnections."),
    number<&InstanceClass::iops>("iops", "MaxIOPS, at most."),
};

constexpr Rule kParameterValue{.longest = 4096};

constexpr std::array kFieldsOfEngines{
    field<&Engine::name>(
        "name",
        {.about = "Engine, as the API spells it.", .words = kEngines},
        {.is_key = true}
    ),
    field<&Engine::parameters>(
        "parameters",
        {.about = "Values of parameters that new instances run with, by name.",
         .most_elements = 500,
         .element = &kParameterValue}
    ),
};

// Returns the service's rows and the tenant's in order of the key. A row of the tenant replaces the
// service's row of the same key.
template <class Row>
std::vector<Row>
merged(std::span<Row const> services, std::vector<Row> const& own, std::string Row::*key) {
    std::map<std::string_view, Row const*> by_key;
    for (auto const& row : services)
        by_key[row.*key] = &row;
    for (auto const& row : own)
        by_key[row.*key] = &row;
    std::vector<Row> all;
    all.reserve(by_key.size());
    for (auto const& [name, row] : by_key)
        all.push_back(*row);
    return all;
}

// The part of a class's name, such as "x4" of mysql.x4.large.2; empty: there is none.
std::string_view part_of(std::string_view name, int index) {
    for (; index > 0; --index) {
        auto const dot = name.find('.');
        if (dot == std::string_view::npos) return {};
        name.remove_prefix(dot + 1);
    }
    return name.substr(0, name.find('.'));
}

int cores_of(std::string_view size) {
    constexpr auto kSizes = std::to_array<std::pair<std::string_view, int>>(
        {{"micro", 1},
         {"small", 1},
         {"medium", 2},
         {"large", 4},
         {"xlarge", 8},
         {"2xlarge", 16},
         {"4xlarge", 32},
         {"8xlarge", 64}}
    );
    auto const* const found =
        std::ranges::find(kSizes, size, &std::pair<std::string_view, int>::first);
    return found == kSizes.end() ? 0 : found->second;
}

// Of rows in order of the key.
template <class Row>
Row const* find_in(std::span<Row const> rows, std::string_view key, std::string Row::*member) {
    auto const found = std::ranges::lower_bound(rows, key, {}, member);
    return found == rows.end() || (*found).*member != key ? nullptr : &*found;
}

}  // namespace

Table const& regions_table() {
    static Table const table{
        {.name = "regions",
         .noun = "region",
         .about = "A region of the account's own, or in the place of the service's.",
         .fields = kFieldsOfRegions,
         .make = new_row<Region>,
         .most = 100,
         .is_plain = true}};
    return table;
}

Table const& instance_classes_table() {
    static Table const table{
        {.name = "instance_classes",
         .noun = "instance class",
         .about = "An instance class of the account's own, or in the place of the service's.",
         .fields = kFieldsOfClasses,
         .make = new_row<InstanceClass>,
         .most = 1000,
         .is_plain = true}};
    return table;
}

Table const& engines_table() {
    static Table const table{
        {.name = "engines",
         .noun = "engine",
         .about = "What differs of an engine from the service's.",
         .fields = kFieldsOfEngines,
         .make = new_row<Engine>,
         .is_plain = true}};
    return table;
}

std::vector<std::string> Region::zone_ids() const {
    std::vector<std::string> all;
    all.reserve(zones.size());
    for (auto const letter : zones)
        all.push_back(id + '-' + letter);
    return all;
}

std::vector<Region> Catalogue::regions() {
    return merged(services_regions(), Rows<Region>{database_, regions_table()}.all(), &Region::id);
}

std::optional<Region> Catalogue::region(std::string_view id) {
    if (auto own = Rows<Region>{database_, regions_table()}.find(id)) return own;
    auto const* const found = find_in(services_regions(), id, &Region::id);
    return found == nullptr ? std::nullopt : std::optional{*found};
}

std::span<InstanceClass const> Catalogue::own_classes() {
    if (!own_classes_)
        own_classes_ = Rows<InstanceClass>{database_, instance_classes_table()}.all();
    return *own_classes_;
}

std::vector<InstanceClass> Catalogue::instance_classes() {
    auto const own = own_classes();
    return merged(services_classes(), {own.begin(), own.end()}, &InstanceClass::name);
}

InstanceClass Catalogue::instance_class(std::string_view name) {
    for (auto const classes : {own_classes(), services_classes()}) {
        if (auto const* const found = find_in(classes, name, &InstanceClass::name)) return *found;
    }
    constexpr int kMegabytes = 1024;
    constexpr int kConnectionsOfACore = 1000;
    auto const family = part_of(name, 1);
    auto const cores = cores_of(part_of(name, 2));
    auto const tells = family.size() == 2 && (family[0] == 'n' || family[0] == 'x') &&
                       family[1] >= '1' && family[1] <= '8' && cores > 0;
    if (!tells) return {.name = std::string{name}};
    return {
        .name = std::string{name},
        .cores = cores,
        .memory = cores * (family[1] - '0') * kMegabytes,
        .connections = cores * kConnectionsOfACore,
        .iops = cores * kConnectionsOfACore};
}

std::string_view usual_class(std::string_view engine) {
    if (engine == "PostgreSQL") return "pg.n2.medium.2c";
    if (engine == "SQLServer") return "rds.mssql.s2.large";
    if (engine == "MariaDB") return "mariadb.n2.medium.2c";
    return "mysql.n2.medium.1";
}

std::span<std::string_view const> engine_versions(std::string_view engine) {
    static constexpr auto kMysql = std::to_array<std::string_view>({"5.5", "5.6", "5.7", "8.0"});
    static constexpr auto kMariaDb = std::to_array<std::string_view>({"10.3", "10.6"});
    static constexpr auto kPostgresql = std::to_array<std::string_view>(
        {"10.0", "11.0", "12.0", "13.0", "14.0", "15.0", "16.0", "17.0", "18.0"}
    );
    if (engine == "MySQL") return kMysql;
    if (engine == "MariaDB") return kMariaDb;
    if (engine == "PostgreSQL") return kPostgresql;
    return {};
}

int usual_port(std::string_view engine) {
    if (engine == "PostgreSQL") return 5432;
    return engine == "SQLServer" ? 1433 : 3306;
}

std::string host_name(std::string_view first_label, std::string_view engine) {
    std::string_view word = "mysql";
    if (engine == "PostgreSQL") word = "pg";
    if (engine == "SQLServer") word = "sqlserver";
    if (engine == "MariaDB") word = "mariadb";
    return fmt::format("{}.{}.rds.aliyuncs.com", first_label, word);
}

std::map<std::string, EngineParameter> Catalogue::engine_parameters(std::string_view engine) {
    std::map<std::string, EngineParameter> all;
    for (auto const& parameter : services_parameters(engine))
        all.emplace(parameter.name, parameter);
    auto const own = Rows<Engine>{database_, engines_table()}.find(engine);
    for (auto const& [name, value] : own.value_or(Engine{}).parameters) {
        all[name].name = name;
        all[name].value = value;
    }
    return all;
}

}  // namespace rds::storage
