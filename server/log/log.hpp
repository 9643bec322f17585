// The program's log: one line of printable ASCII for each event, on standard error.
#pragma once

#include <fmt/core.h>

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <string_view>

namespace rds::log {

enum class Format : std::uint8_t { text, json };
enum class Level : std::uint8_t { trace, debug, info, warn, error, off };

// Until called: text from Level::info on. Call while no other thread logs.
void configure(Format format, Level level);

// The same to a stream, which must outlive the next configure().
void configure(Format format, Level level, std::ostream& stream);

bool is_enabled(Level level);

// Formats only if the level is enabled. Any thread. Bytes that are not printable ASCII appear as
// %XX. Secrets must never be given.
void write(Level level, fmt::string_view format, fmt::format_args args);

template <typename... Args>
void trace(fmt::format_string<Args...> format, Args&&... args) {
    write(Level::trace, format, fmt::make_format_args(args...));
}

template <typename... Args>
void debug(fmt::format_string<Args...> format, Args&&... args) {
    write(Level::debug, format, fmt::make_format_args(args...));
}

template <typename... Args>
void info(fmt::format_string<Args...> format, Args&&... args) {
    write(Level::info, format, fmt::make_format_args(args...));
}

template <typename... Args>
void warn(fmt::format_string<Args...> format, Args&&... args) {
    write(Level::warn, format, fmt::make_format_args(args...));
}

template <typename... Args>
void error(fmt::format_string<Args...> format, Args&&... args) {
    write(Level::error, format, fmt::make_format_args(args...));
}

// What the log says of one request. Text may be the caller's, as it came.
struct RequestLine {
    std::string_view request_id;
    std::string_view account;
    std::string_view action;
    int status = 200;
    std::string_view code{};  // empty: OK
    std::chrono::microseconds duration{0};
    std::string_view hint{};  // empty: none
};

// Writes the line at Level::info.
void request(RequestLine const& line);

}  // namespace rds::log
