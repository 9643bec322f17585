#include "server/actions/accounts/account.hpp"
#include "server/actions/groups.hpp"

namespace rds::actions {

namespace {

struct Request : AccountRequest {
    bool checks_policy = false;
    std::string client_token;
};

api::Parameters<Request> const& parameters() {
    static api::Parameters<Request> const table{
        instance_id<Request>(&Request::instance_id),
        account_name<Request>(&Request::name),
        api::required("CheckPolicy", &Request::checks_policy)
            .about("Whether its password expires.")
            .example("true"),
        idle_client_token(&Request::client_token),
    };
    return table;
}

std::optional<api::Fault>
change(Request const& request, storage::DatabaseAccount& account, api::Context& /*context*/) {
    account.checks_policy = request.checks_policy;
    return std::nullopt;
}

}  // namespace

api::Action modify_account_check_policy() {
    return changes_account(
               "ModifyAccountCheckPolicy",
               "Says whether the password of an account of SQL Server expires.",
               parameters()
    )
        .runs(changed_account<Request, change>);
}

}  // namespace rds::actions
