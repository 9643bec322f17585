#include "server/crypto/digest.hpp"

#include <openssl/evp.h>

#include <memory>
#include <stdexcept>
#include <string>

namespace rds::crypto {

namespace {

struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }

    void operator()(EVP_MD* digest) const { EVP_MD_free(digest); }
};

// Looking an algorithm up costs more than the digest of a usual body, so each thread does it once.
struct Hasher {
    explicit Hasher(Algorithm algorithm)
        : digest{EVP_MD_fetch(nullptr, name_of(algorithm), nullptr)}, context{EVP_MD_CTX_new()} {}

    std::unique_ptr<EVP_MD, Free> digest;
    std::unique_ptr<EVP_MD_CTX, Free> context;
};

Hasher const& hasher(Algorithm algorithm) {
    thread_local Hasher const md5{Algorithm::md5};
    thread_local Hasher const sha1{Algorithm::sha1};
    thread_local Hasher const sha256{Algorithm::sha256};
    switch (algorithm) {
        case Algorithm::md5:
            return md5;
        case Algorithm::sha1:
            return sha1;
        case Algorithm::sha256:
            break;
    }
    return sha256;
}

}  // namespace

char const* name_of(Algorithm algorithm) {
    switch (algorithm) {
        case Algorithm::md5:
            return "MD5";
        case Algorithm::sha1:
            return "SHA1";
        case Algorithm::sha256:
            break;
    }
    return "SHA256";
}

Digest digest(Algorithm algorithm, std::string_view text) {
    auto const& [digest, context] = hasher(algorithm);
    Digest result;
    unsigned size = 0;
    if (!digest || !context || EVP_DigestInit_ex2(context.get(), digest.get(), nullptr) != 1 ||
        EVP_DigestUpdate(context.get(), text.data(), text.size()) != 1 ||
        EVP_DigestFinal_ex(context.get(), result.bytes.data(), &size) != 1) {
        throw std::runtime_error{
            std::string{"OpenSSL has no "} + name_of(algorithm) + " (a FIPS-only provider?)"};
    }
    result.size = size;
    return result;
}

}  // namespace rds::crypto
