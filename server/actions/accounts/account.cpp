#include "server/actions/accounts/account.hpp"

#include "server/actions/databases/names.hpp"
#include "server/crypto/password.hpp"
#include "server/text/escape.hpp"
#include "server/text/suggest.hpp"

#include <fmt/format.h>

namespace rds::actions {

api::Result<storage::DatabaseAccount>
require_account(std::string const& instance_id, std::string const& name, api::Context& context) {
    auto accounts = context.tenant.database_accounts();
    if (auto account = accounts.find(instance_id, name)) return *std::move(account);
    std::vector<std::string> names;
    for (auto const& each : accounts.of(instance_id))
        names.push_back(each.name);
    return api::Fault{kAccountNotFound}.hinting(fmt::format(
        "{} has no account {}; it {}.",
        text::quoted(instance_id),
        text::quoted(name),
        text::has_names(names, names.size())
    ));
}

std::optional<api::Fault> grant(
    storage::DatabaseAccount& account,
    std::string_view engine,
    std::string const& database,
    std::string const& privilege
) {
    if (account.type != "Normal") {
        return api::Fault{documented("GrantAccountPrivilege", "IncorrectAccountPrivilegeType")}
            .hinting("Privileges are for accounts of the type Normal; others have theirs by type.");
    }
    if (!has_privilege(engine, privilege)) {
        return api::Fault{documented("GrantAccountPrivilege", "InvalidAccountPrivilege.Malformed")}
            .hinting(fmt::format("{} has no privilege {}.", engine, privilege));
    }
    account.privileges[database] = privilege;
    return std::nullopt;
}

void set_password(
    storage::DatabaseAccount& account,
    std::string_view password,
    storage::Instant now
) {
    account.password_hash = crypto::password_hash(password);
    account.password_changed_at = now;
    ++account.password_changes;
}

api::Parameters<AccountRequest> const& one_account() {
    static api::Parameters<AccountRequest> const table{
        instance_id(&AccountRequest::instance_id),
        account_name(&AccountRequest::name),
    };
    return table;
}

}  // namespace rds::actions
