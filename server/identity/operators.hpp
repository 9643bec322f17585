#pragma once

#include "server/identity/policy.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace rds::identity {

// "StringNotLike", "DateLessThanIfExists".
std::optional<Operator> find_operator(std::string_view name);

// Of every operator but the IfExists forms.
std::vector<std::string_view> operator_names();

// A value as an operator of this kind wants it: a policy's, or the request's.
std::optional<Operand> parse_operand(Operator::Kind kind, std::string_view text);

// What parse_operand() takes, for messages.
std::string_view operand_example(Operator::Kind kind);

}  // namespace rds::identity
