// Shows RapidJSON.
#pragma once

#include "server/identity/policy.hpp"

#include <rapidjson/document.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace rds::identity {

// The bytes of all texts of a policy, each counted with one more: this bounds what a policy costs
// to read, to keep and to evaluate. Our choice; RAM's page of limits has 2,048 characters.
inline constexpr std::size_t kMostPolicyBytes = std::size_t{64} << 10U;

// Reads a policy; `pointer` is where its document has it. Throws InvalidPolicy.
Policy parse_policy(rapidjson::Value const& value, std::string pointer);

// The same of a text in JSON.
Policy parse_policy(std::string_view text);

}  // namespace rds::identity
