#include "server/actions/accounts/account.hpp"
#include "server/actions/databases/names.hpp"

#include <algorithm>

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
            .must_be(api::comma_list(
                api::one_of({"ReadWrite", "ReadOnly", "DDLOnly", "DMLOnly", "DBOwner"}),
                kMostNames
            ))
            .refused_as(fault("InvalidAccountPrivilege.Malformed")),
    };
    return table;
}

std::optional<api::Fault>
change(Request const& request, storage::DatabaseAccount& account, api::Context& context) {
    if (request.databases.size() != request.privileges.size())
        return api::Fault{fault("InvalidDBNameOrAccountPrivilege")};
    if (account.type != "Normal") {
        return api::Fault{fault("IncorrectAccountPrivilegeType")}.hinting(
            "Privileges are for accounts of the type Normal; others have theirs by their type."
        );
    }
    auto const engine = context.tenant.instances().get(request.instance_id).engine;
    for (std::size_t i = 0; i < request.databases.size(); ++i) {
        auto const& privilege = request.privileges[i];
        if (!has_privilege(engine, privilege)) {
            return api::Fault{fault("InvalidAccountPrivilege.Malformed")}.hinting(
                engine + " has no privilege " + privilege + "."
            );
        }
        auto const database =
            require_database(request.instance_id, request.databases[i], kDatabaseNotFound, context);
        if (!database) return database.error();
        account.privileges[database->name] = privilege;
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
