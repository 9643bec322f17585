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
        account_password(
            &Request::password,
            documented("ResetAccountPassword", "InvalidAccountPassword.Format")
        ),
    };
    return table;
}

std::optional<api::Fault>
change(Request const& request, storage::DatabaseAccount& account, api::Context& context) {
    set_password(account, request.password, context.now);
    return std::nullopt;
}

}  // namespace

api::Action reset_account_password() {
    return changes_account(
               "ResetAccountPassword",
               "Gives an account another password.",
               parameters()
    )
        .runs(changed_account<Request, change>);
}

}  // namespace rds::actions
