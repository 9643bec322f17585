#include "server/actions/faults.hpp"
#include "server/actions/groups.hpp"
#include "server/actions/instances/instance.hpp"

namespace rds::actions {

namespace {

struct Request {
    std::string instance_id;
    std::string group;
    std::string type;
    std::string client_token;
};

api::Parameters<Request> const& parameters() {
    constexpr std::size_t kLongest = 64;
    static api::Parameters<Request> const table{
        instance_id(&Request::instance_id),
        api::required("ResourceGroupId", &Request::group)
            .about("The group. Its existence is not checked.")
            .example("rg-acfmyxxxxxxxxxx")
            .must_be(api::plain_name(kLongest, "-_"))
            .refused_as(documented("ModifyResourceGroup", "ResourceGroupId.InValid")),
        api::optional("ResourceType", &Request::type).about("Accepted.").example("instance"),
        idle_client_token(&Request::client_token),
    };
    return table;
}

std::optional<api::Fault> change(Request const& request, storage::Instance& instance) {
    instance.resource_group_id = request.group;
    return std::nullopt;
}

}  // namespace

api::Action modify_resource_group() {
    return changes_instance(
               "ModifyResourceGroup",
               "Moves an instance into another resource group.",
               faults::kAnyInstanceNotFound,
               parameters()
    )
        .runs(changed_instance<Request, change>);
}

}  // namespace rds::actions
