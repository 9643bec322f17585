#include "server/actions/faults.hpp"
#include "server/actions/instances/instance.hpp"

namespace rds::actions {

namespace {

struct Request {
    std::string instance_id;
    std::string description;
};

struct Response {};

api::Parameters<Request> const& parameters() {
    constexpr std::size_t kShortest = 2;
    constexpr std::size_t kLongest = 64;
    static api::Parameters<Request> const table{
        instance_id(&Request::instance_id),
        api::required("DBInstanceDescription", &Request::description)
            .about("Its name for people.")
            .example("orders of the shop")
            .must_be(api::characters(kShortest, kLongest))
            .refused_as(
                documented("ModifyDBInstanceDescription", "InvalidDBInstanceDescription.Format")
            ),
    };
    return table;
}

api::Shape<Response> const& response() {
    static api::Shape<Response> const shape{};
    return shape;
}

api::Result<Response> handle(Request const& request, api::Context& context) {
    auto const basics = require_instance(request.instance_id, context);
    if (!basics) return basics.error();
    auto instances = context.tenant.instances();
    auto instance = instances.get(request.instance_id);
    instance.description = request.description;
    instances.update(instance);
    return Response{};
}

}  // namespace

api::Action modify_db_instance_description() {
    return api::declare<Request, Response>(
               "ModifyDBInstanceDescription",
               "Gives an instance another name for people."
    )
        .writes()
        .authorised(api::AccessLevel::update, on_instance(&Request::instance_id))
        .takes(parameters())
        .answers(response())
        .of_instance(documented("ModifyDBInstanceDescription", "InvalidDBInstanceName.NotFound"))
        .runs(handle);
}

}  // namespace rds::actions
