#pragma once

#include "server/log/log.hpp"

#include <fmt/format.h>

#include <string_view>

namespace rds::log {

// A line with its newline: "2026-11-21T17:47:11.123Z INFO  listening" or
// {"time":"2026-11-21T17:47:11.123Z","level":"info","message":"listening"}. Bytes that are not
// printable ASCII appear as %XX.
fmt::memory_buffer line_of(Format format, Level level, std::string_view message);
fmt::memory_buffer line_of(Format format, Level level, RequestLine const& request);

}  // namespace rds::log
