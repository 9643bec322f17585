#include "server/api/catalog.hpp"

#include "server/text/ascii.hpp"

#include <algorithm>
#include <array>

namespace rds::api {

namespace {

// Sorted. What real clients put beside an action's own parameters: the RPC protocol's, the hidden
// ones of every SDK's request class, Terraform's RegionId and SourceIp, and ResourceGroupId, which
// RDS pages carried in 2024.
constexpr std::array<std::string_view, 23> kCommonParameters{
    "AccessKeyId",
    "Action",
    "BearerToken",
    "ClientToken",
    "Flag",
    "Format",
    "OwnerAccount",
    "OwnerId",
    "RegionId",
    "RequestId",
    "ResourceGroupId",
    "ResourceOwnerAccount",
    "ResourceOwnerId",
    "SecureTransport",
    "SecurityToken",
    "Signature",
    "SignatureMethod",
    "SignatureNonce",
    "SignatureType",
    "SignatureVersion",
    "SourceIp",
    "Timestamp",
    "Version",
};

static_assert(std::ranges::is_sorted(kCommonParameters));

}  // namespace

Catalog::Catalog(std::vector<Action> actions) : actions_{std::move(actions)} {
    std::ranges::sort(actions_, {}, &Action::name);
    for (auto const& action : actions_) {
        by_lower_name_.emplace(text::lower_case(action.name), &action);
        if (!has_version(action.version)) versions_.push_back(action.version);
    }
    std::ranges::sort(versions_);
}

Action const* Catalog::find(std::string_view name, std::string_view version) const {
    auto const wanted = version.empty() ? kRdsVersion : version;
    auto const [first, last] = by_lower_name_.equal_range(text::lower_case(name));
    auto const at = std::find_if(first, last, [wanted](auto const& entry) {
        return entry.second->version == wanted;
    });
    return at == last ? nullptr : at->second;
}

std::span<std::string_view const> common_parameters() {
    return kCommonParameters;
}

bool is_common_parameter(std::string_view name) {
    return std::ranges::binary_search(kCommonParameters, name);
}

}  // namespace rds::api
