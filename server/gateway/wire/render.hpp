#pragma once

#include "server/api/document.hpp"

#include <string>

namespace rds::gateway {

// The tree as compact JSON; "/" and "&" are not escaped, as recorded.
std::string to_json(api::Object const& document);

// The tree as compact XML below an element `root`, with the declaration in the single quotes that
// were recorded. Texts must be UTF-8; U+FFFD stands for the few characters that XML 1.0 cannot
// hold.
std::string to_xml(std::string const& root, api::Object const& document);

}  // namespace rds::gateway
