#include "server/http/framing.hpp"

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

namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

// A line that begins with a blank continues the one before it (obs-fold), which not every reader
// honours.
bool is_folded(std::string_view line) {
    return !line.empty() && is_blank(line.front());
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

Lines::Next Lines::next(std::string_view bytes) {
    auto const newline = bytes.find('\n', seen_);
    if (newline == std::string_view::npos) {
        seen_ = bytes.size();
        return Next::unfinished;
    }
    seen_ = newline + 1;
    if (newline == size_ || bytes[newline - 1] != '\r') return Next::bare;
    line_ = bytes.substr(size_, newline - 1 - size_);
    size_ = newline + 1;
    return Next::line;
}

Reading HeadFraming::judge(std::string_view bytes) {
    auto reading = Reading::unfinished;
    auto next = Lines::Next::line;
    while (reading == Reading::unfinished && next == Lines::Next::line) {
        next = lines_.next(bytes);
        reading = fields_begin_ == 0 ? judge_request_line(bytes, next) : judge_field(next);
    }
    return reading;
}

Reading HeadFraming::judge_request_line(std::string_view bytes, Lines::Next next) {
    constexpr std::string_view kVersion10 = " HTTP/1.0";
    constexpr std::string_view kVersion11 = " HTTP/1.1";
    constexpr std::size_t kLongestMethod = 64;
    constexpr std::size_t kLongestEnd = kVersion11.size() + 2;
    auto const begun = bytes.substr(begin_, lines_.seen() - begin_);
    auto const method = std::min(begun.find(' '), begun.size());
    if (method > kLongestMethod) return Reading::malformed;
    if (begun.size() > method + 1 + limits_.target_bytes + kLongestEnd) {
        return Reading::target_too_large;
    }
    if (next == Lines::Next::bare) return Reading::malformed;
    if (next == Lines::Next::unfinished) return Reading::unfinished;

    auto const line = lines_.line();
    if (line.empty() && begin_ == 0) {  // one is forgiven (RFC 9112, 2.2)
        begin_ = lines_.size();
        return Reading::unfinished;
    }
    if (!line.ends_with(kVersion11) && !line.ends_with(kVersion10)) return Reading::malformed;
    fields_begin_ = lines_.size();
    return Reading::unfinished;
}

Reading HeadFraming::judge_field(Lines::Next next) const {
    if (lines_.seen() - fields_begin_ > limits_.header_bytes) return Reading::header_too_large;
    if (next == Lines::Next::bare) return Reading::malformed;
    if (next == Lines::Next::unfinished) return Reading::unfinished;
    if (is_folded(lines_.line())) return Reading::malformed;
    return lines_.line().empty() ? Reading::complete : Reading::unfinished;
}

Reading ChunkFraming::judge(std::string_view bytes) {
    auto reading = Reading::unfinished;
    auto next = Lines::Next::line;
    while (reading == Reading::unfinished && next == Lines::Next::line) {
        next = lines_.next(bytes);
        if (lines_.seen() > limits_.header_bytes) return Reading::header_too_large;
        if (next == Lines::Next::bare) return Reading::malformed;
        if (next == Lines::Next::line) reading = judge_line();
    }
    return reading;
}

Reading ChunkFraming::judge_line() {
    auto const line = lines_.line();
    if (expects_ == Expects::end_of_chunk) {
        expects_ = Expects::size;
        return line.empty() ? Reading::unfinished : Reading::malformed;
    }
    if (expects_ == Expects::size) {
        expects_ = Expects::trailer;
        if (!is_chunk_line(line)) return Reading::malformed;
        return is_last_chunk(line) ? Reading::unfinished : Reading::complete;
    }
    if (is_folded(line)) return Reading::malformed;
    return line.empty() ? Reading::complete : Reading::unfinished;
}

void ChunkFraming::restart() {
    lines_ = {};
    expects_ = Expects::end_of_chunk;
}

}  // namespace rds::http
