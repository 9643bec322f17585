#include "server/actions/faults.hpp"
#include "server/actions/groups.hpp"
#include "server/actions/instances/instance.hpp"

namespace rds::actions {

namespace {

struct Request {
    std::string region_id;
    std::string instance_id;
    Paging paging;
};

struct Renewal {
    std::string instance_id;
    std::string region_id;
    std::string auto_renew;
    std::int32_t months = 1;
    std::string status;
};

api::Parameters<Request> const& parameters() {
    constexpr std::int32_t kLeastSize = 30;
    constexpr std::int32_t kMostSize = 100;
    static api::Parameters<Request> const table{
        api::required("RegionId", &Request::region_id).about("The region.").example("cn-hangzhou"),
        api::optional("DBInstanceId", &Request::instance_id)
            .about("Only this instance.")
            .example("rm-uf6wjk5xxxxxxx"),
        paging(&Request::paging, kLeastSize, kMostSize),
    };
    return table;
}

api::Shape<Page<Renewal>> const& response() {
    static api::Shape<Renewal> const renewal{
        api::member("DBInstanceId", &Renewal::instance_id),
        api::member("RegionId", &Renewal::region_id),
        api::member("AutoRenew", &Renewal::auto_renew).about("True or False."),
        api::member("Duration", &Renewal::months).about("Months."),
        api::member("Status", &Renewal::status),
    };
    static auto const shape = page_of("Items", "Item", renewal);
    return shape;
}

// Prepaid instances alone are renewed.
api::Result<Page<Renewal>> handle(Request const& request, api::Context& context) {
    storage::InstanceFilter filter{
        .region_id = request.region_id,
        .visible_at = visible_at(context),
        .texts = {{"pay_type", "Prepaid"}}};
    if (!request.instance_id.empty()) {
        filter.region_id.reset();
        filter.id = request.instance_id;
    }
    auto instances = context.tenant.instances();
    Page<Renewal> answer{.number = request.paging.number, .total = instances.count_of(filter)};
    storage::InstancesFrom const from{.offset = request.paging.offset()};
    for (auto const& instance : instances.page(filter, from, request.paging.size)) {
        answer.rows.push_back(
            {instance.id, instance.region_id, "False", 1, std::string{word(instance.state)}}
        );
    }
    answer.size = std::ssize(answer.rows);
    return answer;
}

}  // namespace

api::Action describe_instance_auto_renewal_attribute() {
    return api::declare<Request, Page<Renewal>>(
               "DescribeInstanceAutoRenewalAttribute",
               "Tells whether prepaid instances are renewed by themselves."
    )
        .reads()
        .authorised(api::AccessLevel::get, on_instance_or_all(&Request::instance_id))
        .takes(parameters())
        .answers(response())
        .of_instance(&Request::instance_id, faults::kAnyInstanceNotFound)
        .runs(handle);
}

}  // namespace rds::actions
