#include "server/actions/accounts/account.hpp"
#include "server/actions/databases/names.hpp"
#include "server/actions/groups.hpp"
#include "server/text/ascii.hpp"
#include "server/text/escape.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rds::actions {

namespace {

using api::Fault;

struct Request {
    std::string instance_id;
    std::string name;
    std::string password;
    std::string type;
    std::string description;
    bool checks_policy = false;
};

consteval api::FaultKind const& fault(std::string_view code) {
    return documented("CreateAccount", code);
}

api::Parameters<Request> const& parameters() {
    static api::Parameters<Request> const table{
        instance_id(&Request::instance_id),
        account_name(&Request::name)
            .must_be(api::engine_name(kLongestAccountName, "_", api::Capitals::allowed))
            .refused_as(fault("Account.AddError")),
        account_password(&Request::password, fault("InvalidAccountPassword.Format")),
        api::optional("AccountType", &Request::type)
            .about("Super: with all privileges, one of an instance. Sysadmin and GlobalRO are "
                   "SQL Server's.")
            .example("Normal")
            .otherwise("Normal")
            .must_be(api::one_of({storage::kAccountTypes.begin(), storage::kAccountTypes.end()}))
            .refused_as(fault("InvalidAccountPrivilege.Malformed")),
        api::optional("AccountDescription", &Request::description)
            .about("What it is for.")
            .example("of the shop")
            .must_be(described())
            .refused_as(fault("InvalidAccountDescription.Format")),
        api::optional("CheckPolicy", &Request::checks_policy)
            .about("Of SQL Server: whether its password expires.")
            .example("false"),
    };
    return table;
}

std::optional<Fault> refuse_type(
    Request const& request,
    std::string const& engine,
    std::vector<storage::DatabaseAccount> const& others
) {
    constexpr int kMostReaders = 2;
    auto const is_sql_server = engine == "SQLServer";
    auto const count = std::ranges::count(others, request.type, &storage::DatabaseAccount::type);
    if (request.type == "Sysadmin" && !is_sql_server) {
        return Fault{fault("InvalidEngineVersion.NotSupported")}.hinting(
            "SQL Server alone has Sysadmin accounts."
        );
    }
    if (request.type == "GlobalRO" && (!is_sql_server || count >= kMostReaders)) {
        return Fault{fault("IncorrectAccountType")}.hinting(
            "GlobalRO is for SQL Server, two of an instance."
        );
    }
    auto const is_second = request.type == "Super" && count > 0;
    if (is_second && (engine == "MySQL" || engine == "MariaDB")) {
        return Fault{fault("IncorrectAccountType")}.hinting(
            "The instance has a Super account already."
        );
    }
    return std::nullopt;
}

std::optional<Fault> refuse_name(
    Request const& request,
    std::string const& engine,
    std::vector<storage::DatabaseAccount> const& others
) {
    if (is_reserved(request.name))
        return Fault{fault("InvalidAccountName.Forbid")}.hinting(hint_reserved(request.name));
    auto const longest = longest_account_name(engine);
    auto const has_capitals =
        engine != "MySQL" && std::ranges::any_of(request.name, text::is_upper);
    if (request.name.size() > longest || has_capitals) {
        return Fault{fault("Account.AddError")}.hinting(fmt::format(
            "Names of {} have at most {} characters{}.",
            engine,
            longest,
            has_capitals ? ", and no capitals" : ""
        ));
    }
    auto const is_taken = [&request](storage::DatabaseAccount const& other) {
        return text::lower_case(other.name) == text::lower_case(request.name);
    };
    auto const taken = std::ranges::find_if(others, is_taken);
    if (taken != others.end()) {
        return Fault{fault("InvalidAccountName.Duplicate")}.hinting(fmt::format(
            "{} has the account {} already; names differ in more than case.",
            request.instance_id,
            text::quoted(taken->name)
        ));
    }
    return std::nullopt;
}

api::Result<OnlyRequestId> handle(Request const& request, api::Context& context) {
    auto const engine = context.tenant.instances().get(request.instance_id).engine;
    auto accounts = context.tenant.database_accounts();
    auto const others = accounts.of(request.instance_id);
    if (auto refused = refuse_name(request, engine, others)) return *std::move(refused);
    auto const most = storage::database_accounts_table().definition().most;
    if (others.size() >= most) {
        return Fault{fault("AccountLimitExceeded")}.hinting(
            fmt::format("An instance holds at most {} accounts.", most)
        );
    }
    if (auto refused = refuse_type(request, engine, others)) return *std::move(refused);
    storage::DatabaseAccount account{
        .instance_id = request.instance_id,
        .name = request.name,
        .type = request.type,
        .description = request.description,
        .checks_policy = request.checks_policy};
    set_password(account, request.password, context.now);
    accounts.add(account);
    return OnlyRequestId{};
}

}  // namespace

api::Action create_account() {
    static api::Shape<OnlyRequestId> const shape{};
    return api::declare<Request, OnlyRequestId>(
               "CreateAccount",
               "Creates a user of the databases of an instance."
    )
        .writes()
        .authorised(api::AccessLevel::create, on_instance(&Request::instance_id))
        .takes(parameters())
        .answers(shape)
        .of_instance(&Request::instance_id, fault("InvalidDBInstanceName.NotFound"))
        .when({storage::InstanceState::running}, fault("IncorrectDBInstanceState"))
        .not_locked(fault("IncorrectDBInstanceLockMode"))
        .refuses_with(
            {&fault("InvalidAccountName.Forbid"),
             &fault("InvalidAccountName.Duplicate"),
             &fault("AccountLimitExceeded"),
             &fault("IncorrectAccountType"),
             &fault("InvalidEngineVersion.NotSupported")}
        )
        .runs(handle);
}

}  // namespace rds::actions
