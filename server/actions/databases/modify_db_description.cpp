#include "server/actions/databases/names.hpp"

namespace rds::actions {

namespace {

struct Request {
    std::string instance_id;
    std::string name;
    std::string description;
};

consteval api::FaultKind const& fault(std::string_view code) {
    return documented("ModifyDBDescription", code);
}

api::Parameters<Request> const& parameters() {
    static api::Parameters<Request> const table{
        instance_id(&Request::instance_id),
        database_name(&Request::name),
        api::required("DBDescription", &Request::description)
            .about("What it is for.")
            .example("orders of the shop")
            .must_be(described())
            .refused_as(fault("InvalidDBDescription.Format")),
    };
    return table;
}

api::Result<OnlyRequestId> handle(Request const& request, api::Context& context) {
    auto const& unknown = fault("InvalidDBName.NotFound");
    auto database = require_database(request.instance_id, request.name, unknown, context);
    if (!database) return database.error();
    database->description = request.description;
    context.tenant.databases().update(*database);
    return OnlyRequestId{};
}

}  // namespace

api::Action modify_db_description() {
    return changes_instance(
               "ModifyDBDescription",
               "Says what a database is for.",
               fault("InvalidDBInstanceName.NotFound"),
               parameters()
    )
        .when({storage::InstanceState::running}, fault("IncorrectDBInstanceState"))
        .not_locked(fault("IncorrectDBInstanceLockMode.ValueNotSupported"))
        .refuses_with({&fault("InvalidDBName.NotFound")})
        .runs(handle);
}

}  // namespace rds::actions
