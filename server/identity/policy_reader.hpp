// Inside this layer only: it shows RapidJSON.
#pragma once

#include <rapidjson/document.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rds::identity {

// A value of a policy and where it stands there. Refers to the document.
struct Place {
    rapidjson::Value const* value;
    std::string pointer;

    // Throws InvalidPolicy.
    [[noreturn]] void refuse(std::string const& message) const;

    // An object, of no other members than these and of none twice, or else throws InvalidPolicy.
    void require_object(std::string_view what, std::vector<std::string_view> const& known) const;

    // Of an object: a member, nothing if it is absent.
    std::optional<Place> find(std::string_view name) const;

    // Of an object: a member that must be there.
    Place get(std::string_view name, std::string_view expectation) const;

    Place at(std::string_view name, rapidjson::Value const& member) const;
};

// A value alone or the values of a list: both are written. Throws InvalidPolicy if the list is
// empty.
std::vector<Place> one_or_many(Place const& place, std::string_view expectation);

// A value in a few words; of a list, whether it is empty.
std::string shown_size(rapidjson::Value const& value);

// Counts what a policy holds while it is read.
class PolicyReader {
  public:
    explicit PolicyReader(std::size_t most_bytes) : left_{most_bytes}, most_{most_bytes} {}

    // Throws InvalidPolicy, said of `place`, if these bytes are too many.
    void count(Place const& place, std::size_t bytes);

    // A text, counted.
    std::string text(Place const& place);

  private:
    std::size_t left_;
    std::size_t most_;
};

}  // namespace rds::identity
