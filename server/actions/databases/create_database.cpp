#include "server/actions/accounts/account.hpp"
#include "server/actions/databases/names.hpp"
#include "server/text/escape.hpp"

#include <fmt/format.h>

namespace rds::actions {

namespace {

using api::Fault;

struct Request {
    std::string instance_id;
    std::string name;
    std::string character_set;
    std::string description;
    std::string account;
    std::string privilege;
    std::string collation;
};

consteval api::FaultKind const& fault(std::string_view code) {
    return documented("CreateDatabase", code);
}

api::Parameters<Request> const& parameters() {
    constexpr std::size_t kLongest = 64;
    static api::Parameters<Request> const table{
        instance_id(&Request::instance_id),
        database_name(&Request::name)
            .must_be(api::engine_name(kLongest, "-_", api::Capitals::refused))
            .refused_as(fault("Database.AddError")),
        api::required("CharacterSetName", &Request::character_set)
            .about("Of PostgreSQL with Collate and Ctype: UTF8,C,en_US.utf8.")
            .example("utf8")
            .must_be(api::comma_list(api::plain_name(kLongest, "-_."), 3))
            .refused_as(fault("Database.AddError")),
        api::optional("DBDescription", &Request::description)
            .about("What it is for.")
            .example("orders of the shop")
            .must_be(described())
            .refused_as(fault("InvalidDescription.Format")),
        api::optional("AccountName", &Request::account)
            .about("An account that may use it.")
            .example("app_user"),
        api::optional("AccountPrivilege", &Request::privilege)
            .about("What that account may do. Absent: ReadWrite, of PostgreSQL DBOwner.")
            .example("ReadWrite")
            .must_be(a_privilege())
            .refused_as(fault("InvalidAccountPrivilege.Malformed")),
        api::optional("CollationName", &Request::collation).about("Accepted.").example("C"),
    };
    return table;
}

// The sets that the service's page names; SQL Server's are taken as given.
bool has_character_set(std::string_view engine, std::string_view name) {
    if (engine == "SQLServer" || engine == "PostgreSQL") return true;
    return name == "utf8" || name == "gbk" || name == "latin1" || name == "utf8mb4";
}

// Lets the account of the request use it, if there is one.
std::optional<Fault>
grant_to_account(Request const& request, std::string_view engine, api::Context& context) {
    if (request.account.empty()) return std::nullopt;
    auto const* const usual = engine == "PostgreSQL" ? "DBOwner" : "ReadWrite";
    auto accounts = context.tenant.database_accounts();
    auto account = accounts.find(request.instance_id, request.account);
    if (!account) {
        return Fault{fault("Database.AddError")}.hinting(
            fmt::format("{} has no account {}.", request.instance_id, text::quoted(request.account))
        );
    }
    auto const privilege = request.privilege.empty() ? usual : request.privilege;
    if (auto refused = grant(*account, engine, request.name, privilege)) return refused;
    accounts.update(*account);
    return std::nullopt;
}

api::Result<OnlyRequestId> handle(Request const& request, api::Context& context) {
    if (is_reserved(request.name))
        return Fault{fault("InvalidDBName.Forbid")}.hinting(hint_reserved(request.name));
    auto databases = context.tenant.databases();
    if (databases.find(request.instance_id, request.name)) {
        return Fault{fault("InvalidDBName.Duplicate")}.hinting(fmt::format(
            "{} has the database {} already.",
            request.instance_id,
            text::quoted(request.name)
        ));
    }
    auto const most = storage::databases_table().definition().most;
    if (databases.of(request.instance_id).size() >= most) {
        return Fault{fault("SqlExcutionFailed")}.hinting(
            fmt::format("An instance holds at most {} databases.", most)
        );
    }
    auto const engine = context.tenant.instances().get(request.instance_id).engine;
    auto const sets = api::split_at_commas(request.character_set);
    if (!has_character_set(engine, sets.front()) || (sets.size() > 1 && engine != "PostgreSQL")) {
        return Fault{fault("Database.AddError")}.hinting(
            engine + " has the character sets utf8, gbk, latin1 and utf8mb4."
        );
    }
    if (auto refused = grant_to_account(request, engine, context)) return *std::move(refused);
    databases.add(
        {.instance_id = request.instance_id,
         .name = request.name,
         .character_set = sets.front(),
         .description = request.description,
         .collate = sets.size() > 1 ? sets[1] : "",
         .ctype = sets.size() > 2 ? sets[2] : ""}
    );
    return OnlyRequestId{};
}

}  // namespace

api::Action create_database() {
    static api::Shape<OnlyRequestId> const shape{};
    return api::declare<Request, OnlyRequestId>("CreateDatabase", "Creates a database.")
        .writes()
        .authorised(api::AccessLevel::create, on_instance(&Request::instance_id))
        .takes(parameters())
        .answers(shape)
        .of_instance(&Request::instance_id, fault("InvalidDBInstanceName.NotFound"))
        .not_on_read_only(fault("IncorrectDBInstanceServiceType"))
        .when({storage::InstanceState::running}, faults::kBusy)
        .not_locked(faults::kBusy)
        .refuses_with(
            {&fault("InvalidDBName.Forbid"),
             &fault("InvalidDBName.Duplicate"),
             &documented("GrantAccountPrivilege", "InvalidAccountPrivilege.Malformed"),
             &documented("GrantAccountPrivilege", "IncorrectAccountPrivilegeType"),
             &fault("SqlExcutionFailed")}
        )
        .runs(handle);
}

}  // namespace rds::actions
