#include "server/gateway/auth/auth_hints.hpp"

#include "server/text/escape.hpp"
#include "server/text/time.hpp"

#include <fmt/format.h>

namespace rds::gateway {

namespace {

std::string keys_that_would_do(std::string_view example_key) {
    constexpr std::string_view kOwn = "any 16 digits, the root of the account of that number";
    if (example_key.empty()) return std::string{kOwn};
    return fmt::format("{}, or {}", text::printable(example_key), kOwn);
}

}  // namespace

std::string hint_unsigned(std::string_view example_key) {
    return fmt::format(
        "Callers are checked here (--auth). Give your SDK an AccessKeyId: {}. A bearer token goes "
        "into BearerToken, with SignatureType=BEARERTOKEN.",
        keys_that_would_do(example_key)
    );
}

std::string hint_unknown_key(std::string_view access_key_id, std::string_view example_key) {
    return fmt::format(
        "Nobody has the key {}. Use {}; or add it to the fixture's identities.",
        text::quoted(access_key_id),
        keys_that_would_do(example_key)
    );
}

std::string hint_timestamp_format(std::string_view timestamp) {
    return fmt::format("{} is not {}.", text::quoted(timestamp), text::kTimestampExample);
}

std::string hint_timestamp_expired(
    storage::Instant timestamp,
    storage::Instant machine_now,
    storage::Duration max_skew
) {
    auto const is_behind = timestamp < machine_now;
    auto const apart = is_behind ? machine_now - timestamp : timestamp - machine_now;
    return fmt::format(
        "The call says {} and this machine {}: {} s {}, of which --auth-max-skew allows {} s. "
        "Callers are checked by the machine's time, not the account's.",
        text::timestamp(timestamp),
        text::timestamp(machine_now),
        std::chrono::duration_cast<std::chrono::seconds>(apart).count(),
        is_behind ? "behind" : "ahead",
        std::chrono::duration_cast<std::chrono::seconds>(max_skew).count()
    );
}

std::string hint_token_expired(storage::Instant expired_at, storage::Instant now) {
    return fmt::format(
        "The token expired at {}, and the account's clock shows {}.",
        text::timestamp(expired_at),
        text::timestamp(now)
    );
}

std::string hint_not_an_tenant(std::string_view access_key_id) {
    return fmt::format(
        "The AccessKeyId has {} digits, and only one of 16 names an account: the call used the "
        "default account.",
        access_key_id.size()
    );
}

}  // namespace rds::gateway
