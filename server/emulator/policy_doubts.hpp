#pragma once

#include "server/codec/fixture.hpp"

#include <string>
#include <vector>

namespace rds {

// What the fixture's policies name that RDS does not have, so that it was most likely misspelt, a
// sentence each: an action, a resource, a condition key. Only doubts: such a policy is right, and
// in a Deny it denies nothing.
std::vector<std::string> policy_doubts(codec::Fixture const& fixture);

}  // namespace rds
