#pragma once

#include <string>
#include <string_view>

namespace rds::crypto {

// Returns a salted hash of a password, "salt:digest" in hexadecimal. The emulator keeps the hash
// and forgets the password. Each call takes another salt. Any thread. Throws std::runtime_error if
// OpenSSL fails.
std::string password_hash(std::string_view password);

// Whether the hash is one of this password.
bool is_hash_of(std::string_view hash, std::string_view password);

}  // namespace rds::crypto
