#include "server/control/journal/entry.hpp"

#include <algorithm>

namespace rds::control {

namespace {

// Beyond the string itself, which has room for a short text: the text and what the allocator adds.
std::size_t bytes_of(std::string const& text) {
    constexpr std::size_t kOfAllocator = 16;
    return text.size() <= std::string{}.capacity() ? 0 : text.size() + kOfAllocator;
}

}  // namespace

std::optional<std::string_view> Entry::parameter(std::string_view name) const {
    auto const found =
        std::find_if(parameters.rbegin(), parameters.rend(), [name](Parameter const& parameter) {
            return parameter.name == name;
        });
    if (found == parameters.rend()) return std::nullopt;
    return found->value;
}

std::size_t Entry::bytes() const {
    std::size_t bytes = sizeof(Entry);
    for (auto const* const text : {&request_id, &caller, &client, &peer, &action, &code, &hint})
        bytes += bytes_of(*text);
    for (auto const& [name, value] : parameters)
        bytes += sizeof(Parameter) + bytes_of(name) + bytes_of(value);
    return bytes;
}

}  // namespace rds::control
