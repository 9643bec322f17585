#pragma once

#include "server/json/invalid.hpp"

namespace rds::codec {

// A fixture that cannot be used. what() is one line: "mine.json: /instances/0/id: 7 is not ...".
using json::Invalid;

}  // namespace rds::codec
