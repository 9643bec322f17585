#include "server/gateway/auth/nonces.hpp"

#include <openssl/rand.h>

#include <cstring>
#include <stdexcept>
#include <string>

namespace rds::gateway {

namespace {

std::string random_key() {
    std::string key(16, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char*>(key.data()), static_cast<int>(key.size())) != 1)
        throw std::runtime_error{"OpenSSL has no random bytes"};
    return key;
}

}  // namespace

Nonces::Nonces(std::size_t most) : most_{most}, mac_{crypto::Mac::siphash(random_key())} {}

bool Nonces::has(std::string_view owner, std::string_view nonce, storage::Instant machine_now) {
    auto const print = fingerprint(owner, nonce);
    std::scoped_lock const lock{mutex_};
    forget_expired(machine_now);
    return kept_.contains(print);
}

Nonces::Kept Nonces::keep(
    std::string_view owner,
    std::string_view nonce,
    storage::Instant expires_at,
    storage::Instant machine_now
) {
    auto const print = fingerprint(owner, nonce);
    std::scoped_lock const lock{mutex_};
    forget_expired(machine_now);
    if (kept_.contains(print)) return Kept::before;
    if (kept_.size() >= most_) return Kept::no_room;
    by_expiry_[std::chrono::ceil<std::chrono::seconds>(expires_at)].push_back(print);
    kept_.insert(print);
    return Kept::now;
}

// The length stands between the two, so that no other pair gives the same text.
Nonces::Fingerprint Nonces::fingerprint(std::string_view owner, std::string_view nonce) const {
    auto text = std::to_string(owner.size());
    text.append(":").append(owner).append(nonce);
    auto const digest = mac_.of(text);
    Fingerprint print{};
    std::memcpy(print.data(), digest.bytes.data(), sizeof print);
    return print;
}

void Nonces::forget_expired(storage::Instant machine_now) {
    while (!by_expiry_.empty() && by_expiry_.begin()->first < machine_now) {
        for (auto const& print : by_expiry_.begin()->second)
            kept_.erase(print);
        by_expiry_.erase(by_expiry_.begin());
    }
}

}  // namespace rds::gateway
