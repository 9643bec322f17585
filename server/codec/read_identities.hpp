// Inside this layer only: it shows RapidJSON.
#pragma once

#include "server/identity/identities.hpp"
#include "server/json/node.hpp"

namespace rds::codec {

// Reads "identities" of a document whose structure has been checked, with their policies, and joins
// keys and tokens to their owners. Without "accessKeys" there is the one testid. Throws Invalid.
identity::Identities read_identities(json::Node const& root);

}  // namespace rds::codec
