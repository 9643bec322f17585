// What the actions on accounts, which are users of a database engine, have in common.
#pragma once

#include "server/actions/faults.hpp"
#include "server/actions/instances/instance.hpp"
#include "storage/instances/databases.hpp"

#include <string>
#include <string_view>

namespace rds::actions {

// The tables of all these actions have these rows, or, where an action has no table, nothing else:
// then it is our choice to refuse a call with them.
inline constexpr auto const& kAccountNotFound =
    documented("DeleteAccount", "InvalidAccountName.NotFound");
inline constexpr auto const& kInstanceOfAccountNotFound =
    documented("DeleteAccount", "InvalidDBInstanceName.NotFound");
inline constexpr auto const& kNotRunning = documented("DeleteAccount", "IncorrectDBInstanceState");
inline constexpr auto const& kLocked = documented("DeleteAccount", "IncorrectDBInstanceLockMode");

template <class Request>
api::Parameter<Request> account_name(std::string Request::*field) {
    return api::required("AccountName", field).about("The account.").example("app_user");
}

// 8 to 32 characters of at least three kinds: upper case, lower case, digits, !@#$%^&*()_+-=.
template <class Request>
api::Parameter<Request> account_password(std::string Request::*field, api::FaultKind const& kind) {
    return api::required("AccountPassword", field)
        .about("Its password. It is shown nowhere; the emulator keeps a salted hash.")
        .example("Test-1234")
        .must_be(api::password())
        .refused_as(kind);
}

// The account of the instance; or what the call is refused as, with a hint.
api::Result<storage::DatabaseAccount>
require_account(std::string const& instance_id, std::string const& name, api::Context& context);

// Lets the account use the database, which is there; or says what is wrong with that.
std::optional<api::Fault> grant(
    storage::DatabaseAccount& account,
    std::string_view engine,
    std::string const& database,
    std::string const& privilege
);

// Gives an account another password at this instant.
void set_password(
    storage::DatabaseAccount& account,
    std::string_view password,
    storage::Instant now
);

// The request of an action that takes an account alone.
struct AccountRequest {
    std::string instance_id;
    std::string name;
};

// Begins the declaration of an action that changes or deletes the account which `instance_id` and
// `name` of its request name.
template <class Request>
api::Declaration<Request, OnlyRequestId> changes_account(
    std::string_view name,
    std::string_view summary,
    api::Parameters<Request> const& parameters,
    api::AccessLevel level = api::AccessLevel::update
) {
    return changes_instance(name, summary, kInstanceOfAccountNotFound, parameters, level)
        .when({storage::InstanceState::running}, kNotRunning)
        .not_locked(kLocked)
        .refuses_with({&kAccountNotFound});
}

// The parameters of AccountRequest.
api::Parameters<AccountRequest> const& one_account();

// kChange makes of the account what the request says; or it returns what the call is refused with,
// and nothing is changed.
template <
    class Request,
    std::optional<api::Fault> (*kChange)(Request const&, storage::DatabaseAccount&, api::Context&)>
api::Result<OnlyRequestId> changed_account(Request const& request, api::Context& context) {
    auto account = require_account(request.instance_id, request.name, context);
    if (!account) return account.error();
    if (auto fault = kChange(request, *account, context)) return *std::move(fault);
    context.tenant.database_accounts().update(*account);
    return OnlyRequestId{};
}

}  // namespace rds::actions
