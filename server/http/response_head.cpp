#include "server/http/response_head.hpp"

#include <boost/beast/http/status.hpp>
#include <fmt/chrono.h>
#include <fmt/compile.h>
#include <fmt/format.h>

#include <iterator>

namespace rds::http {

std::string date_text(std::time_t seconds) {
    return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(seconds));
}

namespace {

// Many answers go out in one second.
std::string const& date_now() {
    thread_local std::time_t known = -1;
    thread_local std::string text;
    if (auto const now = std::time(nullptr); now != known) {
        text = date_text(now);
        known = now;
    }
    return text;
}

bool may_have_body(int status) {
    constexpr int kNoContent = 204;
    constexpr int kNotModified = 304;
    return status != kNoContent && status != kNotModified;
}

std::string_view reason(int status) {
    namespace beast = boost::beast::http;
    return beast::obsolete_reason(beast::int_to_status(static_cast<unsigned>(status)));
}

}  // namespace

void write_head(
    std::string& out,
    Response const& response,
    std::optional<std::chrono::seconds> keep_alive
) {
    out.clear();
    auto const end = std::back_inserter(out);
    fmt::format_to(
        end,
        FMT_COMPILE("HTTP/1.1 {} {}\r\nDate: {}\r\n"),
        response.status,
        reason(response.status),
        date_now()
    );
    if (may_have_body(response.status))
        fmt::format_to(end, FMT_COMPILE("Content-Length: {}\r\n"), response.body.size());
    if (keep_alive) {
        constexpr auto kFields =
            FMT_COMPILE("Connection: keep-alive\r\nKeep-Alive: timeout={}\r\n");
        fmt::format_to(end, kFields, keep_alive->count());
    } else {
        out.append("Connection: close\r\n");
    }
    for (std::size_t index = 0; index < response.fields.size(); ++index) {
        auto const [name, value] = response.fields[index];
        out.append(name).append(": ").append(value).append("\r\n");
    }
    out.append("\r\n");
}

bool carries_body(int status, std::string_view method) {
    return may_have_body(status) && method != "HEAD";
}

}  // namespace rds::http
