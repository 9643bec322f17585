#include "server/gateway/auth/authenticate.hpp"

#include "server/control/tenants.hpp"
#include "server/gateway/auth/auth_hints.hpp"
#include "server/gateway/auth/credentials.hpp"
#include "server/gateway/auth/signature_check.hpp"
#include "server/text/time.hpp"
#include "storage/tenant/tenant_id.hpp"

#include <array>
#include <utility>

namespace rds::gateway {

namespace {

namespace faults = api::faults;
using api::Fault;
using identity::AuthMode;
using storage::Instant;
using Refusal = std::optional<Fault>;

// How long a nonce counts where timestamps do not: as long as by default.
constexpr std::chrono::minutes kNonceTime{15};

Fault missing(std::string_view parameter) {
    return Fault{faults::kMissing, parameter};
}

}  // namespace

// One call's way through the checks.
class Authenticator::Examination {
  public:
    Examination(
        Authenticator& authenticator,
        http::Request const& request,
        Call const& call,
        Instant machine_now
    )
        : by_{authenticator},
          request_{request},
          call_{call},
          now_{machine_now, request.received},
          given_{credentials(request, call)} {
        identify();
    }

    Caller const& caller() const { return caller_; }

    // The checks, each once what is before it has passed.
    Refusal refusal() {
        using Check = Refusal (Examination::*)();
        static constexpr std::array<Check, 8> kInOrder{
            &Examination::check_version,
            &Examination::check_scheme,
            &Examination::check_key,
            &Examination::check_token,
            &Examination::check_timestamp,
            &Examination::check_nonce,
            &Examination::check_signature,
            &Examination::keep_nonce,
        };
        for (auto const check : kInOrder) {
            if (auto fault = (this->*check)()) return fault;
        }
        return std::nullopt;
    }

    bool is_bearer() const {
        return given_.scheme == Scheme::bearer || given_.scheme == Scheme::bearer_v1;
    }

  private:
    void identify() {
        caller_.access_key_id = call_.access_key_id;
        caller_.tenant = control::kDefaultTenant;
        if (is_bearer()) {
            bearer_ = by_.directory_.find_bearer(given_.bearer_token);
            if (bearer_ == nullptr) return;
            caller_.tenant = bearer_->owner->tenant;
            caller_.principal = bearer_->owner;
            return;
        }
        credential_ = by_.directory_.find(call_.access_key_id);
        if (!credential_) return;
        caller_.tenant = credential_->tenant;
        caller_.principal = credential_->owner;
    }

    Refusal check_version() {
        if (!call_.version.empty()) return std::nullopt;
        return missing("Version").hinting(
            "Calls that are checked must say x-acs-version or Version 2014-08-15."
        );
    }

    Refusal check_scheme() {
        auto const why = ambiguity(request_, call_, given_);
        if (why.empty()) return std::nullopt;
        return Fault{faults::kIncompleteSignature}.hinting(why);
    }

    Refusal check_key() {
        if (is_bearer()) return check_bearer();
        if (call_.access_key_id.empty()) {
            return missing("AccessKeyId").hinting(hint_unsigned(by_.directory_.example_key()));
        }
        if (!credential_) {
            return Fault{faults::kAccessKeyNotFound}.hinting(
                hint_unknown_key(call_.access_key_id, by_.directory_.example_key())
            );
        }
        if (!credential_->is_active) {
            return Fault{faults::kAccessKeyInactive}.hinting(
                "The fixture says that this key is Inactive."
            );
        }
        return std::nullopt;
    }

    Refusal check_bearer() {
        if (given_.bearer_token.empty()) {
            return missing("BearerToken")
                .hinting(
                    "SignatureType is BEARERTOKEN; the token goes into BearerToken or "
                    "x-acs-bearer-token."
                );
        }
        auto const wrong = Fault{faults::kInvalid, "BearerToken"};
        if (bearer_ == nullptr) {
            return Fault{wrong}.hinting("The fixture's bearerTokens have no such token.");
        }
        caller_.expires_at = bearer_->expires_at;
        caller_.when_expired = wrong;
        return std::nullopt;
    }

    Refusal check_token() {
        if (is_bearer()) return std::nullopt;
        auto const& token = given_.security_token;
        if (token.empty()) {
            if (!credential_->is_temporary) return std::nullopt;
            return missing("SecurityToken")
                .hinting("This key is a temporary one; it counts with its security token alone.");
        }
        auto const key = by_.directory_.key_of_token(token);
        if (key.empty()) {
            return Fault{faults::kSecurityTokenMalformed}.hinting(
                "The fixture's stsTokens have no such token."
            );
        }
        if (key != call_.access_key_id) {
            return Fault{faults::kSecurityTokenMismatch}.hinting(
                "The fixture gives this token to another key."
            );
        }
        caller_.expires_at = credential_->expires_at;
        caller_.when_expired = Fault{faults::kSecurityTokenExpired};
        return std::nullopt;
    }

    Refusal check_timestamp() {
        if (given_.timestamp.empty()) {
            return missing("Timestamp")
                .hinting("Say when the call is made: Timestamp or x-acs-date, in UTC.");
        }
        auto const time = text::parse_timestamp(given_.timestamp);
        if (!time) {
            return Fault{faults::kTimestampFormat}.hinting(hint_timestamp_format(given_.timestamp));
        }
        auto const skew = by_.settings_.max_skew;
        if (skew.count() == 0) {
            nonce_expires_at_ = now_.machine + kNonceTime;
            return std::nullopt;
        }
        nonce_expires_at_ = *time + skew;
        if (std::chrono::abs(now_.machine - *time) <= skew) return std::nullopt;
        return Fault{faults::kTimestampExpired}.hinting(
            hint_timestamp_expired(*time, now_.machine, skew)
        );
    }

    // Whose nonce it is: V3 does not sign the key's ID, so that a call could come a second time as
    // another key's of the same secret.
    std::string_view nonce_owner() const {
        return is_bearer() ? given_.bearer_token : credential_->secret->fingerprint();
    }

    static Fault used_nonce() {
        return Fault{faults::kNonceUsed}.hinting(
            "A call with this SignatureNonce was accepted before; a retry needs a new one."
        );
    }

    Refusal check_nonce() {
        if (given_.nonce.empty()) {
            return missing("SignatureNonce")
                .hinting("Each call needs a SignatureNonce or x-acs-signature-nonce of its own.");
        }
        if (!by_.nonces_.has(nonce_owner(), given_.nonce, now_)) return std::nullopt;
        return used_nonce();
    }

    Refusal check_signature() {
        if (given_.scheme == Scheme::unsigned_call) {
            return missing("Signature")
                .hinting("The call names a key and is not signed with its secret.");
        }
        if (given_.scheme == Scheme::bearer) return std::nullopt;
        if (given_.scheme == Scheme::bearer_v1) {
            static identity::Secret const none{""};
            return check_v1_signature(request_, call_, {none, false});
        }
        SecretInUse const used{*credential_->secret, credential_->has_default_secret};
        return given_.scheme == Scheme::v1 ? check_v1_signature(request_, call_, used)
                                           : check_v3_signature(request_, call_, used);
    }

    // Two calls with the same nonce may have come this far together: one keeps it.
    Refusal keep_nonce() {
        switch (by_.nonces_.keep(nonce_owner(), given_.nonce, nonce_expires_at_, now_)) {
            case Nonces::Kept::now:
                return std::nullopt;
            case Nonces::Kept::before:
                return used_nonce();
            case Nonces::Kept::no_room:
                break;
        }
        return Fault{faults::kThrottlingUser}.hinting(
            "No room for another nonce: none is forgotten before its call is too old. A shorter "
            "--auth-max-skew makes room."
        );
    }

    Authenticator& by_;
    http::Request const& request_;
    Call const& call_;
    Nonces::Now const now_;
    Credentials const given_;
    Caller caller_;
    std::optional<identity::Credential> credential_;
    identity::Bearer const* bearer_ = nullptr;
    Instant nonce_expires_at_{};
};

std::optional<Fault> expiry(Caller const& caller, Instant opened_at, Instant now) {
    if (!caller.expires_at) return std::nullopt;
    auto const* const after = std::get_if<storage::Duration>(&*caller.expires_at);
    auto const at = after != nullptr ? opened_at + *after : std::get<Instant>(*caller.expires_at);
    if (now < at) return std::nullopt;
    return Fault{*caller.when_expired}.hinting(hint_token_expired(at, now));
}

std::string Authenticator::tenant_of(std::string_view access_key_id) const {
    auto const credential = directory_.find(access_key_id);
    return credential ? credential->tenant : std::string{control::kDefaultTenant};
}

std::string Authenticator::hint_about(std::string_view access_key_id) const {
    if (!storage::is_nearly_tenant_id(access_key_id) || directory_.find(access_key_id)) return {};
    return hint_not_an_tenant(access_key_id);
}

Authenticated
Authenticator::authenticate(http::Request const& request, Call const& call, Instant machine_now) {
    Examination examination{*this, request, call, machine_now};
    if (settings_.mode != AuthMode::off) {
        auto refused = examination.refusal();
        return {examination.caller(), std::move(refused), {}};
    }
    auto hint = examination.is_bearer() ? std::string{} : hint_about(call.access_key_id);
    return {examination.caller(), std::nullopt, std::move(hint)};
}

}  // namespace rds::gateway
