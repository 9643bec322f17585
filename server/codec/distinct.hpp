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
    // itself. Messages do not show a secret.
    void add(
        Value const& value,
        json::Node const& node,
        std::string_view name = {},
        bool is_secret = false
    ) {
        Place const place{node, name};
        auto const [taken, is_new] = first_.try_emplace(value, place);
        if (is_new) return;
        throw json::Invalid{
            node.source(),
            place.pointer(),
            fmt::format(
                "{} is taken by {}; each needs its own",
                is_secret ? "the value (a secret, not shown)" : shown(value),
                taken->second.pointer()
            )};
    }

    bool has(Value const& value) const { return first_.contains(value); }

    std::vector<std::string_view> all() const {
        std::vector<std::string_view> values;
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

    static std::string shown(std::string_view text) { return text::quoted(text); }

    static std::string shown(std::int32_t number) { return fmt::format("{}", number); }

    std::map<Value, Place> first_;
};

}  // namespace rds::codec
