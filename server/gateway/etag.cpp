#include "server/gateway/etag.hpp"

#include <openssl/evp.h>

#include <array>
#include <memory>
#include <stdexcept>

namespace rds::gateway {

namespace {

struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }

    void operator()(EVP_MD* digest) const { EVP_MD_free(digest); }
};

constexpr std::size_t kDigestSize = 16;
constexpr std::size_t kShownCharacters = 22;

std::array<unsigned char, kDigestSize> md5(std::string_view body) {
    // Looking the algorithm up costs more than the digest of a usual body, so each thread does it
    // once.
    thread_local std::unique_ptr<EVP_MD, Free> const algorithm{
        EVP_MD_fetch(nullptr, "MD5", nullptr)};
    thread_local std::unique_ptr<EVP_MD_CTX, Free> const context{EVP_MD_CTX_new()};
    std::array<unsigned char, kDigestSize> digest{};
    if (!algorithm || !context ||
        EVP_DigestInit_ex2(context.get(), algorithm.get(), nullptr) != 1 ||
        EVP_DigestUpdate(context.get(), body.data(), body.size()) != 1 ||
        EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) != 1) {
        throw std::runtime_error{"OpenSSL has no MD5, which ETag needs (a FIPS-only provider?)"};
    }
    return digest;
}

}  // namespace

std::string etag(std::string_view body) {
    auto const digest = md5(body);
    std::array<unsigned char, 4 * ((kDigestSize + 2) / 3) + 1> base64{};
    EVP_EncodeBlock(base64.data(), digest.data(), kDigestSize);

    auto const length = std::to_string(body.size());
    std::string tag;
    tag.reserve(kShownCharacters + 2);
    tag += length.front();
    tag.append(base64.begin(), base64.begin() + kShownCharacters);
    tag += length.back();
    return tag;
}

}  // namespace rds::gateway
