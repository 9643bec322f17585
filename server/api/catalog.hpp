#pragma once

#include "server/api/action.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace rds::api {

// The actions that this server answers. Immutable; any thread.
class Catalog {
  public:
    explicit Catalog(std::vector<Action> actions);

    // By its exact name, as the service compares it; nothing if it is not here.
    Action const* find(std::string_view name) const;

    // In order of name.
    std::span<Action const> all() const { return actions_; }

  private:
    std::vector<Action> actions_;
};

// Parameters that the service knows on every action: common, signature and hidden ones (Owner*,
// SourceIp, ...). They are never "ignored" in a hint.
std::span<std::string_view const> common_parameters();
bool is_common_parameter(std::string_view name);

}  // namespace rds::api
