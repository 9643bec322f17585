#include "server/http/framing_fields.hpp"

#include "server/http/message.hpp"
#include "server/text/ascii.hpp"

#include <algorithm>
#include <utility>

namespace rds::http {

namespace {

// May stand in a name, an address or a port (RFC 3986, 3.2.2).
bool is_of_host(char c) {
    constexpr std::string_view kOthers = "-._~%!$&'()*+,;=:[]";
    return text::is_letter(c) || text::is_digit(c) || kOthers.find(c) != std::string_view::npos;
}

}  // namespace

bool FramingFields::take(boost::beast::http::field name, std::string_view value) {
    using Field = boost::beast::http::field;
    switch (name) {
        case Field::content_length:
            return take_content_length(value);
        case Field::transfer_encoding:
            return take_transfer_encoding(value);
        case Field::host:
            return take_host(value);
        case Field::expect:
            return take_expectation(value);
        default:
            return true;
    }
}

bool FramingFields::take_content_length(std::string_view value) {
    auto const is_first = !std::exchange(has_length_, true);
    return is_first && !value.empty() && std::ranges::all_of(value, text::is_digit);
}

bool FramingFields::take_transfer_encoding(std::string_view value) {
    auto const is_first = !std::exchange(is_chunked_, true);
    return is_first && text::equals_ignoring_case(value, "chunked");
}

bool FramingFields::take_host(std::string_view value) {
    auto const is_first = !std::exchange(has_host_, true);
    return is_first && std::ranges::all_of(value, is_of_host);
}

bool FramingFields::take_expectation(std::string_view value) {
    auto const is_known = text::equals_ignoring_case(value, "100-continue");
    (is_known ? expects_continue_ : expects_what_we_do_not_know_) = true;
    return true;
}

Reading FramingFields::judge(bool http_1_1) const {
    if (is_chunked_ && (has_length_ || !http_1_1)) return Reading::malformed;
    if (http_1_1 && !has_host_) return Reading::malformed;
    if (http_1_1 && expects_what_we_do_not_know_) return Reading::expectation_unknown;
    return Reading::complete;
}

}  // namespace rds::http
