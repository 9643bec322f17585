#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rds::control::rest {

using Arguments = std::vector<std::pair<std::string, std::string>>;

// Adds the parameters of a query, decoded, in order. Throws Problem if there are too many, or a
// percent sign is broken.
void read_query(std::string_view query, Arguments& arguments);

}  // namespace rds::control::rest
