#pragma once

#include "server/api/faults.hpp"
#include "server/gateway/wire/call.hpp"
#include "server/http/message.hpp"
#include "server/identity/directory.hpp"

#include <optional>

namespace rds::gateway {

// Says why the request's signature, of V3 if it has an Authorization, is not what this credential's
// secret gives, in the service's words, with a hint at what most likely happened; nothing if it is
// right. The values of secret parameters and headers are redacted in the text that should have been
// signed.
std::optional<api::Fault> check_signature(
    http::Request const& request,
    Call const& call,
    identity::Credential const& credential
);

// Whether check_signature() would find nothing wrong; nobody is told what it is.
bool is_signed_by(
    http::Request const& request,
    Call const& call,
    identity::Credential const& credential
);

}  // namespace rds::gateway
