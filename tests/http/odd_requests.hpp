#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace rds::http {

// A request that looks odd and is legal.
struct OddRequest {
    std::string name;
    std::string bytes;
    std::string echo;  // the answer of echo()
};

inline std::ostream& operator<<(std::ostream& out, OddRequest const& request) {
    return out << request.name;
}

std::vector<OddRequest> odd_requests();

}  // namespace rds::http
