#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace rds::text {

// What an instant looks like, for messages.
inline constexpr std::string_view kTimestampExample = "an instant in UTC like 2026-01-02T03:04:05Z";

// RFC 3339 in UTC: "2026-01-02T03:04:05Z", with up to three digits of a second's fraction. Other
// offsets and leap seconds are refused: the API writes neither.
std::optional<std::chrono::sys_time<std::chrono::milliseconds>> parse_timestamp(
    std::string_view text
);

// "2026-01-02T03:04:05.000Z"
std::string timestamp(std::chrono::sys_time<std::chrono::milliseconds> instant);

// The same, but "2026-01-02T03:04:05Z" of a whole second.
std::string short_timestamp(std::chrono::sys_time<std::chrono::milliseconds> instant);

}  // namespace rds::text
