// Who may call, as a fixture names them: plain values, server-wide, not part of any tenant's
// state.
#pragma once

#include "server/identity/policy.hpp"
#include "storage/instant.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace rds::identity {

// How much of a caller is checked.
enum class AuthMode : std::uint8_t {
    off,        // nothing: any key or none
    signature,  // that the call is signed, by whom it says
    ram,        // and that policies allow it
};

// Whom a call is made as.
struct Principal {
    enum class Kind : std::uint8_t { root, user, role };

    Kind kind = Kind::root;
    std::string tenant;              // 16 digits
    std::string name{};              // of a user or a role
    std::vector<Policy> policies{};  // none of a root, which may do all

    // As RAM writes it: "acs:ram::1000000000000000:user/alice", ".../root", ".../role/reader".
    std::string arn() const {
        auto const account = "acs:ram::" + tenant;
        if (kind == Kind::root) return account + ":root";
        return account + (kind == Kind::user ? ":user/" : ":role/") + name;
    }
};

using SharedPrincipal = std::shared_ptr<Principal const>;

// A point of tenant time: fixed, or so long after the tenant was opened.
using Expiry = std::variant<storage::Duration, storage::Instant>;

struct AccessKey {
    std::string id;
    std::optional<std::string> secret{};  // absent: that of the default root
    bool is_active = true;
    SharedPrincipal owner{};
};

// What STS gives: a key that counts together with its token, until it expires.
struct TemporaryKey {
    AccessKey key;
    std::string security_token;
    Expiry expires_at;
};

struct BearerToken {
    std::string token;
    SharedPrincipal owner;
    std::optional<Expiry> expires_at{};  // absent: never
};

struct Identities {
    std::vector<AccessKey> access_keys{};
    std::vector<TemporaryKey> temporary_keys{};
    std::vector<BearerToken> bearer_tokens{};
};

}  // namespace rds::identity
