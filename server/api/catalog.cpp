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
    for (auto const& action : actions_)
        by_lower_name_.emplace(text::lower_case(action.name), &action);
}

Action const* Catalog::find(std::string_view name) const {
    auto const at = by_lower_name_.find(text::lower_case(name));
    return at == by_lower_name_.end() ? nullptr : at->second;
}

std::span<std::string_view const> common_parameters() {
    return kCommonParameters;
}

bool is_common_parameter(std::string_view name) {
    return std::ranges::binary_search(kCommonParameters, name);
}

}  // namespace rds::api
