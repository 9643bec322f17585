// A RAM policy in Alibaba's own language (Version "1"): plain values, made by parse_policy(), read
// by decide().
#pragma once

#include "server/identity/network.hpp"
#include "storage/instant.hpp"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

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
    enum class Relation : std::uint8_t { equal, less, less_or_equal, greater, greater_or_equal };

    Kind kind = Kind::text;
    Relation relation = Relation::equal;
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

    Effect effect = Effect::deny;
    std::vector<std::string> actions{};    // patterns
    bool is_all_but_actions = false;       // they stood in NotAction
    std::vector<std::string> resources{};  // patterns
    std::vector<Condition> conditions{};   // all of them must hold
};

struct Policy {
    std::string pointer;  // where the fixture has it
    std::vector<Statement> statements{};
};

}  // namespace rds::identity
