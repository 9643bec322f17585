#include "server/actions/accounts/account.hpp"

namespace rds::actions {

namespace {

struct Request : AccountRequest {
    std::string password;
};

api::Parameters<Request> const& parameters() {
    static api::Parameters<Request> const table{
        instance_id<Request>(&Request::instance_id),
        account_name<Request>(&Request::name),
        account_password(&Request::password, documented("ResetAccount", "Account.UpdateError")),
    };
    return table;
}

std::optional<api::Fault>
change(Request const& request, storage::DatabaseAccount& account, api::Context& context) {
    if (account.type != "Super") {
        return api::Fault{documented("ResetAccount", "Account.UpdateError")}.hinting(
            "Only a Super account is reset; ResetAccountPassword changes the password of any."
        );
    }
    account.is_locked = false;
    set_password(account, request.password, context.now);
    return std::nullopt;
}

}  // namespace

api::Action reset_account() {
    return changes_account(
               "ResetAccount",
               "Gives a Super account its password and its privileges again.",
               parameters()
    )
        .runs(changed_account<Request, change>);
}

}  // namespace rds::actions
