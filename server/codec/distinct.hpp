#pragma once

#include "server/json/invalid.hpp"
#include "server/json/node.hpp"
#include "server/text/escape.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace rds::codec {

// Values of a document that must differ. Keeps the node of each: what those were taken from must
// outlive it.
template <class Value>
class Distinct {
  public:
    // Throws Invalid if another has the value. It is the node's member of this name, or the node
    // itself.
    void add(Value const& value, json::Node const& node, std::string_view name = {}) {
        auto const [taken, is_new] = first_.try_emplace(value, Place{node, name});
        if (!is_new) refuse(shown(value), {node, name}, taken->second);
    }

    // The same of a value that messages do not show.
    void add_secret(Value const& value, json::Node const& node, std::string_view name) {
        auto const [taken, is_new] = first_.try_emplace(value, Place{node, name});
        if (!is_new) refuse("the value (a secret, not shown)", {node, name}, taken->second);
    }

    bool has(Value const& value) const { return first_.contains(value); }

    std::vector<Value> all() const {
        std::vector<Value> values;
        for (auto const& [value, place] : first_)
            values.push_back(value);
        return values;
    }

  private:
    struct Place {
        json::Node node;
        std::string_view name;

        std::string pointer() const {
            return name.empty() ? node.pointer() : node.pointer_to(name);
        }
    };

    [[noreturn]] static void refuse(std::string_view shown, Place const& place, Place const& by) {
        throw json::Invalid{
            place.node.source(),
            place.pointer(),
            fmt::format("{} is taken by {}; each needs its own", shown, by.pointer())};
    }

    static std::string shown(std::string_view text) { return text::quoted(text); }

    static std::string shown(std::int32_t number) { return fmt::format("{}", number); }

    std::map<Value, Place> first_;
};

}  // namespace rds::codec
