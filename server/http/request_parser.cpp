#include "server/http/request_parser.hpp"

#include "server/text/ascii.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <limits>

namespace rds::http {

namespace {

// Path and query. A client that takes us for a proxy names scheme and host before them (RFC
// 9112, 3.2.2).
std::string origin_form(std::string_view target) {
    auto const scheme_end = target.find("://");
    if (scheme_end == std::string_view::npos) return std::string{target};
    auto const scheme = target.substr(0, scheme_end);
    if (!text::equals_ignoring_case(scheme, "http") &&
        !text::equals_ignoring_case(scheme, "https")) {
        return std::string{target};
    }
    auto const authority = target.substr(scheme_end + 3);
    auto const path = authority.find_first_of("/?");
    if (path == std::string_view::npos) return "/";
    auto const rest = std::string{authority.substr(path)};
    return rest.starts_with('?') ? "/" + rest : rest;
}

// Names a path, a resource by its URL, or the server as a whole (RFC 9112, 3.2). CONNECT's form is
// for proxies.
bool is_target(std::string_view target, boost::beast::http::verb method) {
    if (target == "*") return method == boost::beast::http::verb::options;
    if (target.starts_with('/')) return true;
    auto const scheme_end = target.find_first_of(":/?#");
    return scheme_end != std::string_view::npos && target.substr(scheme_end).starts_with("://");
}

}  // namespace

RequestParser::RequestParser(Request& request, Limits const& limits)
    : request_(request), framing_(limits) {
    header_limit(std::numeric_limits<std::uint32_t>::max());  // the framing has its own
    body_limit(limits.body_bytes);
}

Reading RequestParser::read(boost::beast::flat_buffer& buffer) {
    while (!is_done()) {
        auto const all = buffer.cdata();
        std::string_view const bytes{static_cast<char const*>(all.data()), all.size()};
        if (bytes.empty()) return Reading::unfinished;
        auto part = bytes;
        auto const reading = judge(bytes, part);
        if (reading != Reading::complete) return reading;
        ErrorCode error;
        auto const parsed = put(boost::asio::buffer(part), error);
        if (error == boost::beast::http::error::body_limit) return Reading::body_too_large;
        if (error) return refusal_;
        buffer.consume(static_cast<std::size_t>(part.data() - bytes.data()) + parsed);
    }
    return Reading::complete;
}

// Complete: `part` is what can be parsed now.
Reading RequestParser::judge(std::string_view bytes, std::string_view& part) {
    if (is_header_done() && (!chunked() || chunk_left_ > 0)) return Reading::complete;
    auto const reading = framing_.judge(bytes);
    if (reading != Reading::complete) return reading;
    part = bytes.substr(framing_.begin(), framing_.end() - framing_.begin());
    framing_.expect_chunk();
    return reading;
}

// Beast knows no error of that meaning.
void RequestParser::refuse(Reading reading, ErrorCode& error) {
    refusal_ = reading;
    error = boost::beast::http::error::bad_field;
}

bool RequestParser::take_expectation() {
    auto const holds_back = expects_continue_ && request_.body.empty();
    expects_continue_ = false;
    return holds_back;
}

void RequestParser::on_request_impl(
    Verb method,
    StringView method_text,
    StringView target,
    int version,
    ErrorCode& error
) {
    if (!is_target(target, method)) refuse(Reading::malformed, error);
    request_.method = method_text;
    request_.target = origin_form(target);
    http_1_1_ = version == 11;
}

void RequestParser::on_field_impl(
    Field name,
    StringView name_text,
    StringView value,
    ErrorCode& error
) {
    // Fields after a chunked body are dropped: they could stand in for ones of the header.
    if (is_header_done()) return;
    if (!framing_fields_.take(name, value)) refuse(Reading::malformed, error);
    request_.fields.add(name_text, value);
}

void RequestParser::on_header_impl(ErrorCode& error) {
    auto const reading = framing_fields_.judge(http_1_1_);
    if (reading != Reading::complete) refuse(reading, error);
    expects_continue_ = http_1_1_ && framing_fields_.expects_continue();
}

void RequestParser::
    on_body_init_impl(boost::optional<std::uint64_t> const& content_length, ErrorCode&) {
    // A promise alone takes no more memory than this.
    constexpr std::uint64_t kMostAhead = 64UL * 1024;
    if (content_length) request_.body.reserve(std::min(*content_length, kMostAhead));
}

std::size_t RequestParser::on_body_impl(StringView bytes, ErrorCode&) {
    request_.body.append(bytes.data(), bytes.size());
    return bytes.size();
}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, StringView bytes, ErrorCode& error) {
    chunk_left_ -= bytes.size();
    return on_body_impl(bytes, error);
}

void RequestParser::on_chunk_header_impl(std::uint64_t size, StringView, ErrorCode&) {
    chunk_left_ = size;
}

}  // namespace rds::http
