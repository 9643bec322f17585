#pragma once

#include "server/api/faults.hpp"
#include "server/gateway/auth/nonces.hpp"
#include "server/gateway/wire/call.hpp"
#include "server/http/message.hpp"
#include "server/identity/directory.hpp"
#include "server/identity/identities.hpp"

#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

namespace rds::gateway {

// Who calls, and whose tenant the call uses.
struct Caller {
    std::string access_key_id;  // empty: anonymous, or by a bearer token
    std::string tenant;
    identity::SharedPrincipal principal;  // absent: nobody that a policy binds

    // Until when the tenant's clock lets the call pass, and what it is refused with from then on.
    std::optional<identity::Expiry> expires_at;
    std::optional<api::Fault> when_expired;
};

// Whom a call is by and, if callers are checked, why it is refused.
struct Authenticated {
    Caller caller;
    std::optional<api::Fault> refused;
    std::string hint;  // where callers are not checked: what may not be as the caller thinks
    std::optional<Nonces::Place> nonce;  // of a checked call, which has used it up
};

// Tells who calls and checks what they signed, in the order of refusals: version, ambiguous
// credentials, key, token, timestamp, nonce, signature; only then is the nonce kept. Whose tenant
// a call uses: that of the key's owner; a key of 16 digits is the root of the tenant of that
// number, so that tests which choose different keys never meet; every other key, and none, belongs
// to the default tenant. Any thread.
class Authenticator {
  public:
    struct Settings {
        identity::AuthMode mode = identity::AuthMode::off;
        // Between a call's timestamp and the machine's time, either way; 0: not looked at.
        storage::Duration max_skew = std::chrono::minutes{15};
    };

    Authenticator(identity::Directory directory, Settings settings)
        : directory_{std::move(directory)}, settings_{settings} {}

    Authenticated
    authenticate(http::Request const& request, Call const& call, storage::Instant machine_now);

    // Whose tenant the calls of a key use.
    std::string tenant_of(std::string_view access_key_id) const;

    // For whoever gives a key that is nearly a tenant's ID; empty if it is not, or somebody's.
    std::string hint_about(std::string_view access_key_id) const;

    identity::AuthMode mode() const { return settings_.mode; }

    // The call was not handled: it may come again as it is.
    void give_back(Nonces::Place const& nonce) { nonces_.give_back(nonce); }

  private:
    class Examination;

    bool is_first_of(std::string const& access_key_id);

    identity::Directory const directory_;
    Settings const settings_;
    Nonces nonces_;

    std::mutex mutex_;                           // guards what follows
    std::unordered_set<std::string> seen_keys_;  // of their own secrets, where nobody is checked
};

}  // namespace rds::gateway
