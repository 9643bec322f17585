#include "server/actions/databases/names.hpp"

namespace rds::actions {

namespace {

struct Request {
    std::string instance_id;
    std::string name;
};

consteval api::FaultKind const& fault(std::string_view code) {
    return documented("DeleteDatabase", code);
}

api::Parameters<Request> const& parameters() {
    static api::Parameters<Request> const table{
        instance_id(&Request::instance_id),
        database_name(&Request::name),
    };
    return table;
}

// The database takes what accounts may do with it along.
api::Result<OnlyRequestId> handle(Request const& request, api::Context& context) {
    auto const& unknown = fault("InvalidDBName.NotFound");
    auto const database = require_database(request.instance_id, request.name, unknown, context);
    if (!database) return database.error();
    context.tenant.databases().remove(request.instance_id, request.name);
    return OnlyRequestId{};
}

}  // namespace

api::Action delete_database() {
    return changes_instance(
               "DeleteDatabase",
               "Deletes a database, and what accounts may do with it.",
               fault("InvalidDBInstanceName.NotFound"),
               parameters(),
               api::AccessLevel::remove
    )
        .not_on_read_only(fault("IncorrectDBInstanceType"))
        .when({storage::InstanceState::running}, fault("IncorrectDBInstanceState"))
        .not_locked(fault("IncorrectDBInstanceLockMode"))
        .refuses_with({&fault("InvalidDBName.NotFound")})
        .runs(handle);
}

}  // namespace rds::actions
