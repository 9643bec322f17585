#include "server/crypto/mac.hpp"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <array>
#include <stdexcept>
#include <string>

namespace rds::crypto {

namespace {

constexpr std::size_t kSipHashBytes = 16;

struct FreeMac {
    void operator()(EVP_MAC* mac) const { EVP_MAC_free(mac); }
};

using OwnedMac = std::unique_ptr<EVP_MAC, FreeMac>;

[[noreturn]] void fail(std::string_view what) {
    throw std::runtime_error{std::string{"OpenSSL cannot compute "}.append(what)};
}

unsigned char const* bytes_of(std::string_view text) {
    return reinterpret_cast<unsigned char const*>(text.data());
}

// A context of its own; the caller takes it.
EVP_MAC_CTX* keyed(char const* kind, std::string_view key, OSSL_PARAM const* parameters) {
    OwnedMac const mac{EVP_MAC_fetch(nullptr, kind, nullptr)};
    auto* const context = mac ? EVP_MAC_CTX_new(mac.get()) : nullptr;
    if (context == nullptr) fail(kind);
    // A null pointer would mean "no key", which an empty one is not.
    auto const* const first = key.empty() ? bytes_of("") : bytes_of(key);
    if (EVP_MAC_init(context, first, key.size(), parameters) == 1) return context;
    EVP_MAC_CTX_free(context);
    fail(kind);
}

}  // namespace

void Mac::Free::operator()(evp_mac_ctx_st* context) const {
    EVP_MAC_CTX_free(context);
}

Mac Mac::hmac(Algorithm algorithm, std::string_view key) {
    std::string digest{name_of(algorithm)};
    std::array const parameters{
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest.data(), 0),
        OSSL_PARAM_construct_end()};
    return Mac{Context{keyed("HMAC", key, parameters.data())}};
}

Mac Mac::siphash(std::string_view key) {
    auto size = kSipHashBytes;
    std::array const parameters{
        OSSL_PARAM_construct_size_t(OSSL_MAC_PARAM_SIZE, &size),
        OSSL_PARAM_construct_end()};
    return Mac{Context{keyed("SIPHASH", key, parameters.data())}};
}

Digest Mac::of(std::string_view text) const {
    Context const context{EVP_MAC_CTX_dup(keyed_.get())};
    Digest result;
    if (!context || EVP_MAC_update(context.get(), bytes_of(text), text.size()) != 1 ||
        EVP_MAC_final(context.get(), result.bytes.data(), &result.size, result.bytes.size()) != 1) {
        fail("a MAC");
    }
    return result;
}

}  // namespace rds::crypto
