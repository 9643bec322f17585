#include "server/control/journal/entry.hpp"

#include <algorithm>
#include <utility>

namespace rds::control {

namespace {

void for_each_text(Entry& entry, auto const& visit) {
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
    for (auto& [name, value] : entry.parameters) {
        visit(name);
        visit(value);
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
    return sizeof(Entry) + parameters.capacity() * sizeof(Parameter) + texts.capacity();
}

SharedEntry keep(Entry draft) {
    auto kept = std::make_shared<Entry>(std::move(draft));
    std::size_t size = 0;
    for_each_text(*kept, [&size](std::string_view text) { size += text.size(); });
    std::vector<char> texts;
    texts.reserve(size);  // so that nothing moves
    for_each_text(*kept, [&texts](std::string_view& text) {
        auto const begin = texts.size();
        texts.insert(texts.end(), text.begin(), text.end());
        text = {texts.data() + begin, text.size()};
    });
    kept->texts = std::move(texts);
    return kept;
}

}  // namespace rds::control
