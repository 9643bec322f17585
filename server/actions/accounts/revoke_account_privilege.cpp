#include "server/actions/accounts/account.hpp"
#include "server/actions/databases/names.hpp"
#include "server/text/escape.hpp"

namespace rds::actions {

namespace {

struct Request : AccountRequest {
    std::vector<std::string> databases;
};

constexpr auto const& kRefused = documented("RevokeAccountPrivilege", "Account.UpdateError");

api::Parameters<Request> const& parameters() {
    static api::Parameters<Request> const table{
        instance_id<Request>(&Request::instance_id),
        account_name<Request>(&Request::name),
        database_names(&Request::databases).refused_as(kRefused),
    };
    return table;
}

std::optional<api::Fault>
change(Request const& request, storage::DatabaseAccount& account, api::Context& context) {
    if (context.tenant.instances().get(request.instance_id).engine == "PostgreSQL")
        return api::Fault{kRefused}.hinting("PostgreSQL does not take this action.");
    for (auto const& database : request.databases) {
        if (account.privileges.erase(database) == 0) {
            return api::Fault{kRefused}.hinting(
                account.name + " has no privilege on " + text::quoted(database) + "."
            );
        }
    }
    return std::nullopt;
}

}  // namespace

api::Action revoke_account_privilege() {
    return changes_account(
               "RevokeAccountPrivilege",
               "Takes privileges on databases from an account.",
               parameters(),
               api::AccessLevel::remove
    )
        .runs(changed_account<Request, change>);
}

}  // namespace rds::actions
