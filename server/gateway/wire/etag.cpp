#include "server/gateway/wire/etag.hpp"

#include "server/crypto/digest.hpp"
#include "server/crypto/encoding.hpp"

namespace rds::gateway {

std::string etag(std::string_view body) {
    constexpr std::size_t kShownCharacters = 22;
    auto const digest = crypto::base64(crypto::digest(crypto::Algorithm::md5, body).view());

    auto const length = std::to_string(body.size());
    std::string tag;
    tag.reserve(kShownCharacters + 2);
    tag += length.front();
    tag.append(digest, 0, kShownCharacters);
    tag += length.back();
    return tag;
}

}  // namespace rds::gateway
