#include "server/actions/databases/names.hpp"

namespace rds::actions {

namespace {

using storage::Database;

struct Request {
    std::string instance_id;
    std::string name;
    std::string status;
    Paging paging;
};

struct User {
    std::string account;
    std::string privilege;
    std::string detail;
};

struct Shown : Database {
    std::string engine{};
    std::vector<User> users{};
    std::optional<std::string> shown_collate{};  // of PostgreSQL
    std::optional<std::string> shown_ctype{};
    std::optional<std::int32_t> page{};  // of SQL Server
    std::optional<std::int32_t> page_size{};
    std::optional<std::int64_t> total{};
};

struct Response {
    std::vector<Shown> databases;
};

api::Parameters<Request> const& parameters() {
    constexpr std::int32_t kMostSize = 100;
    static api::Parameters<Request> const table{
        instance_id(&Request::instance_id),
        api::optional("DBName", &Request::name)
            .about("This database alone. An unknown name gives an empty list.")
            .example("app"),
        api::optional("DBStatus", &Request::status)
            .about("Creating, Running or Deleting. Another word gives an empty list.")
            .example("Running"),
        paging(&Request::paging, 1, kMostSize),
    };
    return table;
}

api::Shape<Response> const& response() {
    static api::Shape<User> const user{
        api::member("Account", &User::account),
        api::member("AccountPrivilege", &User::privilege),
        api::member("AccountPrivilegeDetail", &User::detail),
    };
    static api::Shape<Shown> const database{
        api::member("DBInstanceId", &Database::instance_id),
        api::member("DBName", &Database::name),
        api::member("DBDescription", &Database::description),
        api::constant("DBStatus", "Running"),
        api::member("Engine", &Shown::engine),
        api::member("CharacterSetName", &Database::character_set),
        api::list("Accounts", "AccountPrivilegeInfo", &Shown::users, user),
        api::member("Collate", &Shown::shown_collate).about("Of PostgreSQL."),
        api::member("Ctype", &Shown::shown_ctype).about("Of PostgreSQL."),
        api::member("PageNumber", &Shown::page).about("Of SQL Server, as PageSize."),
        api::member("PageSize", &Shown::page_size),
        api::member("TotalCount", &Shown::total).about("Of SQL Server."),
    };
    static api::Shape<Response> const shape{
        api::list("Databases", "Database", &Response::databases, database),
    };
    return shape;
}

std::string given_or(std::string const& text, std::string_view otherwise) {
    return text.empty() ? std::string{otherwise} : text;
}

// With what its engine shows of it.
Shown shown(Database database, std::string const& engine) {
    Shown shown{std::move(database), engine};
    auto const is_postgresql = engine == "PostgreSQL";
    auto const* const usual = engine == "SQLServer" ? "Chinese_PRC_CI_AS" : "utf8";
    shown.character_set = given_or(shown.character_set, is_postgresql ? "UTF8" : usual);
    if (is_postgresql) {
        shown.shown_collate = given_or(shown.collate, "C");
        shown.shown_ctype = given_or(shown.ctype, "en_US.utf8");
    }
    return shown;
}

api::Result<Response> handle(Request const& request, api::Context& context) {
    Response answer;
    if (!request.status.empty() && request.status != "Running") return answer;
    auto all = context.tenant.databases().of(request.instance_id);
    if (!request.name.empty())
        std::erase_if(all, [&request](Database const& each) { return each.name != request.name; });
    auto const engine = context.tenant.instances().get(request.instance_id).engine;
    auto const total = std::ssize(all);
    auto page = one_page(std::move(all), request.paging);
    if (page.empty()) return answer;
    auto const accounts = context.tenant.database_accounts().of(request.instance_id);
    for (auto& database : page) {
        auto& each = answer.databases.emplace_back(shown(std::move(database), engine));
        for (auto const& account : accounts) {
            auto const its = account.privileges.find(each.name);
            if (its != account.privileges.end())
                each.users.push_back({account.name, its->second, privilege_detail(its->second)});
        }
        if (engine != "SQLServer") continue;
        each.page = request.paging.number;
        each.page_size = request.paging.size;
        each.total = total;
    }
    return answer;
}

}  // namespace

api::Action describe_databases() {
    return api::declare<Request, Response>(
               "DescribeDatabases",
               "Lists the databases of an instance, with the accounts that may use them."
    )
        .reads()
        .authorised(api::AccessLevel::get, on_instance(&Request::instance_id))
        .takes(parameters())
        .answers(response())
        .of_instance(&Request::instance_id, faults::kInstanceIdGone)
        .runs(handle);
}

}  // namespace rds::actions
