#pragma once

#include "server/api/action.hpp"

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

    // By its name, whatever the case of its letters (Terraform sends UnTagResources); nothing if it
    // is not here.
    Action const* find(std::string_view name) const;

    // In order of name.
    std::span<Action const> all() const { return actions_; }

  private:
    std::vector<Action> actions_;
    std::unordered_map<std::string, Action const*> by_lower_name_;
};

// Parameters that the service knows on every action: common, signature and hidden ones (Owner*,
// SourceIp, ...). They are never "ignored" in a hint.
std::span<std::string_view const> common_parameters();
bool is_common_parameter(std::string_view name);

}  // namespace rds::api
