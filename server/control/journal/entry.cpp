#include "server/control/journal/entry.hpp"

#include <algorithm>

namespace rds::control {

namespace {

// A short text is within the string itself.
std::size_t bytes_outside(std::string const& text) {
    auto const within = std::string{}.capacity();
    return text.capacity() > within ? text.capacity() + 1 : 0;
}

}  // namespace

std::optional<std::string_view> Entry::parameter(std::string_view name) const {
    auto const found =
        std::find_if(parameters.rbegin(), parameters.rend(), [name](api::Argument const& argument) {
            return argument.name == name;
        });
    if (found == parameters.rend()) return std::nullopt;
    return found->value;
}

std::size_t Entry::bytes() const {
    auto bytes = sizeof(Entry) + parameters.capacity() * sizeof(api::Argument);
    for (auto const* const text : {&request_id, &caller, &client, &peer, &action, &code, &hint})
        bytes += bytes_outside(*text);
    for (auto const& [name, value] : parameters)
        bytes += bytes_outside(name) + bytes_outside(value);
    return bytes;
}

}  // namespace rds::control
