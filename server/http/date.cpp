#include "server/http/date.hpp"

#include <fmt/chrono.h>

namespace rds::http {

std::string date_text(std::time_t seconds) {
    return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(seconds));
}

std::string_view current_date() {
    thread_local std::time_t second = -1;
    thread_local std::string text;
    auto const now = std::time(nullptr);
    if (now != second) {
        text = date_text(now);
        second = now;
    }
    return text;
}

}  // namespace rds::http
