#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace rds::text {

// The longest duration that is understood, in either direction: 36525 days, a century.
inline constexpr std::chrono::milliseconds kLongestDuration{std::chrono::days{36'525}};

// What a duration looks like, for messages.
inline constexpr std::string_view kDurationExample = "a duration like 500ms, 6s, 30m, 2h or 1d";

// "500ms", "6s", "1h30m", "-2d": whole numbers with the units d, h, m, s and ms, larger before
// smaller, each at most once; a minus sign counts for the whole. Zero may stand without a unit.
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

// The same the other way round, as short as can be: "1h30m".
std::string duration_text(std::chrono::milliseconds duration);

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
