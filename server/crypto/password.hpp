#pragma once

#include <string>
#include <string_view>

namespace rds::crypto {

// A salted hash of a password, which is all that is kept of one: "salt:digest" in hexadecimal, with
// a salt of its own each time. Any thread. Throws std::runtime_error if OpenSSL fails.
std::string password_hash(std::string_view password);

// Whether the hash is one of this password.
bool is_hash_of(std::string_view hash, std::string_view password);

}  // namespace rds::crypto
