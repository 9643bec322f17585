// The program's log: one line of printable ASCII for each event, on standard error. Nobody who logs
// waits for whoever reads, and nothing here throws but configure(): a line for which there is no
// room, or no memory, is dropped and counted, and a later line says how many were.
#pragma once

#include <fmt/core.h>

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <string_view>

namespace rds::log {

enum class Format : std::uint8_t { text, json };
enum class Level : std::uint8_t { debug, info, warn, error, off };

// Lines are written from now on. Call while no other thread logs. Throws std::system_error if there
// is no thread to be had for it, std::bad_alloc if there is no memory.
void configure(Format format, Level level);

// Writes to a stream instead, which has each line when the call that logs it returns. The stream
// must outlive the next configure().
void configure(Format format, Level level, std::ostream& stream);

// Waits until what was logged is written, but not for a reader that does not read: at most a
// second. The end of the program flushes too.
void flush() noexcept;

bool is_enabled(Level level);

// Formats only if the level is enabled. Any thread. Bytes that are not printable ASCII appear as
// %XX. Secrets must never be given.
void write(Level level, fmt::string_view format, fmt::format_args args) noexcept;

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
    std::string_view tenant;
    std::string_view action;
    int status = 200;
    std::string_view code{};  // empty: OK
    std::chrono::microseconds duration{0};
    std::string_view hint{};  // empty: none
};

// Writes the line at Level::info.
void request(RequestLine const& line) noexcept;

}  // namespace rds::log
