#include "server/http/response_head.hpp"

#include <boost/beast/http/status.hpp>
#include <fmt/chrono.h>
#include <fmt/format.h>

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

namespace {

bool may_have_body(int status) {
    constexpr int kNoContent = 204;
    constexpr int kNotModified = 304;
    return status != kNoContent && status != kNotModified;
}

std::string_view reason(int status) {
    namespace beast = boost::beast::http;
    return beast::obsolete_reason(beast::int_to_status(static_cast<unsigned>(status)));
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
    out.append(name).append(": ").append(value).append("\r\n");
}

std::string_view decimal(fmt::format_int const& number) {
    return {number.data(), number.size()};
}

}  // namespace

void write_head(
    std::string& out,
    Response const& response,
    std::optional<std::chrono::seconds> keep_alive
) {
    out.assign("HTTP/1.1 ").append(decimal(fmt::format_int{response.status}));
    out.append(" ").append(reason(response.status)).append("\r\n");
    append_field(out, "Date", current_date());
    if (may_have_body(response.status)) {
        append_field(out, "Content-Length", decimal(fmt::format_int{response.body.size()}));
    }
    if (keep_alive) {
        append_field(out, "Connection", "keep-alive");
        out.append("Keep-Alive: timeout=");
        out.append(decimal(fmt::format_int{keep_alive->count()})).append("\r\n");
    } else {
        append_field(out, "Connection", "close");
    }
    for (std::size_t index = 0; index < response.fields.size(); ++index) {
        auto const [name, value] = response.fields[index];
        append_field(out, name, value);
    }
    out.append("\r\n");
}

bool carries_body(int status, std::string_view method) {
    return may_have_body(status) && method != "HEAD";
}

}  // namespace rds::http
