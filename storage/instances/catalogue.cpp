#include "storage/instances/catalogue.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace rds::storage {

namespace {

constexpr auto kRegions = std::to_array<Region>({
    {"ap-northeast-1", "Japan (Tokyo)", "ab"},
    {"ap-northeast-2", "South Korea (Seoul)", "a"},
    {"ap-southeast-1", "Singapore", "abc"},
    {"ap-southeast-3", "Malaysia (Kuala Lumpur)", "ab"},
    {"ap-southeast-5", "Indonesia (Jakarta)", "abc"},
    {"ap-southeast-6", "Philippines (Manila)", "a"},
    {"ap-southeast-7", "Thailand (Bangkok)", "a"},
    {"cn-beijing", "China (Beijing)", "efghijkl"},
    {"cn-beijing-finance-1", "China (Beijing) Finance", "kl"},
    {"cn-chengdu", "China (Chengdu)", "ab"},
    {"cn-fuzhou", "China (Fuzhou)", "a"},
    {"cn-guangzhou", "China (Guangzhou)", "ab"},
    {"cn-hangzhou", "China (Hangzhou)", "ghijk"},
    {"cn-hangzhou-finance", "China (Hangzhou) Finance", "hij"},
    {"cn-heyuan", "China (Heyuan)", "ab"},
    {"cn-hongkong", "China (Hong Kong)", "bcd"},
    {"cn-huhehaote", "China (Hohhot)", "ab"},
    {"cn-nanjing", "China (Nanjing)", "a"},
    {"cn-qingdao", "China (Qingdao)", "bc"},
    {"cn-shanghai", "China (Shanghai)", "befglmn"},
    {"cn-shanghai-finance-1", "China (Shanghai) Finance", "gk"},
    {"cn-shenzhen", "China (Shenzhen)", "cdef"},
    {"cn-shenzhen-finance-1", "China (Shenzhen) Finance", "de"},
    {"cn-wuhan-lr", "China (Wuhan)", "a"},
    {"cn-wulanchabu", "China (Ulanqab)", "abc"},
    {"cn-zhangjiakou", "China (Zhangjiakou)", "abc"},
    {"eu-central-1", "Germany (Frankfurt)", "abc"},
    {"eu-west-1", "UK (London)", "ab"},
    {"me-central-1", "Saudi Arabia (Riyadh)", "ab"},
    {"me-east-1", "UAE (Dubai)", "a"},
    {"na-south-1", "Mexico", "a"},
    {"us-east-1", "US (Virginia)", "ab"},
    {"us-west-1", "US (Silicon Valley)", "ab"},
});

// From the service's page of instance types (2019). The IOPS of classes on cloud disks follow from
// the disk; the page's upper limit stands for them.
constexpr auto kClasses = std::to_array<InstanceClass>({
    {"mariadb.n2.medium.2c", 2, 4096, 4000, 20000}, {"mariadb.n2.small.2c", 1, 2048, 2000, 20000},
    {"mariadb.x2.large.2c", 4, 8192, 6000, 20000},  {"mariadb.x4.large.2c", 4, 16384, 8000, 20000},
    {"mssql.x8.medium.2", 2, 16384, 2500, 4500},    {"mysql.n1.micro.1", 1, 1024, 2000, 20000},
    {"mysql.n2.medium.1", 2, 4096, 4000, 20000},    {"mysql.n2.small.1", 1, 2048, 2000, 20000},
    {"mysql.n4.large.1", 4, 16384, 8000, 20000},    {"mysql.n4.medium.1", 2, 8192, 6000, 20000},
    {"mysql.n4.xlarge.1", 8, 32768, 10000, 20000},  {"mysql.x4.large.2", 4, 16384, 2500, 4500},
    {"mysql.x4.xlarge.2", 8, 32768, 5000, 9000},    {"mysql.x8.medium.2", 2, 16384, 2500, 4500},
    {"pg.n2.medium.1", 2, 4096, 400, 20000},        {"pg.n2.medium.2c", 2, 4096, 100, 20000},
    {"pg.n2.small.1", 1, 2048, 200, 20000},         {"pg.n4.medium.1", 2, 8192, 800, 20000},
    {"pg.x2.large.2c", 4, 8192, 200, 20000},        {"pg.x4.large.2", 4, 16384, 2500, 4500},
    {"rds.mssql.c1.large", 8, 16384, 4000, 8000},   {"rds.mssql.m1.medium", 4, 16384, 4000, 7000},
    {"rds.mssql.s2.large", 2, 4096, 1200, 2000},    {"rds.mssql.s2.xlarge", 2, 8192, 2000, 4000},
    {"rds.mssql.s3.large", 4, 8192, 2000, 5000},    {"rds.mysql.c1.large", 8, 16384, 4000, 8000},
    {"rds.mysql.c1.xlarge", 8, 32768, 8000, 12000}, {"rds.mysql.m1.medium", 4, 16384, 4000, 7000},
    {"rds.mysql.s1.small", 1, 2048, 600, 1000},     {"rds.mysql.s2.large", 2, 4096, 1200, 2000},
    {"rds.mysql.s2.xlarge", 2, 8192, 2000, 4000},   {"rds.mysql.s3.large", 4, 8192, 2000, 5000},
    {"rds.mysql.t1.small", 1, 1024, 300, 600},      {"rds.pg.c1.xlarge", 8, 32768, 2000, 12000},
    {"rds.pg.s1.small", 1, 2048, 200, 1000},        {"rds.pg.s2.large", 2, 4096, 400, 2000},
    {"rds.pg.s3.large", 4, 8192, 800, 5000},        {"rds.pg.t1.small", 1, 1024, 100, 600},
});

static_assert(std::ranges::is_sorted(kRegions, {}, &Region::id));
static_assert(std::ranges::is_sorted(kClasses, {}, &InstanceClass::name));

// What the service's consoles show of new instances; our choice where they differ by version.
constexpr auto kMysqlParameters = std::to_array<EngineParameter>({
    {"auto_increment_increment", "1", "The step of automatic numbers."},
    {"autocommit", "ON", "Whether each statement is a transaction of its own."},
    {"back_log", "3000", "Connections that may wait to be accepted."},
    {"binlog_cache_size", "2048KB", "Memory for the binary log of a transaction."},
    {"character_set_server", "utf8", "The character set of new databases."},
    {"connect_timeout", "10", "Seconds that a connection may take to log in."},
    {"default_time_zone", "SYSTEM", "The time zone of the server."},
    {"event_scheduler", "OFF", "Whether scheduled events run."},
    {"innodb_buffer_pool_size", "{DBInstanceClassMemory*3/4}", "Memory for tables and indexes."},
    {"innodb_flush_log_at_trx_commit", "1", "When the log is written to the disk."},
    {"innodb_lock_wait_timeout", "50", "Seconds that a transaction waits for a row."},
    {"interactive_timeout", "7200", "Seconds after which an idle terminal is disconnected."},
    {"long_query_time", "1", "Seconds from which a query is logged as slow."},
    {"lower_case_table_names", "1", "Whether names of tables ignore case."},
    {"max_allowed_packet", "1024M", "The largest packet."},
    {"max_connect_errors", "100", "Failures after which a host is blocked."},
    {"max_connections",
     "{LEAST(DBInstanceClassMemory/12582880,4000)}",
     "Connections at the same time."},
    {"net_read_timeout", "30", "Seconds to wait for more of a packet."},
    {"sql_mode", "", "How strictly statements are read."},
    {"sync_binlog", "1", "Commits after which the binary log is synchronised."},
    {"table_open_cache", "2000", "Tables that are kept open."},
    {"wait_timeout", "86400", "Seconds after which an idle program is disconnected."},
});

constexpr auto kPostgresqlParameters = std::to_array<EngineParameter>({
    {"autovacuum", "on", "Whether tables are vacuumed by themselves."},
    {"autovacuum_max_workers", "5", "Workers that vacuum at the same time."},
    {"autovacuum_vacuum_scale_factor",
     "0.02",
     "The part of a table that may be dead before it is vacuumed."},
    {"checkpoint_timeout", "30min", "The longest time between two checkpoints."},
    {"deadlock_timeout", "1s", "How long to wait before looking for a deadlock."},
    {"default_transaction_isolation", "read committed", "The isolation of new transactions."},
    {"effective_cache_size",
     "{DBInstanceClassMemory*3/4}",
     "Memory that the planner expects for caching."},
    {"idle_in_transaction_session_timeout",
     "3600000",
     "Milliseconds after which an idle transaction ends."},
    {"lock_timeout", "0", "Milliseconds to wait for a lock; 0: any time."},
    {"log_min_duration_statement", "1000", "Milliseconds from which a statement is logged."},
    {"log_statement", "ddl", "Which statements are logged."},
    {"maintenance_work_mem", "256MB", "Memory for maintenance."},
    {"max_connections",
     "{LEAST(DBInstanceClassMemory/11MB,5000)}",
     "Connections at the same time."},
    {"max_prepared_transactions", "800", "Prepared transactions at the same time."},
    {"max_wal_size", "8GB", "The size of the log that starts a checkpoint."},
    {"random_page_cost", "1.1", "What the planner takes a random page to cost."},
    {"shared_buffers", "{DBInstanceClassMemory/4}", "Memory for pages."},
    {"statement_timeout", "0", "Milliseconds that a statement may take; 0: any time."},
    {"synchronous_commit", "off", "Whether a commit waits for the log."},
    {"timezone", "Asia/Shanghai", "The time zone of sessions."},
    {"wal_level", "logical", "How much the log holds."},
    {"work_mem", "4MB", "Memory for a sort or a hash."},
});

constexpr auto kSqlServerParameters = std::to_array<EngineParameter>({
    {"blocked process threshold", "0", "Seconds after which a blocked process is reported."},
    {"clr enabled", "0", "Whether assemblies may run."},
    {"cost threshold for parallelism", "5", "The cost from which plans are parallel."},
    {"cursor threshold", "-1", "Rows from which cursors are made asynchronously."},
    {"default full-text language", "1033", "The language of full-text indexes."},
    {"default language", "0", "The language of new logins."},
    {"filestream access level", "0", "Whether FILESTREAM is used."},
    {"fill factor (%)", "0", "How full pages of indexes are made."},
    {"in-doubt xact resolution", "0", "What becomes of transactions in doubt."},
    {"lightweight pooling", "0", "Whether fibers are used."},
    {"max degree of parallelism", "2", "Processors for a plan."},
    {"max server memory (MB)", "{DBInstanceClassMemory*3/4}", "Memory for the server."},
    {"max worker threads", "0", "Worker threads; 0: as many as fit."},
    {"min memory per query (KB)", "1024", "Memory for a query."},
    {"nested triggers", "1", "Whether triggers may start triggers."},
    {"network packet size (B)", "4096", "The size of packets."},
    {"optimize for ad hoc workloads", "0", "Whether plans that are used once are kept."},
    {"query governor cost limit", "0", "The cost that a query may have; 0: any."},
    {"query wait (s)", "-1", "Seconds that a query waits for memory."},
    {"remote query timeout (s)", "600", "Seconds that a remote query may take."},
    {"user options", "0", "Options of all users."},
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

int usual_port(std::string_view engine) {
    if (engine == "PostgreSQL") return 5432;
    return engine == "SQLServer" ? 1433 : 3306;
}

std::string_view engine_word(std::string_view engine) {
    if (engine == "PostgreSQL") return "pg";
    if (engine == "SQLServer") return "sqlserver";
    return engine == "MariaDB" ? "mariadb" : "mysql";
}

std::span<EngineParameter const> engine_parameters(std::string_view engine) {
    if (engine == "PostgreSQL") return kPostgresqlParameters;
    if (engine == "SQLServer") return kSqlServerParameters;
    return kMysqlParameters;
}

}  // namespace rds::storage
