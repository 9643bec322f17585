// Who holds which key.
#pragma once

#include "server/identity/identities.hpp"
#include "server/identity/secret.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace rds::identity {

// A key that somebody holds.
struct Credential {
    std::string tenant;  // whose resources its calls use
    std::shared_ptr<Secret const> secret;
    bool is_active = true;
    SharedPrincipal owner{};  // absent: a root that the fixture does not name
    std::optional<Expiry> expires_at{};
    bool is_temporary = false;        // counts together with its security token alone
    bool has_default_secret = false;  // of every root that has no other
};

// The fixture's keys and tokens, and beside them, for every tenant, the root key that is the
// tenant's own ID. Immutable; any thread.
class Directory {
  public:
    // `default_secret` is that of every root key that has no other.
    Directory(Identities const& identities, std::string_view default_secret);

    // Nothing if nobody holds it.
    std::optional<Credential> find(std::string_view access_key_id) const;

    // The key that a security token belongs to; empty if STS gave no such token.
    std::string_view key_of_token(std::string_view security_token) const;

    // What a bearer token counts for: the older SDK of Go signs with an empty secret beside it.
    std::optional<Credential> find_bearer(std::string_view token) const;

    // The first active key that no token goes with, for hints; empty if there is none.
    std::string_view example_key() const { return example_key_; }

  private:
    Credential credential_of(AccessKey const& key) const;

    std::shared_ptr<Secret const> const default_secret_;
    std::map<std::string, Credential, std::less<>> credentials_;
    // Tokens are looked up by their digest: how long that takes says nothing about the token.
    std::map<std::string, std::string, std::less<>> keys_by_token_;
    std::map<std::string, Credential, std::less<>> bearers_;
    std::string example_key_;
};

}  // namespace rds::identity
