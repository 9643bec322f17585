#include "server/actions/accounts/account.hpp"
#include "server/actions/databases/names.hpp"
#include "server/actions/groups.hpp"

namespace rds::actions {

namespace {

using storage::DatabaseAccount;

struct Request {
    std::string instance_id;
    std::string name;
    Paging paging;
};

struct Privilege {
    std::string database;
    std::string privilege;
    std::string detail;
};

struct Shown : DatabaseAccount {
    std::vector<Privilege> on_databases{};
    std::optional<std::string> postgresql_right{};  // "f" of PostgreSQL
};

struct Response {
    std::vector<Shown> accounts;
    std::int32_t page = 1;
    std::int64_t count = 0;
};

api::Parameters<Request> const& parameters() {
    constexpr std::int32_t kMostSize = 500;
    static api::Parameters<Request> const table{
        instance_id(&Request::instance_id),
        api::optional("AccountName", &Request::name)
            .about("This account alone. An unknown name gives an empty list.")
            .example("app_user"),
        paging(&Request::paging, 1, kMostSize),
    };
    return table;
}

std::string status(DatabaseAccount const& account) {
    return account.is_locked ? "Lock" : "Available";
}

api::Shape<Response> const& response() {
    static api::Shape<Privilege> const privilege{
        api::member("DBName", &Privilege::database),
        api::member("AccountPrivilege", &Privilege::privilege),
        api::member("AccountPrivilegeDetail", &Privilege::detail),
    };
    static api::Shape<Shown> const account{
        api::member("DBInstanceId", &DatabaseAccount::instance_id),
        api::member("AccountName", &DatabaseAccount::name),
        api::member("AccountStatus", status).about("Available or Lock."),
        api::member("AccountType", &DatabaseAccount::type),
        api::member("AccountDescription", &DatabaseAccount::description),
        api::member("CheckPolicy", &DatabaseAccount::checks_policy),
        api::constant("PrivExceeded", "0"),
        api::list("DatabasePrivileges", "DatabasePrivilege", &Shown::on_databases, privilege),
        api::member("BypassRLS", &Shown::postgresql_right).about("Of PostgreSQL."),
        api::member("CreateDB", &Shown::postgresql_right).about("Of PostgreSQL."),
        api::member("CreateRole", &Shown::postgresql_right).about("Of PostgreSQL."),
        api::member("Replication", &Shown::postgresql_right).about("Of PostgreSQL."),
    };
    static api::Shape<Response> const shape{
        api::list("Accounts", "DBInstanceAccount", &Response::accounts, account),
        api::member("PageNumber", &Response::page),
        api::member("TotalRecordCount", &Response::count),
    };
    return shape;
}

api::Result<Response> handle(Request const& request, api::Context& context) {
    auto accounts = context.tenant.database_accounts();
    std::vector<DatabaseAccount> all;
    if (request.name.empty()) {
        all = accounts.of(request.instance_id);
    } else if (auto one = accounts.find(request.instance_id, request.name)) {
        all.push_back(*std::move(one));
    }
    auto const engine = context.tenant.instances().get(request.instance_id).engine;
    Response answer{.accounts = {}, .page = request.paging.number, .count = std::ssize(all)};
    for (auto& account : one_page(std::move(all), request.paging)) {
        auto& shown = answer.accounts.emplace_back(Shown{std::move(account)});
        for (auto const& [database, privilege] : shown.privileges)
            shown.on_databases.push_back({database, privilege, privilege_detail(privilege)});
        if (engine == "PostgreSQL") shown.postgresql_right = "f";
    }
    return answer;
}

}  // namespace

api::Action describe_accounts() {
    return api::declare<Request, Response>(
               "DescribeAccounts",
               "Lists the users of the databases of an instance."
    )
        .reads()
        .authorised(api::AccessLevel::get, on_instance(&Request::instance_id))
        .takes(parameters())
        .answers(response())
        .of_instance(
            &Request::instance_id,
            documented("DescribeAccounts", "InvalidDBInstanceName.NotFound")
        )
        .runs(handle);
}

}  // namespace rds::actions
