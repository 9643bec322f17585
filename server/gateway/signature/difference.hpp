// Where a signature that does not match would have matched: what most likely happened between the
// client and here. Found by trying, so only as far as trying is cheap.
#pragma once

#include "server/gateway/signature/v1.hpp"
#include "server/gateway/signature/v3.hpp"

#include <string>
#include <string_view>

namespace rds::signature {

// A sentence, or nothing if it cannot be told: then the secret is most likely another one.
std::string
difference(V1 const& arrived, std::string_view signature, identity::Secret const& secret);

std::string difference(
    V3 const& arrived,
    std::string_view signature,
    identity::Secret const& secret,
    api::Arguments const& all_arguments
);

// For both: more parameters than this, or longer ones, are not tried.
inline constexpr std::size_t kMostTriedPairs = 64;
inline constexpr std::size_t kLongestTried = 16UL * 1024;

bool is_worth_trying(Pairs const& pairs);

// The pairs but for the one at this place; but for all without a value.
Pairs without(Pairs const& pairs, std::size_t index);
Pairs without_empty(Pairs const& pairs);

}  // namespace rds::signature
