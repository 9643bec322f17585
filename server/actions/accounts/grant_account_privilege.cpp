#include "server/actions/accounts/account.hpp"
#include "server/actions/databases/names.hpp"

#include <fmt/format.h>

#include <set>

namespace rds::actions {

namespace {

struct Request : AccountRequest {
    std::vector<std::string> databases;
    std::vector<std::string> privileges;
};

consteval api::FaultKind const& fault(std::string_view code) {
    return documented("GrantAccountPrivilege", code);
}

api::Parameters<Request> const& parameters() {
    static api::Parameters<Request> const table{
        instance_id<Request>(&Request::instance_id),
        account_name<Request>(&Request::name),
        database_names(&Request::databases).refused_as(fault("InvalidDBNameOrAccountPrivilege")),
        api::required("AccountPrivilege", &Request::privileges)
            .about("A privilege for each of these databases, with commas between them.")
            .example("ReadWrite")
            .must_be(api::comma_list(a_privilege(), kMostNames))
            .refused_as(fault("InvalidAccountPrivilege.Malformed")),
    };
    return table;
}

std::optional<api::Fault>
change(Request const& request, storage::DatabaseAccount& account, api::Context& context) {
    std::set<std::string_view> const names{request.databases.begin(), request.databases.end()};
    if (request.databases.size() != request.privileges.size() ||
        names.size() != request.databases.size()) {
        return api::Fault{fault("InvalidDBNameOrAccountPrivilege")}.hinting(fmt::format(
            "DBName has {} names, {} of them different; AccountPrivilege has {} words.",
            request.databases.size(),
            names.size(),
            request.privileges.size()
        ));
    }
    auto const engine = context.tenant.instances().get(request.instance_id).engine;
    for (std::size_t i = 0; i < request.databases.size(); ++i) {
        auto const database =
            require_database(request.instance_id, request.databases[i], kDatabaseNotFound, context);
        if (!database) return database.error();
        if (auto refused = grant(account, engine, database->name, request.privileges[i]))
            return refused;
    }
    return std::nullopt;
}

}  // namespace

api::Action grant_account_privilege() {
    return changes_account(
               "GrantAccountPrivilege",
               "Lets an account use databases of its instance.",
               parameters()
    )
        .refuses_with(
            {&fault("InvalidDBNameOrAccountPrivilege"),
             &fault("IncorrectAccountPrivilegeType"),
             &kDatabaseNotFound}
        )
        .runs(changed_account<Request, change>);
}

}  // namespace rds::actions
