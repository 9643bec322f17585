#pragma once

#include "storage/fields/table.hpp"

#include <string>

namespace rds::storage {

// A named group of addresses in an instance's whitelist: what the API calls an IP array.
struct IpArray {
    std::string instance_id{};
    std::string name{};
    std::string attribute{};  // "hidden" of a group that consoles do not show
    Texts addresses{};        // IP addresses and CIDR blocks
};

Table const& ip_arrays_table();

}  // namespace rds::storage
