#include "server/actions/accounts/account.hpp"

namespace rds::actions {

namespace {

std::optional<api::Fault> change(
    AccountRequest const& /*request*/,
    storage::DatabaseAccount& account,
    api::Context& /*context*/
) {
    account.is_locked = false;
    return std::nullopt;
}

}  // namespace

api::Action unlock_account() {
    return changes_account("UnlockAccount", "Unlocks an account.", one_account())
        .runs(changed_account<AccountRequest, change>);
}

}  // namespace rds::actions
