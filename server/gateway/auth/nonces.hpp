#pragma once

#include "server/crypto/digest.hpp"
#include "storage/instant.hpp"

#include <boost/unordered/unordered_flat_set.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string_view>
#include <vector>

namespace rds::gateway {

// Keeps the nonces that calls were signed with, each until its call is too old to be accepted
// again, by the machine's clock and by one that nobody sets: a machine's clock that jumps ahead and
// back makes no nonce new. What is kept are keyed fingerprints, 16 bytes whatever a client sends,
// that nobody can make collide. Any thread.
class Nonces {
  public:
    enum class Kept : std::uint8_t { now, before, no_room };

    using Fingerprint = std::array<std::uint64_t, 2>;

    // Where a nonce is kept.
    struct Place {
        Fingerprint print{};
        std::chrono::sys_seconds expires{};
    };

    struct Keeping {
        Kept kept;
        Place place{};  // of one that is kept now
    };

    // One moment by both clocks.
    struct Now {
        storage::Instant machine;
        std::chrono::steady_clock::time_point steady;
    };

    explicit Nonces(std::size_t most = 1'000'000);

    // Whether it is kept already.
    bool has(std::string_view owner, std::string_view nonce, Now now);

    // Keeps it until `expires_at` of machine time, and for as long from now on as that is away. One
    // that lives is never given up for another.
    Keeping
    keep(std::string_view owner, std::string_view nonce, storage::Instant expires_at, Now now);

    // Forgets a nonce whose call was not handled: the same call may come again.
    void give_back(Place const& place);

  private:
    // Those that expire in the same second of machine time.
    struct Group {
        std::vector<Fingerprint> prints{};
        std::chrono::steady_clock::time_point last{};  // when the last of them does by that clock
    };

    Fingerprint fingerprint(std::string_view owner, std::string_view nonce) const;
    void forget_expired(Now now);  // under mutex_

    std::size_t const most_;
    crypto::Mac const mac_;
    std::mutex mutex_;  // guards what follows
    boost::unordered_flat_set<Fingerprint> kept_;
    std::map<std::chrono::sys_seconds, Group> by_expiry_;
};

}  // namespace rds::gateway
