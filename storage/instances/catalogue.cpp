#include "storage/instances/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace rds::storage {

namespace {

constexpr auto kRegions = std::to_array<Region>({
#include "storage/instances/regions.inc"
});

constexpr auto kClasses = std::to_array<InstanceClass>({
#include "storage/instances/instance_classes.inc"
});

static_assert(std::ranges::is_sorted(kRegions, {}, &Region::id));
static_assert(std::ranges::is_sorted(kClasses, {}, &InstanceClass::name));

// What the service's consoles show of new instances; our choice where they differ by version.
constexpr auto kMysqlParameters = std::to_array<EngineParameter>({
#include "storage/instances/mysql_parameters.inc"
});

constexpr auto kPostgresqlParameters = std::to_array<EngineParameter>({
#include "storage/instances/postgresql_parameters.inc"
});

constexpr auto kSqlServerParameters = std::to_array<EngineParameter>({
#include "storage/instances/sqlserver_parameters.inc"
});

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

template <class Row, class Key>
Row const* find_in(std::span<Row const> rows, std::string_view key, Key Row::*member) {
    auto const found = std::ranges::lower_bound(rows, key, {}, member);
    return found == rows.end() || (*found).*member != key ? nullptr : &*found;
}

}  // namespace

std::span<Region const> regions() {
    return kRegions;
}

std::optional<Region> region_of(std::string_view id) {
    auto const* const found = find_in(regions(), id, &Region::id);
    return found == nullptr ? std::nullopt : std::optional{*found};
}

std::vector<std::string> zones_of(std::string_view region_id) {
    std::vector<std::string> zones;
    auto const region = region_of(region_id);
    if (!region) return zones;
    zones.reserve(region->zones.size());
    for (auto const letter : region->zones)
        zones.push_back(std::string{region_id} + '-' + letter);
    return zones;
}

std::span<InstanceClass const> instance_classes() {
    return kClasses;
}

InstanceClass instance_class_of(std::string_view name) {
    if (auto const* const found = find_in(instance_classes(), name, &InstanceClass::name))
        return *found;
    constexpr int kMegabytes = 1024;
    constexpr int kConnectionsOfACore = 1000;
    auto const family = part_of(name, 1);
    auto const cores = cores_of(part_of(name, 2));
    auto const tells = family.size() == 2 && (family[0] == 'n' || family[0] == 'x') &&
                       family[1] >= '1' && family[1] <= '8' && cores > 0;
    if (!tells) return {.name = name};
    return {
        .name = name,
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

std::span<EngineParameter const> engine_parameters(std::string_view engine) {
    if (engine == "PostgreSQL") return kPostgresqlParameters;
    if (engine == "SQLServer") return kSqlServerParameters;
    return kMysqlParameters;
}

}  // namespace rds::storage
