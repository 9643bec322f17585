// A RAM policy in Alibaba's own language (Version "1"): plain values, which decide() reads.
#pragma once

#include "server/identity/network.hpp"
#include "storage/instant.hpp"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace rds::json {

class Node;

}  // namespace rds::json

namespace rds::identity {

// A condition operator taken apart: "StringNotEqualsIgnoreCase" is text_ignoring_case, equal,
// negated.
struct Operator {
    enum class Kind : std::uint8_t {
        text,
        text_ignoring_case,
        pattern,  // with * and ?
        number,
        date,
        truth,
        address,
    };
    Kind kind = Kind::text;
    bool takes_less = false;  // a request's value that is less than the condition's
    bool takes_equal = true;
    bool takes_greater = false;
    bool is_negated = false;
    bool holds_if_absent = false;  // ...IfExists

    bool operator==(Operator const&) const = default;
};

// What an operator compares, of the type that its kind wants: text, number, date, truth, address.
using Operand = std::variant<std::string, double, storage::Instant, bool, Network>;

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
