#include "server/http/request_parser.hpp"

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
    if (!equal_ignoring_case(scheme, "http") && !equal_ignoring_case(scheme, "https")) {
        return std::string{target};
    }
    auto const authority = target.substr(scheme_end + 3);
    auto const path = authority.find_first_of("/?");
    if (path == std::string_view::npos) return "/";
    auto const rest = std::string{authority.substr(path)};
    return rest.starts_with('?') ? "/" + rest : rest;
}

}  // namespace

RequestParser::RequestParser(Request& request, Limits const& limits) : request_(request) {
    constexpr std::size_t kMost = std::numeric_limits<std::uint32_t>::max();
    header_limit(static_cast<std::uint32_t>(std::min(limits.header_bytes, kMost)));
    body_limit(limits.body_bytes);
    eager(true);
}

bool RequestParser::take_expectation() {
    auto const holds_back = expects_continue_ && request_.body.empty();
    expects_continue_ = false;
    return holds_back;
}

void RequestParser::on_request_impl(
    Verb /*method*/,
    StringView method_text,
    StringView target,
    int version,
    ErrorCode& /*error*/
) {
    request_.method = method_text;
    request_.target = origin_form(target);
    http_1_1_ = version == 11;
}

void RequestParser::on_field_impl(
    Field /*name*/,
    StringView name_text,
    StringView value,
    ErrorCode& /*error*/
) {
    // Fields after a chunked body are dropped: they could stand in for ones of the header.
    if (!is_header_done()) request_.fields.add(name_text, value);
}

void RequestParser::on_header_impl(ErrorCode& error) {
    // Beast takes a request with an unknown transfer coding for one without a body.
    if (!chunked() && request_.fields.find("Transfer-Encoding")) {
        error = boost::beast::http::error::bad_transfer_encoding;
    }
    expects_continue_ =
        http_1_1_ && equal_ignoring_case(request_.fields.value_or_empty("Expect"), "100-continue");
}

void RequestParser::on_body_init_impl(
    boost::optional<std::uint64_t> const& content_length,
    ErrorCode& /*error*/
) {
    if (content_length) request_.body.reserve(*content_length);  // within body_limit, else refused
}

std::size_t RequestParser::on_body_impl(StringView bytes, ErrorCode& /*error*/) {
    request_.body.append(bytes.data(), bytes.size());
    return bytes.size();
}

std::size_t
RequestParser::on_chunk_body_impl(std::uint64_t /*remain*/, StringView bytes, ErrorCode& error) {
    return on_body_impl(bytes, error);
}

void RequestParser::on_chunk_header_impl(
    std::uint64_t /*size*/,
    StringView /*extensions*/,
    ErrorCode& /*error*/
) {}

void RequestParser::on_finish_impl(ErrorCode& /*error*/) {}

// Of the base class; never called where requests are read.
void RequestParser::on_response_impl(
    int /*status*/,
    StringView /*reason*/,
    int /*version*/,
    ErrorCode& /*error*/
) {}

}  // namespace rds::http
