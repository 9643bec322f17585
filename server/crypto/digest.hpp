#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace rds::crypto {

enum class Algorithm : std::uint8_t { md5, sha1, sha256 };

// The name that OpenSSL has for it.
char const* name_of(Algorithm algorithm);

// The result of a digest or a MAC.
struct Digest {
    static constexpr std::size_t kLargest = 32;

    std::array<unsigned char, kLargest> bytes{};
    std::size_t size = 0;

    std::string_view view() const { return {reinterpret_cast<char const*>(bytes.data()), size}; }
};

// Any thread. Throws std::runtime_error if OpenSSL lacks the algorithm (MD5, with a FIPS-only
// provider).
Digest digest(Algorithm algorithm, std::string_view text);

}  // namespace rds::crypto
