#pragma once

#include "server/api/action.hpp"

#include <algorithm>
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

// Parameters that the service knows on every action: common, signature and hidden ones (Owner*,
// SourceIp, ...). They are never "ignored" in a hint.
std::span<std::string_view const> common_parameters();
bool is_common_parameter(std::string_view name);

}  // namespace rds::api
