#pragma once

#include "server/api/faults.hpp"
#include "server/gateway/wire/call.hpp"
#include "server/http/message.hpp"
#include "server/identity/secret.hpp"

#include <optional>

namespace rds::gateway {

struct SecretInUse {
    identity::Secret const& secret;
    bool is_default;  // of every root that has no other; for the hint
};

// Says why the request's signature is not what this secret gives, in the service's words, with a
// hint at what most likely happened; nothing if it is right. The values of secret parameters and
// headers are redacted in the text that should have been signed. For a request of that version.
std::optional<api::Fault>
check_v1_signature(http::Request const& request, Call const& call, SecretInUse const& used);
std::optional<api::Fault>
check_v3_signature(http::Request const& request, Call const& call, SecretInUse const& used);

}  // namespace rds::gateway
