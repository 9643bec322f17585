#pragma once

#include "server/tls/certificate.hpp"

#include <string>
#include <vector>

namespace rds::tls {

// A new ECDSA P-256 key.
std::shared_ptr<EVP_PKEY> generate_key();

// A certificate for these names, as certificate_name() gives them, that vouches for itself: a
// client trusts it by being given it. It is good from a day before `now`, for clocks that differ,
// and for 825 days in all, the longest that Apple's systems take.
Certificate
self_signed(std::shared_ptr<EVP_PKEY> key, std::vector<std::string> const& names, Instant now);

}  // namespace rds::tls
