#pragma once

#include <string_view>

namespace rds::gateway {

// Whether this parameter or header, in any case, carries what must not be shown: a signature or a
// token. Of such a value a message says what is wrong and not what it is.
bool is_secret(std::string_view name);

}  // namespace rds::gateway
