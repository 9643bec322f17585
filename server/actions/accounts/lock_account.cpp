#include "server/actions/accounts/account.hpp"

namespace rds::actions {

namespace {

std::optional<api::Fault> change(
    AccountRequest const& /*request*/,
    storage::DatabaseAccount& account,
    api::Context& /*context*/
) {
    account.is_locked = true;
    return std::nullopt;
}

}  // namespace

api::Action lock_account() {
    return changes_account(
               "LockAccount",
               "Locks an account, so that it may not log in.",
               one_account()
    )
        .runs(changed_account<AccountRequest, change>);
}

}  // namespace rds::actions
