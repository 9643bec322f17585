// Hints about who calls.
#pragma once

#include "storage/instant.hpp"

#include <string>
#include <string_view>

namespace rds::gateway {

// `example_key` is one that would do, or empty.
std::string hint_unsigned(std::string_view example_key);
std::string hint_unknown_key(std::string_view access_key_id, std::string_view example_key);

std::string hint_timestamp_format(std::string_view timestamp);
std::string hint_timestamp_expired(
    storage::Instant timestamp,
    storage::Instant machine_now,
    storage::Duration max_skew
);

// Both of tenant time.
std::string hint_token_expired(storage::Instant expired_at, storage::Instant now);

// Where callers are not checked.
std::string hint_not_an_tenant(std::string_view access_key_id);

}  // namespace rds::gateway
