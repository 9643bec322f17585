#pragma once

#include <string_view>

namespace rds::gateway {

// Whether this parameter or header, in any case, carries what must not be shown: a signature, a
// token, a password or a secret. Of such a value a message says what is wrong and not what it is.
bool is_secret(std::string_view name);

// As much of a parameter's name as looks like one: what is no parameter at all, such as a JSON body
// that says it is a form, may hold a secret.
std::string_view plain_part(std::string_view name);

}  // namespace rds::gateway
