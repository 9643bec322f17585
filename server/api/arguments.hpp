#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rds::api {

struct Argument {
    std::string name;
    std::string value;
};

// What a caller sent, decoded, in the order of arrival: query first, then form. Of a repeated name
// the last counts, and an empty value counts as not given; signatures alone look at all().
class Arguments {
  public:
    void add(std::string name, std::string value) {
        all_.push_back({std::move(name), std::move(value)});
    }

    std::optional<std::string_view> find(std::string_view name) const {
        auto const at = std::find_if(all_.rbegin(), all_.rend(), [name](Argument const& argument) {
            return argument.name == name;
        });
        if (at == all_.rend() || at->value.empty()) return std::nullopt;
        return at->value;
    }

    std::string_view value_or_empty(std::string_view name) const {
        return find(name).value_or(std::string_view{});
    }

    std::vector<Argument> const& all() const { return all_; }

  private:
    std::vector<Argument> all_;
};

}  // namespace rds::api
