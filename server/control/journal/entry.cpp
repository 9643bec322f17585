#include "server/control/journal/entry.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <new>
#include <type_traits>
#include <utility>

namespace rds::control {

namespace {

using Parameter = Entry::Parameter;

// What a block is made of, so that it is aligned for all that it holds.
struct alignas(std::max_align_t) Unit {
    std::array<std::byte, alignof(std::max_align_t)> bytes;
};

// Nobody calls destructors in a block.
static_assert(std::is_trivially_destructible_v<Entry>);
static_assert(sizeof(Entry) % alignof(Parameter) == 0);

void for_each_text(auto& entry, auto const& visit) {
    for (auto* const text :
         {&entry.request_id,
          &entry.caller,
          &entry.client,
          &entry.peer,
          &entry.action,
          &entry.code,
          &entry.hint}) {
        visit(*text);
    }
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
    std::size_t bytes = sizeof(Entry) + parameters.size_bytes();
    for_each_text(*this, [&bytes](std::string_view text) { bytes += text.size(); });
    for (auto const& [name, value] : parameters)
        bytes += name.size() + value.size();
    return bytes;
}

SharedEntry keep(Entry const& draft) {
    auto const units = (draft.bytes() + sizeof(Unit) - 1) / sizeof(Unit);
    // NOLINTNEXTLINE(modernize-avoid-c-arrays): std::array has a fixed size
    auto block = std::make_shared_for_overwrite<Unit[]>(units);
    auto* const kept = new (block.get()) Entry{draft};
    auto* const parameters = reinterpret_cast<Parameter*>(kept + 1);
    auto* end = reinterpret_cast<char*>(parameters + draft.parameters.size());
    auto const copy = [&end](std::string_view text) {
        std::string_view const copied{end, text.size()};
        end = std::ranges::copy(text, end).out;
        return copied;
    };
    for_each_text(*kept, [&copy](std::string_view& text) { text = copy(text); });
    auto* parameter = parameters;
    for (auto const& [name, value] : draft.parameters)
        new (parameter++) Parameter{copy(name), copy(value)};
    kept->parameters = {parameters, draft.parameters.size()};
    return {std::move(block), kept};
}

}  // namespace rds::control
