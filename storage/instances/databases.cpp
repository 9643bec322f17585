#include "storage/instances/databases.hpp"

#include "storage/instances/instances.hpp"

namespace rds::storage {

namespace {

constexpr Traits kOptional{.is_optional = true};
constexpr Rule kPrivilege{.words = kAccountPrivileges};

// A database is deleted with what accounts may do with it. Names have no quotation marks.
constexpr std::string_view kAlsoRemove = R"(
UPDATE database_accounts SET privileges = json_remove(privileges, '$."' || ?2 || '"')
WHERE instance_id = ?1
)";

template <auto kMember>
constexpr Field instance() {
    return field<kMember>(
        "instance",
        kInstanceId,
        {.column = "instance_id", .is_key = true, .references = "instances"}
    );
}

constexpr std::array kFieldsOfDatabases{
    instance<&Database::instance_id>(),
    field<&Database::name>("name", kDatabaseName, {.is_key = true}),
    field<&Database::character_set>(
        "characterSet",
        {.about = "CharacterSetName. Absent: utf8, of SQL Server Chinese_PRC_CI_AS.",
         .longest = 64},
        kOptional
    ),
    field<&Database::description>(
        "description",
        {.about = "DBDescription.", .longest = 256},
        kOptional
    ),
    field<&Database::collate>(
        "collate",
        {.about = "Collate of PostgreSQL. Absent: C.", .longest = 64},
        {.column = "collation", .is_optional = true}
    ),
    field<&Database::ctype>(
        "ctype",
        {.about = "Ctype of PostgreSQL. Absent: en_US.utf8.", .longest = 64},
        kOptional
    ),
};

constexpr std::array kFieldsOfAccounts{
    instance<&DatabaseAccount::instance_id>(),
    field<&DatabaseAccount::name>(
        "name",
        {.about = "AccountName.",
         .title = "an account name of 1 to 64 letters, digits, hyphens or underscores",
         .pattern = "^[A-Za-z0-9_-]+$",
         .longest = 64},
        {.is_key = true}
    ),
    field<&DatabaseAccount::type>("type", {.about = "AccountType.", .words = kAccountTypes}),
    field<&DatabaseAccount::description>(
        "description",
        {.about = "AccountDescription.", .longest = 256},
        kOptional
    ),
    field<&DatabaseAccount::is_locked>("locked", {.about = "Whether LockAccount has locked it."}),
    field<&DatabaseAccount::checks_policy>("checkPolicy", {.about = "CheckPolicy."}),
    field<&DatabaseAccount::privileges>(
        "privileges",
        {.about = "AccountPrivilege by database, such as ReadWrite.",
         .most_elements = 1000,
         .element = &kPrivilege},
        kOptional
    ),
    field<&DatabaseAccount::password_hash>(
        "passwordHash",
        {.about = "The salted hash of its password, as an export has it.",
         .title = "a hash that an export has",
         .pattern = "^[0-9a-f]{16}:[0-9a-f]{64}$"},
        {.is_optional = true, .hash_of = "password"}
    ),
    field<&DatabaseAccount::password_changed_at>(
        "passwordChangedAt",
        {.about = "When a call last set its password, in UTC."}
    ),
    field<&DatabaseAccount::password_changes>(
        "passwordChanges",
        {.about = "How often calls have set its password.", .least = 0}
    ),
};

}  // namespace

Table const& databases_table() {
    static Table const table{
        {.name = "databases",
         .noun = "database",
         .about = "Its databases.",
         .fields = kFieldsOfDatabases,
         .make = new_row<Database>,
         .path = "databases",
         .most = 1000,
         .is_short_by_name = true,
         .also_remove = kAlsoRemove}};
    return table;
}

Table const& database_accounts_table() {
    static Table const table{
        {.name = "database_accounts",
         .noun = "database account",
         .about = "The users of its databases.",
         .fields = kFieldsOfAccounts,
         .make = new_row<DatabaseAccount>,
         .list = "accounts",
         .path = "database-accounts",
         .most = 1000}};
    return table;
}

}  // namespace rds::storage
