#pragma once

#include "server/api/action.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace rds::api {

// The actions that this server answers. Immutable; any thread.
class Catalog {
  public:
    explicit Catalog(std::vector<Action> actions);

    Catalog(Catalog const&) = delete;  // its index refers to its actions
    Catalog& operator=(Catalog const&) = delete;
    Catalog(Catalog&&) = default;
    Catalog& operator=(Catalog&&) = default;
    ~Catalog() = default;

    // By its name, whatever the case of its letters (Terraform sends UnTagResources), and its
    // product's version; without a version, that of RDS. Nothing if it is not here.
    Action const* find(std::string_view name, std::string_view version = {}) const;

    // Of the products of which actions are here, in their order.
    std::span<std::string_view const> versions() const { return versions_; }

    bool has_version(std::string_view version) const {
        return std::ranges::find(versions_, version) != versions_.end();
    }

    // In order of name.
    std::span<Action const> all() const { return actions_; }

  private:
    std::vector<Action> actions_;
    std::unordered_multimap<std::string, Action const*> by_lower_name_;
    std::vector<std::string_view> versions_;
};

// Parameters that the service knows on every action, sorted: what real clients put beside an
// action's own. They are the RPC protocol's, the hidden ones of every SDK's request class,
// Terraform's RegionId and SourceIp, and ResourceGroupId, which RDS pages carried in 2024. They are
// never "ignored" in a hint.
inline constexpr std::array<std::string_view, 23> kCommonParameters{
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

}  // namespace rds::api
