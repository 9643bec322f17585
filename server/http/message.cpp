#include "server/http/message.hpp"

#include "server/text/ascii.hpp"
#include "server/text/escape.hpp"

#include <algorithm>

namespace rds::http {

namespace {

auto is_called(std::string_view name) {
    return [name](auto const& field) { return text::equals_ignoring_case(field.first, name); };
}

}  // namespace

void Fields::add(std::string_view name, std::string_view value) {
    rows_.emplace_back(name, value);
}

void Fields::replace(std::string_view name, std::string_view value) {
    std::erase_if(rows_, is_called(name));
    add(name, value);
}

std::optional<std::string_view> Fields::find(std::string_view name) const {
    auto const last = std::find_if(rows_.rbegin(), rows_.rend(), is_called(name));
    if (last == rows_.rend()) return std::nullopt;
    return last->second;
}

std::size_t Fields::count(std::string_view name) const {
    return static_cast<std::size_t>(std::ranges::count_if(rows_, is_called(name)));
}

std::string_view Fields::value_or_empty(std::string_view name) const {
    return find(name).value_or(std::string_view{});
}

std::string_view Request::path() const {
    std::string_view const whole = target;
    return whole.substr(0, whole.find('?'));
}

std::string_view Request::query() const {
    std::string_view const whole = target;
    auto const mark = whole.find('?');
    return mark == std::string_view::npos ? std::string_view{} : whole.substr(mark + 1);
}

std::string content_encoding(Request const& request) {
    auto const encoding = request.fields.value_or_empty("Content-Encoding");
    auto const is_plain = encoding.empty() || text::equals_ignoring_case(encoding, "identity");
    return is_plain ? std::string{} : text::quoted(encoding);
}

}  // namespace rds::http
