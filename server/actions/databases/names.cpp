#include "server/actions/databases/names.hpp"

#include "server/text/ascii.hpp"
#include "server/text/escape.hpp"
#include "server/text/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace rds::actions {

namespace {

// The service's page of forbidden keywords has those of SQL and these beside them.
constexpr auto kReserved = std::to_array<std::string_view>({
    "add",      "admin",    "all",        "alter",     "analyze",   "and",        "as",
    "asc",      "aurora",   "between",    "by",        "call",      "cascade",    "case",
    "change",   "check",    "collate",    "column",    "condition", "constraint", "create",
    "cross",    "cursor",   "database",   "databases", "default",   "delete",     "desc",
    "describe", "distinct", "drop",       "eagleye",   "else",      "exists",     "explain",
    "false",    "for",      "foreign",    "from",      "goto",      "grant",      "group",
    "guest",    "having",   "if",         "in",        "index",     "inner",      "insert",
    "into",     "is",       "join",       "key",       "keys",      "kill",       "label",
    "left",     "like",     "limit",      "load",      "lock",      "master",     "model",
    "msdb",     "mysql",    "natural",    "not",       "null",      "on",         "option",
    "or",       "order",    "outer",      "primary",   "procedure", "read",       "references",
    "rename",   "replace",  "replicator", "restrict",  "revoke",    "right",      "root",
    "sa",       "schema",   "schemas",    "select",    "set",       "show",       "sql",
    "table",    "test",     "then",       "to",        "trigger",   "true",       "union",
    "unique",   "unlock",   "update",     "usage",     "use",       "using",      "values",
    "when",     "where",    "with",       "write",     "xtrabak",
});

static_assert(std::ranges::is_sorted(kReserved));

constexpr auto kDetails = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"ReadWrite",
     "SELECT,INSERT,UPDATE,DELETE,CREATE,DROP,REFERENCES,INDEX,ALTER,CREATE TEMPORARY TABLES,"
     "LOCK TABLES,EXECUTE,CREATE VIEW,SHOW VIEW,EVENT,TRIGGER,CREATE ROUTINE,ALTER ROUTINE"},
    {"ReadOnly", "SELECT,LOCK TABLES,SHOW VIEW"},
    {"DDLOnly",
     "CREATE,DROP,INDEX,ALTER,CREATE TEMPORARY TABLES,LOCK TABLES,CREATE VIEW,SHOW VIEW,"
     "CREATE ROUTINE,ALTER ROUTINE"},
    {"DMLOnly",
     "SELECT,INSERT,UPDATE,DELETE,CREATE TEMPORARY TABLES,LOCK TABLES,EXECUTE,SHOW VIEW,EVENT,"
     "TRIGGER"},
});

}  // namespace

bool is_reserved(std::string_view name) {
    return std::ranges::binary_search(kReserved, std::string_view{text::lower_case(name)});
}

std::size_t longest_account_name(std::string_view engine) {
    constexpr std::size_t kOfMysql = 32;
    constexpr std::size_t kOfMariaDb = 16;
    constexpr std::size_t kOfPostgresql = 63;
    if (engine == "MySQL") return kOfMysql;
    if (engine == "MariaDB") return kOfMariaDb;
    return engine == "PostgreSQL" ? kOfPostgresql : kLongestAccountName;
}

bool has_privilege(std::string_view engine, std::string_view privilege) {
    auto const is_owner = privilege == "DBOwner";
    if (engine == "PostgreSQL") return is_owner;
    auto const is_common = privilege == "ReadWrite" || privilege == "ReadOnly";
    return is_common || is_owner == (engine == "SQLServer");
}

std::string hint_reserved(std::string_view name) {
    return fmt::format("{} is a word that the service keeps for itself.", text::quoted(name));
}

std::string privilege_detail(std::string_view privilege) {
    auto const* const found = std::ranges::find(
        kDetails,
        privilege,
        &std::pair<std::string_view, std::string_view>::first
    );
    return std::string{found == kDetails.end() ? std::string_view{} : found->second};
}

api::Result<storage::Database> require_database(
    std::string const& instance_id,
    std::string const& name,
    api::FaultKind const& unknown,
    api::Context& context
) {
    auto databases = context.tenant.databases();
    if (auto database = databases.find(instance_id, name)) return *std::move(database);
    std::vector<std::string> names;
    for (auto const& each : databases.of(instance_id))
        names.push_back(each.name);
    return api::Fault{unknown}.hinting(fmt::format(
        "{} has no database {}; it {}.",
        text::quoted(instance_id),
        text::quoted(name),
        text::has_names(names, names.size())
    ));
}

}  // namespace rds::actions
