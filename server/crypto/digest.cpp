#include "server/crypto/digest.hpp"

#include <boost/algorithm/hex.hpp>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <iterator>
#include <stdexcept>

namespace rds::crypto {

namespace {

char const* name_of(Algorithm algorithm) {
    constexpr std::array kNames{"MD5", "SHA1", "SHA256"};
    return kNames.at(static_cast<std::size_t>(algorithm));
}

unsigned char const* bytes_of(std::string_view text) {
    return reinterpret_cast<unsigned char const*>(text.data());
}

[[noreturn]] void fail() {
    throw std::runtime_error{"OpenSSL cannot compute an HMAC"};
}

}  // namespace

// Looking up an algorithm takes longer than digesting a short text.
Digest digest(Algorithm algorithm, std::string_view text) {
    static std::array const known{
        EVP_MD_fetch(nullptr, name_of(Algorithm::md5), nullptr),
        EVP_MD_fetch(nullptr, name_of(Algorithm::sha1), nullptr),
        EVP_MD_fetch(nullptr, name_of(Algorithm::sha256), nullptr)};
    auto const* const method = known.at(static_cast<std::size_t>(algorithm));
    Digest result;
    unsigned int size = 0;
    auto* const bytes = result.bytes.data();
    if (method != nullptr &&
        EVP_Digest(text.data(), text.size(), bytes, &size, method, nullptr) == 1) {
        result.size = size;
        return result;
    }
    throw std::runtime_error{
        std::string{"OpenSSL has no "} + name_of(algorithm) + " (a FIPS-only provider?)"};
}

Mac Mac::hmac(Algorithm algorithm, std::string_view key) {
    std::shared_ptr<EVP_MAC> const mac{EVP_MAC_fetch(nullptr, "HMAC", nullptr), EVP_MAC_free};
    Context context{mac ? EVP_MAC_CTX_new(mac.get()) : nullptr, EVP_MAC_CTX_free};
    std::string digest{name_of(algorithm)};
    std::array const parameters{
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest.data(), 0),
        OSSL_PARAM_construct_end()};
    // A null pointer would mean "no key", which an empty one is not.
    auto const* const first = key.empty() ? bytes_of("") : bytes_of(key);
    if (!context || EVP_MAC_init(context.get(), first, key.size(), parameters.data()) != 1) fail();
    return Mac{std::move(context)};
}

Digest Mac::of(std::string_view text) const {
    Context const context{EVP_MAC_CTX_dup(keyed_.get()), EVP_MAC_CTX_free};
    Digest result;
    if (!context || EVP_MAC_update(context.get(), bytes_of(text), text.size()) != 1 ||
        EVP_MAC_final(context.get(), result.bytes.data(), &result.size, result.bytes.size()) != 1) {
        fail();
    }
    return result;
}

std::string base64(std::string_view bytes) {
    std::string text(4 * ((bytes.size() + 2) / 3), '\0');
    // It ends with a NUL, which is where a std::string has one.
    EVP_EncodeBlock(
        reinterpret_cast<unsigned char*>(text.data()),
        reinterpret_cast<unsigned char const*>(bytes.data()),
        static_cast<int>(bytes.size())
    );
    return text;
}

std::string hex(std::string_view bytes) {
    std::string text;
    text.reserve(2 * bytes.size());
    boost::algorithm::hex_lower(bytes, std::back_inserter(text));
    return text;
}

bool equal_in_constant_time(std::string_view left, std::string_view right) {
    return left.size() == right.size() &&
           CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace rds::crypto
