#include "server/gateway/auth/nonces.hpp"

#include <openssl/rand.h>

#include <algorithm>
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

Nonces::Nonces(std::size_t most)
    : most_{most}, mac_{crypto::Mac::hmac(crypto::Algorithm::sha256, random_key())} {}

bool Nonces::has(std::string_view owner, std::string_view nonce, Now now) {
    auto const print = fingerprint(owner, nonce);
    std::scoped_lock const lock{mutex_};
    forget_expired(now);
    return kept_.contains(print);
}

Nonces::Keeping
Nonces::keep(std::string_view owner, std::string_view nonce, storage::Instant expires_at, Now now) {
    auto const print = fingerprint(owner, nonce);
    std::scoped_lock const lock{mutex_};
    forget_expired(now);
    if (kept_.contains(print)) return {Kept::before};
    if (kept_.size() >= most_) return {Kept::no_room};
    auto const expires = std::chrono::ceil<std::chrono::seconds>(expires_at);
    auto& group = by_expiry_[expires];
    group.prints.push_back(print);
    group.last = std::max(group.last, now.steady + (expires_at - now.machine));
    kept_.insert(print);
    return {Kept::now, {print, expires}};
}

void Nonces::give_back(Place const& place) {
    std::scoped_lock const lock{mutex_};
    auto const group = by_expiry_.find(place.expires);
    if (group == by_expiry_.end()) return;
    std::erase(group->second.prints, place.print);
    kept_.erase(place.print);
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

// A group may keep later ones that have expired too: they expire in the same order unless the
// machine's clock jumped, and then no more than a call's age apart.
void Nonces::forget_expired(Now now) {
    while (!by_expiry_.empty()) {
        auto const oldest = by_expiry_.begin();
        if (oldest->first >= now.machine || oldest->second.last >= now.steady) return;
        for (auto const& print : oldest->second.prints)
            kept_.erase(print);
        by_expiry_.erase(oldest);
    }
}

}  // namespace rds::gateway
