#pragma once

#include "server/control/rest/document.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rds::control::rest {

using Arguments = std::vector<std::pair<std::string, std::string>>;

// The operation that a request asks for, and what stands for the braces of its path.
struct Matched {
    Operation const* operation = nullptr;
    Arguments path_arguments;
};

// A HEAD is a GET. Throws Problem: 404 for a path that the document does not have, 405 for a method
// that it does not have for this path.
Matched match(Document const& document, std::string_view method, std::string_view path);

}  // namespace rds::control::rest
