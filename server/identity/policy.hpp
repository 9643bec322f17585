// A RAM policy in Alibaba's own language (Version "1").
#pragma once

#include <string>

namespace rds::identity {

struct Policy {
    std::string pointer;  // where the fixture has it
};

}  // namespace rds::identity
