#pragma once

#include "server/crypto/mac.hpp"
#include "storage/instant.hpp"

#include <boost/unordered/unordered_flat_set.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string_view>
#include <vector>

namespace rds::gateway {

// The nonces that calls were signed with, each until it is too old to be accepted again: what is
// kept are keyed fingerprints, 16 bytes whatever a client sends, that nobody can make collide. Any
// thread.
class Nonces {
  public:
    enum class Kept : std::uint8_t { now, before, no_room };

    explicit Nonces(std::size_t most = 1'000'000);

    // Whether it is kept already.
    bool has(std::string_view owner, std::string_view nonce, storage::Instant machine_now);

    // Keeps it until `expires_at` of machine time. One that lives is never given up for another.
    Kept keep(
        std::string_view owner,
        std::string_view nonce,
        storage::Instant expires_at,
        storage::Instant machine_now
    );

  private:
    using Fingerprint = std::array<std::uint64_t, 2>;

    struct Hash {
        std::size_t operator()(Fingerprint const& fingerprint) const { return fingerprint[0]; }
    };

    Fingerprint fingerprint(std::string_view owner, std::string_view nonce) const;
    void forget_expired(storage::Instant machine_now);  // under mutex_

    std::size_t const most_;
    crypto::Mac const mac_;
    std::mutex mutex_;  // guards what follows
    boost::unordered_flat_set<Fingerprint, Hash> kept_;
    std::map<std::chrono::sys_seconds, std::vector<Fingerprint>> by_expiry_;
};

}  // namespace rds::gateway
