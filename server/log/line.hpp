// How a line of the log is put together.
#pragma once

#include "server/log/log.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdint>
#include <string_view>

namespace rds::log {

// Where in a line a text stands, and so which printable characters it cannot have as they are.
enum class Place : std::uint8_t {
    open,    // the rest of a line: any
    word,    // between spaces: a space appears as %20
    quoted,  // between double quotes: those and backslashes have a backslash before them
};

// Bytes that are not printable ASCII appear as %XX.
void append_escaped(fmt::memory_buffer& line, std::string_view text, Place place);

// "2026-11-21T17:47:11.123Z INFO  " or {"time":"2026-11-21T17:47:11.123Z","level":"info"
void begin_line(
    fmt::memory_buffer& line,
    Format format,
    Level level,
    std::chrono::system_clock::time_point now
);

// Either of these completes the line, newline included.
void end_line(fmt::memory_buffer& line, Format format, std::string_view message);
void end_line(fmt::memory_buffer& line, Format format, RequestLine const& request);

}  // namespace rds::log
