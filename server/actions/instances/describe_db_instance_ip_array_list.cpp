#include "server/actions/faults.hpp"
#include "server/actions/instances/instance.hpp"
#include "storage/instances/ip_arrays.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace rds::actions {

namespace {

enum class NetworkType { classic, vpc, mixed };

constexpr std::array<std::string_view, 3> kNetworkTypes{"Classic", "VPC", "MIX"};

struct Request {
    std::string instance_id;
    std::optional<NetworkType> network_type;
};

struct Group {
    std::string name;
    std::string attribute;
    std::string type;
    std::string addresses;
};

struct Response {
    std::vector<Group> groups;
};

// In the order in which they are checked.
api::Parameters<Request> const& parameters() {
    static api::Parameters<Request> const table{
        instance_id(&Request::instance_id),
        api::optional("WhitelistNetworkType", &Request::network_type, kNetworkTypes)
            .about("Only groups for this network. Groups here are for any, which is MIX.")
            .example("MIX")
            .refused_as(documented("DescribeDBInstanceIPArrayList", "WhitelistNetType.Format")),
    };
    return table;
}

api::Shape<Response> const& response() {
    static api::Shape<Group> const group{
        api::member("DBInstanceIPArrayName", &Group::name),
        api::member("DBInstanceIPArrayAttribute", &Group::attribute),
        api::member("SecurityIPType", &Group::type).about("IPv6 where an address is one."),
        api::member("SecurityIPList", &Group::addresses).about("Separated by commas."),
    };
    static api::Shape<Response> const shape{
        api::list("Items", "DBInstanceIPArray", &Response::groups, group),
    };
    return shape;
}

Group shown(storage::IpArray const& array) {
    auto const is_ipv6 = std::ranges::any_of(array.addresses, [](std::string const& address) {
        return address.find(':') != std::string::npos;
    });
    return {
        array.name,
        array.attribute,
        is_ipv6 ? "IPv6" : "IPv4",
        fmt::format("{}", fmt::join(array.addresses, ",")),
    };
}

// The service's records have MIX alone (2021); newer answers do not say it.
api::Result<Response> handle(Request const& request, api::Context& context) {
    Response answer;
    if (request.network_type.value_or(NetworkType::mixed) != NetworkType::mixed) return answer;
    for (auto const& array : context.tenant.ip_arrays().of(request.instance_id))
        answer.groups.push_back(shown(array));
    return answer;
}

}  // namespace

api::Action describe_db_instance_ip_array_list() {
    return api::declare<Request, Response>(
               "DescribeDBInstanceIPArrayList",
               "Lists the groups of an instance's whitelist."
    )
        .reads()
        .authorised(api::AccessLevel::get, on_instance(&Request::instance_id))
        .takes(parameters())
        .answers(response())
        .of_instance(
            &Request::instance_id,
            documented("DescribeDBInstanceIPArrayList", "InvalidDBInstanceName.NotFound")
        )
        .runs(handle);
}

}  // namespace rds::actions
