#include "server/actions/faults.hpp"
#include "server/actions/instances/instance.hpp"
#include "server/text/ascii.hpp"
#include "storage/instances/ip_arrays.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace rds::actions {

namespace {

using api::Fault;
using storage::IpArray;
using storage::Texts;

enum class Mode { cover, append, remove };
constexpr auto kModes = std::to_array<std::string_view>({"Cover", "Append", "Delete"});

constexpr std::size_t kMostAddresses = 1000;  // of an instance

struct Request {
    std::string instance_id;
    Texts addresses;
    std::string group;
    std::string attribute;
    Mode mode = Mode::cover;
    std::string network_type;
    std::string address_type;
    std::string readers;
};

consteval api::FaultKind const& fault(std::string_view code) {
    return documented("ModifySecurityIps", code);
}

api::Parameters<Request> const& parameters() {
    constexpr std::size_t kLongestName = 32;
    static api::Parameters<Request> const table{
        instance_id(&Request::instance_id),
        api::required("SecurityIps", &Request::addresses)
            .about("IP addresses and CIDR blocks, with commas between them.")
            .example("10.23.12.24")
            .must_be(api::comma_list(api::address_or_block(), kMostAddresses))
            .refused_as(fault("SecurityIPList.Format")),
        api::optional("DBInstanceIPArrayName", &Request::group)
            .about("The group of the whitelist; a new name creates a group.")
            .example("office")
            .otherwise("default")
            .must_be(api::engine_name(kLongestName, "_", api::Capitals::allowed)),
        api::optional("DBInstanceIPArrayAttribute", &Request::attribute)
            .about("hidden keeps consoles from showing the group.")
            .example("hidden")
            .must_be(api::one_of({"hidden"}))
            .refused_as(fault("InvalidIPArrayAttribute.Format")),
        api::optional("ModifyMode", &Request::mode, kModes)
            .about("Whether the addresses take the place of the group's, join them or leave.")
            .example("Append")
            .otherwise("Cover"),
        api::optional("WhitelistNetworkType", &Request::network_type)
            .about("Accepted.")
            .example("MIX")
            .must_be(api::one_of({"MIX", "Classic", "VPC"}))
            .refused_as(fault("InvalidWhitelistNetType.Malformed")),
        api::optional("SecurityIPType", &Request::address_type).about("Accepted.").example("IPv4"),
        api::optional("FreshWhiteListReadins", &Request::readers)
            .about("Accepted.")
            .example("rr-bp1xxxxxxxxxxxxxx"),
    };
    return table;
}

std::optional<Fault> change(Request const& request, Texts& addresses) {
    if (request.mode == Mode::cover) addresses = request.addresses;
    for (auto const& address : request.mode == Mode::cover ? Texts{} : request.addresses) {
        auto const at = std::ranges::find(addresses, address);
        auto const is_there = at != addresses.end();
        if (request.mode == Mode::append && is_there) {
            return Fault{fault("InvalidSecurityIPList.Duplicate")}.hinting(
                address + " is in the group already."
            );
        }
        if (request.mode == Mode::remove && !is_there)
            return Fault{fault("SecurityIPList.Format")}.hinting(address + " is not in the group.");
        if (is_there) {
            addresses.erase(at);
        } else {
            addresses.push_back(address);
        }
    }
    std::set<std::string_view> const distinct{addresses.begin(), addresses.end()};
    if (distinct.size() != addresses.size()) {
        return Fault{fault("InvalidSecurityIPList.Duplicate")}.hinting("An address comes twice.");
    }
    if (!addresses.empty()) return std::nullopt;
    return Fault{fault("SecurityIPList.Format")}.hinting(
        "A group keeps at least one address; Cover with 127.0.0.1 closes it."
    );
}

api::Result<OnlyRequestId> handle(Request const& request, api::Context& context) {
    auto const name = text::lower_case(request.group);
    auto groups = context.tenant.ip_arrays();
    auto group =
        groups.find(request.instance_id, name).value_or(IpArray{request.instance_id, name});
    if (auto refused = change(request, group.addresses)) return *std::move(refused);
    if (!request.attribute.empty()) group.attribute = request.attribute;
    auto const all = groups.of(request.instance_id);
    auto count = group.addresses.size();
    for (auto const& other : all)
        count += other.name == name ? 0 : other.addresses.size();
    auto const most = storage::ip_arrays_table().definition().most;
    if (count > kMostAddresses || (all.size() >= most && !groups.find(request.instance_id, name))) {
        return Fault{fault("SecurityIPList.Format")}.hinting(fmt::format(
            "The whitelist of an instance holds at most {} groups and {} addresses.",
            most,
            kMostAddresses
        ));
    }
    groups.put(group);
    return OnlyRequestId{};
}

}  // namespace

api::Action modify_security_ips() {
    return changes_instance(
               "ModifySecurityIps",
               "Changes a group of the whitelist of an instance.",
               fault("InvalidDBInstanceName.NotFound"),
               parameters()
    )
        .when({storage::InstanceState::running}, fault("IncorrectDBInstanceState"))
        .not_locked(fault("IncorrectDBInstanceLockMode"))
        .refuses_with({&fault("InvalidSecurityIPList.Duplicate"), &fault("SecurityIPList.Format")})
        .runs(handle);
}

}  // namespace rds::actions
