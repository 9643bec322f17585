#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
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

    std::optional<std::string_view> find(std::string_view name) const;

    // Finds an empty value too.
    std::optional<std::string_view> find_even_empty(std::string_view name) const;

    std::string_view value_or_empty(std::string_view name) const {
        return find(name).value_or(std::string_view{});
    }

    // The elements of a repeated parameter by their numbers, which begin at 1. Each
    // has its arguments without what they begin with: of Tag.2.Key=env, element 2 has Key=env; of
    // ResourceId.2=rm-a, it has a value without a name.
    std::map<int, Arguments> elements(std::string_view name) const;

    std::vector<Argument> const& all() const { return all_; }

  private:
    std::vector<Argument> all_;
};

// The number of an element, 1 or more, and what follows it: of "2.Key", 2 and "Key"; of "2", 2 and
// nothing. Absent: the text does not begin with one.
struct ElementName {
    int number;
    std::string_view member;
};

std::optional<ElementName> element_name(std::string_view text);

// The members of a JSON object, as text: numbers as they are written, null as an empty text.
// Absent: the text is no such object, or a member of it is an object or an array or holds a control
// character, which \u can spell.
std::optional<Arguments> json_members(std::string_view text);

}  // namespace rds::api
