// A RAM policy in Alibaba's own language (Version "1"): plain values, which decide() reads.
#pragma once

#include "server/identity/operators.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace rds::json {

class Node;

}  // namespace rds::json

namespace rds::identity {

struct Condition {
    Operator op{};
    std::string key{};              // "acs:SourceIp", "rds:ResourceTag/env"
    std::vector<Operand> values{};  // any of them will do
};

struct Statement {
    enum class Effect : std::uint8_t { allow, deny };

    std::string pointer{};  // where the fixture has it
    Effect effect = Effect::deny;
    std::vector<std::string> actions{};    // patterns
    bool is_all_but_actions = false;       // they stood in NotAction
    std::vector<std::string> resources{};  // patterns
    std::vector<Condition> conditions{};   // all of them must hold
};

using Policy = std::vector<Statement>;

// Reads the policy that stands at `root`. Throws json::Invalid.
Policy parse_policy(json::Node const& root);

}  // namespace rds::identity
