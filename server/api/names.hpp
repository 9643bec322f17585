#pragma once

#include <span>
#include <string_view>

namespace rds::api {

// A value of ours and its name on the wire. Tables of these are the only place where the two meet.
template <class E>
struct Name {
    E value;
    std::string_view text;
};

// The name of a value; every value that reaches the wire must be in its table.
template <class E>
constexpr std::string_view name_of(E value, std::span<Name<E> const> names) {
    for (auto const& name : names) {
        if (name.value == value) return name.text;
    }
    return {};
}

}  // namespace rds::api
