#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

struct evp_mac_ctx_st;

namespace rds::crypto {

enum class Algorithm : std::uint8_t { md5, sha1, sha256 };

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

// A message authentication code, keyed once and used many times: keying costs as much as the rest.
// The key itself is not kept. Any thread.
class Mac {
  public:
    static Mac hmac(Algorithm algorithm, std::string_view key);

    // Throws std::runtime_error if OpenSSL fails.
    Digest of(std::string_view text) const;

  private:
    using Context = std::shared_ptr<evp_mac_ctx_st>;

    explicit Mac(Context keyed) : keyed_{std::move(keyed)} {}

    Context keyed_;
};

// With padding, in one line.
std::string base64(std::string_view bytes);

// In lower case.
std::string hex(std::string_view bytes);

// In a time that depends on the lengths alone.
bool equal_in_constant_time(std::string_view left, std::string_view right);

}  // namespace rds::crypto
