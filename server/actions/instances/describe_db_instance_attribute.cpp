#include "server/actions/faults.hpp"
#include "server/actions/instances/instance.hpp"
#include "server/actions/instances/instance_shape.hpp"
#include "storage/instances/ip_arrays.hpp"

#include <fmt/format.h>

namespace rds::actions {

namespace {

struct Request {
    std::string instance_id;
    std::string expired;
};

struct Response {
    std::vector<ShownInstance> instances;
};

api::Parameters<Request> const& parameters() {
    static api::Parameters<Request> const table{
        instance_id(&Request::instance_id),
        api::optional("Expired", &Request::expired)
            .about("Accepted.")
            .example("False")
            .otherwise("False")
            .must_be(api::one_of({"True", "False"})),
    };
    return table;
}

api::Shape<Response> const& response() {
    static api::Shape<Response> const shape{
        api::list("Items", "DBInstanceAttribute", &Response::instances, instance_attribute()),
    };
    return shape;
}

api::Result<Response> handle(Request const& request, api::Context& context) {
    if (context.instance->state != storage::InstanceState::running && context.hint.empty())
        context.hint = api::hint_at_standstill(request.instance_id, context);
    auto instances = context.tenant.instances();
    Response answer{shown_instances({instances.get(request.instance_id)}, context.tenant)};
    if (auto const usual = context.tenant.ip_arrays().find(request.instance_id, "default"))
        answer.instances.front().security_ips = fmt::format("{}", fmt::join(usual->addresses, ","));
    return answer;
}

void count_polls(Response const& answer, api::Context& context) {
    for (auto const& instance : answer.instances)
        context.tenant.instances().count_poll(instance.id, context.now);
}

}  // namespace

api::Action describe_db_instance_attribute() {
    return api::declare<Request, Response>(
               "DescribeDBInstanceAttribute",
               "Shows one instance with all its attributes."
    )
        .reads()
        .authorised(api::AccessLevel::get, on_instance(&Request::instance_id))
        .takes(parameters())
        .answers(response())
        .of_instance(&Request::instance_id, faults::kInstanceNameGone)
        .polls("the instance", count_polls)
        .runs(handle);
}

}  // namespace rds::actions
