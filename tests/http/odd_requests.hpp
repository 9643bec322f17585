#pragma once

#include <string>
#include <vector>

namespace rds::http {

// A request that looks odd and is legal.
struct OddRequest {
    std::string name;
    std::string bytes;
    std::string echo;  // the answer of echo()
};

std::vector<OddRequest> odd_requests();

}  // namespace rds::http
