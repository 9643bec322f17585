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
    if (target.starts_with('/') || scheme_end == std::string_view::npos) return std::string{target};
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
    : request_(request), head_(limits), chunk_(limits) {
    header_limit(std::numeric_limits<std::uint32_t>::max());  // the framing has its own
    body_limit(limits.body_bytes);
}

Reading RequestParser::read(boost::beast::flat_buffer& buffer) {
    while (!is_done()) {
        auto const all = buffer.cdata();
        std::string_view const bytes{static_cast<char const*>(all.data()), all.size()};
        if (bytes.empty()) return Reading::unfinished;
        Part part{0, bytes.size()};
        auto const reading = judge(bytes, part);
        if (reading != Reading::complete) return reading;
        ErrorCode error;
        auto const whole = boost::asio::buffer(bytes.substr(part.begin, part.end - part.begin));
        auto const parsed = put(whole, error);
        if (error) return refusal(error);
        buffer.consume(part.begin + parsed);
    }
    return Reading::complete;
}

Reading RequestParser::judge(std::string_view bytes, Part& part) {
    if (!is_header_done()) {
        auto const reading = head_.judge(bytes);
        part = {head_.begin(), head_.end()};
        return reading;
    }
    if (!chunked() || chunk_left_ > 0) return Reading::complete;
    auto const reading = chunk_.judge(bytes);
    part = {0, chunk_.end()};
    if (reading == Reading::complete) chunk_.restart();
    return reading;
}

// Beast knows no error of that meaning.
void RequestParser::refuse(Reading reading, ErrorCode& error) {
    refusal_ = reading;
    error = boost::beast::http::error::bad_field;
}

Reading RequestParser::refusal(ErrorCode error) const {
    return error == boost::beast::http::error::body_limit ? Reading::body_too_large : refusal_;
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

void RequestParser::on_body_init_impl(
    boost::optional<std::uint64_t> const& content_length,
    ErrorCode& /*error*/
) {
    // A promise alone takes no more memory than this.
    constexpr std::uint64_t kMostAhead = 64UL * 1024;
    if (content_length) request_.body.reserve(std::min(*content_length, kMostAhead));
}

std::size_t RequestParser::on_body_impl(StringView bytes, ErrorCode& /*error*/) {
    request_.body.append(bytes.data(), bytes.size());
    return bytes.size();
}

std::size_t
RequestParser::on_chunk_body_impl(std::uint64_t /*remain*/, StringView bytes, ErrorCode& error) {
    chunk_left_ -= bytes.size();
    return on_body_impl(bytes, error);
}

void RequestParser::on_chunk_header_impl(
    std::uint64_t size,
    StringView /*extensions*/,
    ErrorCode& /*error*/
) {
    chunk_left_ = size;
}

void RequestParser::on_finish_impl(ErrorCode& /*error*/) {}

// Of the base class; never called where requests are read.
void RequestParser::on_response_impl(
    int /*status*/,
    StringView /*reason*/,
    int /*version*/,
    ErrorCode& /*error*/
) {}

}  // namespace rds::http
