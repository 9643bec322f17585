#pragma once

#include "server/identity/policy.hpp"
#include "server/json/node.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace rds::identity {

// The bytes of all texts of a policy, each counted with one more: this bounds what a policy costs
// to read, to keep and to evaluate. Our choice; RAM's page of limits has 2,048 characters.
inline constexpr std::size_t kMostPolicyBytes = std::size_t{64} << 10U;

// Reads the policy that stands at `root`. Throws json::Invalid.
Policy parse_policy(json::Node const& root);

// Reads a policy in JSON, for which `source` stands in messages. Throws json::Invalid.
Policy parse_policy(std::string_view text, std::string const& source);

}  // namespace rds::identity
