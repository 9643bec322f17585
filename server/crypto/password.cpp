#include "server/crypto/password.hpp"

#include "server/crypto/digest.hpp"

#include <openssl/rand.h>

#include <array>
#include <stdexcept>

namespace rds::crypto {

namespace {

std::string salted(std::string_view salt, std::string_view password) {
    auto text = std::string{salt};
    text += ':';
    return text + hex(digest(Algorithm::sha256, text + std::string{password}).view());
}

}  // namespace

std::string password_hash(std::string_view password) {
    std::array<unsigned char, 8> salt{};
    if (RAND_bytes(salt.data(), static_cast<int>(salt.size())) != 1)
        throw std::runtime_error{"OpenSSL has no random bytes"};
    return salted(hex({reinterpret_cast<char const*>(salt.data()), salt.size()}), password);
}

bool is_hash_of(std::string_view hash, std::string_view password) {
    return equal_in_constant_time(hash, salted(hash.substr(0, hash.find(':')), password));
}

}  // namespace rds::crypto
