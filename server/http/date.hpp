#pragma once

#include <ctime>
#include <string>
#include <string_view>

namespace rds::http {

// "Mon, 05 Jan 2026 10:20:30 GMT" (RFC 7231, 7.1.1.1).
std::string date_text(std::time_t seconds);

// The machine's time as such a text, made at most once a second on each thread. The view lives
// until the next call on the same thread.
std::string_view current_date();

}  // namespace rds::http
