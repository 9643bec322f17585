#pragma once

#include "server/json/node.hpp"

#include <fmt/format.h>

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rds::codec {

// Texts or numbers of a document that must differ. Keeps the node of each: what those were taken
// from must outlive it.
class Distinct {
  public:
    // Throws json::Invalid if another has the same: the node's member of this name, or the node
    // itself. Messages do not show a secret.
    void add(json::Node const& node, std::string_view name = {}, bool is_secret = false) {
        auto const given = name.empty() ? node : node.find(name).value();
        auto const& value = given.value();
        auto text = value.IsString() ? std::string{json::view(value)} : json::shown(value);
        auto const [taken, is_new] = first_.try_emplace(std::move(text), Place{node, name});
        if (is_new) return;
        given.refuse(fmt::format(
            "{} is taken by {}; each needs its own",
            is_secret ? "the value (a secret, not shown)" : json::shown(value),
            taken->second.pointer()
        ));
    }

    bool has(std::string_view text) const { return first_.contains(text); }

    std::vector<std::string_view> all() const {
        std::vector<std::string_view> texts;
        for (auto const& [text, place] : first_)
            texts.push_back(text);
        return texts;
    }

  private:
    struct Place {
        json::Node node;
        std::string_view name;

        std::string pointer() const {
            return name.empty() ? node.pointer() : node.pointer_to(name);
        }
    };

    std::map<std::string, Place, std::less<>> first_;
};

}  // namespace rds::codec
