#pragma once

#include <string_view>

namespace rds::text {

// Whether an instance may be called so: 1 to 64 letters, digits and '-', the first no '-'. A test
// holds the fixtures' schema to the same.
bool is_instance_id(std::string_view id);

}  // namespace rds::text
