#include "server/actions/accounts/account.hpp"
#include "server/actions/groups.hpp"

namespace rds::actions {

namespace {

struct Request : AccountRequest {
    std::string description;
};

api::Parameters<Request> const& parameters() {
    static api::Parameters<Request> const table{
        instance_id<Request>(&Request::instance_id),
        account_name<Request>(&Request::name),
        api::required("AccountDescription", &Request::description)
            .about("What it is for.")
            .example("of the shop")
            .must_be(described())
            .refused_as(documented("ModifyAccountDescription", "InvalidDBDescription.Format")),
    };
    return table;
}

std::optional<api::Fault>
change(Request const& request, storage::DatabaseAccount& account, api::Context& /*context*/) {
    account.description = request.description;
    return std::nullopt;
}

}  // namespace

api::Action modify_account_description() {
    return changes_account("ModifyAccountDescription", "Says what an account is for.", parameters())
        .runs(changed_account<Request, change>);
}

}  // namespace rds::actions
