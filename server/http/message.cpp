#include "server/http/message.hpp"

#include "server/text/ascii.hpp"

#include <algorithm>

namespace rds::http {

void Fields::add(std::string_view name, std::string_view value) {
    rows_.push_back(
        {static_cast<std::uint32_t>(bytes_.size()),
         static_cast<std::uint32_t>(name.size()),
         static_cast<std::uint32_t>(value.size())}
    );
    bytes_.append(name).append(value);
}

void Fields::replace(std::string_view name, std::string_view value) {
    Fields others;
    for (std::size_t index = 0; index < size(); ++index) {
        auto const [field, its_value] = (*this)[index];
        if (!text::equals_ignoring_case(field, name)) others.add(field, its_value);
    }
    others.add(name, value);
    *this = std::move(others);
}

std::pair<std::string_view, std::string_view> Fields::operator[](std::size_t index) const {
    auto const& row = rows_[index];
    std::string_view const bytes = bytes_;
    return {
        bytes.substr(row.begin, row.name_size),
        bytes.substr(row.begin + row.name_size, row.value_size)};
}

std::optional<std::string_view> Fields::find(std::string_view name) const {
    for (auto index = rows_.size(); index-- > 0;) {
        auto const [field, value] = (*this)[index];
        if (text::equals_ignoring_case(field, name)) return value;
    }
    return std::nullopt;
}

std::size_t Fields::count(std::string_view name) const {
    std::size_t times = 0;
    for (std::size_t index = 0; index < size(); ++index) {
        if (text::equals_ignoring_case((*this)[index].first, name)) ++times;
    }
    return times;
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

}  // namespace rds::http
