#include "server/actions/accounts/account.hpp"

namespace rds::actions {

namespace {

api::Result<OnlyRequestId> handle(AccountRequest const& request, api::Context& context) {
    auto const account = require_account(request.instance_id, request.name, context);
    if (!account) return account.error();
    context.tenant.database_accounts().remove(request.instance_id, request.name);
    return OnlyRequestId{};
}

}  // namespace

api::Action delete_account() {
    return changes_account(
               "DeleteAccount",
               "Deletes a user of the databases of an instance, with its privileges.",
               one_account(),
               api::AccessLevel::remove
    )
        .runs(handle);
}

}  // namespace rds::actions
