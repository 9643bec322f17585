#include "server/http/framing.hpp"

#include "server/text/ascii.hpp"

#include <algorithm>
#include <utility>

namespace rds::http {

namespace {

constexpr std::string_view kVersion10 = " HTTP/1.0";
constexpr std::string_view kVersion11 = " HTTP/1.1";

// May stand in a name, an address or a port (RFC 3986, 3.2.2).
bool is_of_host(char c) {
    constexpr std::string_view kOthers = "-._~%!$&'()*+,;=:[]";
    return text::is_letter(c) || text::is_digit(c) || kOthers.find(c) != std::string_view::npos;
}

// A line that begins with a blank continues the one before it (obs-fold), which not every reader
// honours.
bool is_folded(std::string_view line) {
    return line.starts_with(' ') || line.starts_with('\t');
}

bool is_control(char c) {
    constexpr unsigned char kDelete = 0x7F;
    auto const byte = static_cast<unsigned char>(c);  // a char has a sign on some processors alone
    return (byte < ' ' && byte != '\t') || byte == kDelete;
}

// Size and extensions. A number that is longer than its value needs could be cut short elsewhere;
// what Beast reads of an extension is checked by Beast, which takes anything within quotes.
bool is_chunk_line(std::string_view line) {
    constexpr std::size_t kMostDigits = 16;
    auto const digits = std::min(line.find_first_not_of("0123456789abcdefABCDEF"), line.size());
    if (digits == 0 || digits > kMostDigits) return false;
    auto const extensions = line.substr(digits);
    if (!extensions.empty() && extensions.front() != ';') return false;
    return std::ranges::none_of(extensions, is_control);
}

bool is_last_chunk(std::string_view line) {
    auto const first = line.find_first_not_of('0');
    return first == std::string_view::npos || line[first] == ';';
}

}  // namespace

bool FramingFields::take(boost::beast::http::field name, std::string_view value) {
    using Field = boost::beast::http::field;
    switch (name) {
        case Field::content_length:
            return !std::exchange(has_length_, true) && !value.empty() &&
                   std::ranges::all_of(value, text::is_digit);
        case Field::transfer_encoding:
            return !std::exchange(is_chunked_, true) &&
                   text::equals_ignoring_case(value, "chunked");
        case Field::host:
            return !std::exchange(has_host_, true) && std::ranges::all_of(value, is_of_host);
        case Field::expect: {
            auto const is_known = text::equals_ignoring_case(value, "100-continue");
            (is_known ? expects_continue_ : expects_what_we_do_not_know_) = true;
            return true;
        }
        default:
            return true;
    }
}

Reading FramingFields::judge(bool http_1_1) const {
    if (is_chunked_ && (has_length_ || !http_1_1)) return Reading::malformed;
    if (http_1_1 && !has_host_) return Reading::malformed;
    if (http_1_1 && expects_what_we_do_not_know_) return Reading::expectation_unknown;
    return Reading::complete;
}

Reading Framing::judge(std::string_view bytes) {
    auto reading = Reading::unfinished;
    while (reading == Reading::unfinished) {
        auto const newline = bytes.find('\n', seen_);
        auto const is_whole = newline != std::string_view::npos;
        seen_ = is_whole ? newline + 1 : bytes.size();
        reading = judge_size(bytes);
        if (reading != Reading::unfinished || !is_whole) break;
        if (newline == end_ || bytes[newline - 1] != '\r') return Reading::malformed;
        auto const line = bytes.substr(end_, newline - 1 - end_);
        end_ = seen_;
        reading = judge_line(line);
    }
    return reading;
}

Reading Framing::judge_size(std::string_view bytes) const {
    if (expects_ != Expects::request_line) {
        auto const is_too_large = seen_ - fields_begin_ > limits_.header_bytes;
        return is_too_large ? Reading::header_too_large : Reading::unfinished;
    }
    constexpr std::size_t kLongestMethod = 64;
    constexpr std::size_t kLongestEnd = kVersion11.size() + 2;
    auto const begun = bytes.substr(begin_, seen_ - begin_);
    auto const method = std::min(begun.find(' '), begun.size());
    if (method > kLongestMethod) return Reading::malformed;
    auto const is_too_large = begun.size() > method + 1 + limits_.target_bytes + kLongestEnd;
    return is_too_large ? Reading::target_too_large : Reading::unfinished;
}

Reading Framing::judge_line(std::string_view line) {
    switch (expects_) {
        case Expects::request_line:
            if (line.empty() && begin_ == 0) {  // one is forgiven (RFC 9112, 2.2)
                begin_ = end_;
                return Reading::unfinished;
            }
            expects_ = Expects::field;
            fields_begin_ = end_;
            return line.ends_with(kVersion11) || line.ends_with(kVersion10) ? Reading::unfinished
                                                                            : Reading::malformed;
        case Expects::end_of_chunk:
            expects_ = Expects::chunk_size;
            return line.empty() ? Reading::unfinished : Reading::malformed;
        case Expects::chunk_size:
            expects_ = Expects::trailer;
            if (!is_chunk_line(line)) return Reading::malformed;
            return is_last_chunk(line) ? Reading::unfinished : Reading::complete;
        default:
            if (is_folded(line)) return Reading::malformed;
            return line.empty() ? Reading::complete : Reading::unfinished;
    }
}

void Framing::expect_chunk() {
    // Nothing precedes the first one.
    expects_ = expects_ == Expects::field ? Expects::chunk_size : Expects::end_of_chunk;
    begin_ = fields_begin_ = end_ = seen_ = 0;
}

}  // namespace rds::http
