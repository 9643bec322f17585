#pragma once

#include "server/api/arguments.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rds::signature {

// As both versions encode: all bytes but A-Z, a-z, 0-9 and -_.~ as %XX, upper case.
void append_percent_encoded(std::string& out, std::string_view text);

// The pairs in the order of their names' bytes; those of one name as they came.
using Pairs = std::vector<api::Argument const*>;
Pairs sorted(std::span<api::Argument const> arguments);

// "a=1&b=&c=%20": what was decoded on arrival is encoded again, because SDKs differ in how they
// write it (Go sends '+' for a space, Node leaves *'()! as they are) and agree on what they sign.
std::string canonical_query(Pairs const& pairs);

}  // namespace rds::signature
