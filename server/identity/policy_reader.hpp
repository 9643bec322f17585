// Inside this layer only: it shows RapidJSON.
#pragma once

#include "server/json/node.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace rds::identity {

// Throws json::Invalid unless the node is an object without other members than these.
void require_object(
    json::Node const& node,
    std::string_view what,
    std::vector<std::string_view> const& known
);

// Returns a member of an object. Throws json::Invalid if it is absent.
json::Node
require_member(json::Node const& object, std::string_view name, std::string_view expectation);

// Returns a value alone or the values of a list: both are written. Throws json::Invalid if the list
// is empty.
std::vector<json::Node> one_or_many(json::Node const& node, std::string_view expectation);

// A value in a few words; of a list, whether it is empty.
std::string shown_size(rapidjson::Value const& value);

// Counts what a policy holds while it is read.
class PolicyReader {
  public:
    explicit PolicyReader(std::size_t most_bytes) : left_{most_bytes}, most_{most_bytes} {}

    // Throws json::Invalid, said of `node`, if these bytes are too many.
    void count(json::Node const& node, std::size_t bytes);

    // A text, counted.
    std::string text(json::Node const& node);

  private:
    std::size_t left_;
    std::size_t most_;
};

}  // namespace rds::identity
