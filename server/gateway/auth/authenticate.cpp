#include "server/gateway/auth/authenticate.hpp"

#include "server/control/tenants.hpp"
#include "server/gateway/auth/credentials.hpp"
#include "server/gateway/auth/signature_check.hpp"
#include "server/text/escape.hpp"
#include "server/text/time.hpp"
#include "storage/tenant/tenant_id.hpp"

#include <fmt/format.h>

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

Fault refused(api::FaultKind const& kind, std::string hint) {
    return Fault{kind}.hinting(std::move(hint));
}

// What a checked call must say, and how.
struct Needed {
    std::string_view parameter;
    std::string_view hint;
};

constexpr Needed kVersion{
    "Version",
    "Calls that are checked must say x-acs-version or Version 2014-08-15."};
constexpr Needed kBearerToken{
    "BearerToken",
    "SignatureType is BEARERTOKEN; the token goes into BearerToken or x-acs-bearer-token."};
constexpr Needed kSecurityToken{
    "SecurityToken",
    "This key is a temporary one; it counts with its security token alone."};
constexpr Needed kTimestamp{
    "Timestamp",
    "Say when the call is made: Timestamp or x-acs-date, in UTC."};
constexpr Needed kNonce{
    "SignatureNonce",
    "Each call needs a SignatureNonce or x-acs-signature-nonce of its own."};
constexpr Needed kSignature{"Signature", "The call names a key and is not signed with its secret."};

std::string keys_that_would_do(std::string_view example) {
    constexpr std::string_view kOwn = "any 16 digits, the root of the account of that number";
    if (example.empty()) return std::string{kOwn};
    return fmt::format("{}, or {}", text::printable(example), kOwn);
}

Fault expired(Instant timestamp, Instant now, storage::Duration most) {
    using std::chrono::floor;
    using std::chrono::seconds;
    auto const is_behind = timestamp < now;
    return refused(
        faults::kTimestampExpired,
        fmt::format(
            "The call says {} and this machine {}: {} s {}, of which --auth-max-skew allows {} s. "
            "Callers are checked by the machine's time, not the account's.",
            text::timestamp(timestamp),
            text::timestamp(now),
            floor<seconds>(std::chrono::abs(now - timestamp)).count(),
            is_behind ? "behind" : "ahead",
            floor<seconds>(most).count()
        )
    );
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
        caller_.access_key_id = call_.access_key_id;
        caller_.tenant = control::kDefaultTenant;
        credential_ = is_bearer() ? by_.directory_.find_bearer(given_.bearer_token)
                                  : by_.directory_.find(call_.access_key_id);
        if (!credential_) return;
        caller_.tenant = credential_->tenant;
        caller_.principal = credential_->owner;
    }

    Caller const& caller() const { return caller_; }

    std::optional<Nonces::Place> const& nonce() const { return nonce_; }

    // Where callers are not checked: says of the first signature of each key that has a secret of
    // its own whether it would pass. Only the fixture gives such secrets, so these keys are few.
    std::string first_signature() {
        auto const has_own_secret = credential_ && !credential_->has_default_secret;
        auto const is_signed = given_.scheme == Scheme::v1 || given_.scheme == Scheme::v3;
        if (!has_own_secret || !is_signed || !by_.is_first_of(call_.access_key_id)) return {};
        if (is_signed_by(request_, call_, *credential_)) return {};
        return fmt::format(
            "The secret that the fixture gives to {} does not make this signature, which --auth "
            "signature would refuse; later calls of this key are not looked at.",
            text::quoted(call_.access_key_id)
        );
    }

    // The checks, each once what is before it has passed.
    Refusal refusal() {
        auto refused = check_version();
        if (!refused) refused = check_scheme();
        if (!refused) refused = check_key();
        if (!refused) refused = check_token();
        if (!refused) refused = check_timestamp();
        if (!refused) refused = check_nonce();
        if (!refused) refused = check_signature();
        if (!refused) refused = keep_nonce();
        return refused;
    }

    bool is_bearer() const {
        return given_.scheme == Scheme::bearer || given_.scheme == Scheme::bearer_v1;
    }

  private:
    Fault missing(Needed const& needed) const {
        return Fault{faults::kMissing, needed.parameter}.hinting(
            std::string{needed.hint} + misspelt(call_.arguments, needed.parameter)
        );
    }

    Refusal check_version() {
        if (!call_.version.empty()) return std::nullopt;
        return missing(kVersion);
    }

    Refusal check_scheme() {
        auto why = ambiguity(request_, call_, given_);
        if (why.empty()) return std::nullopt;
        return refused(faults::kIncompleteSignature, std::move(why));
    }

    Refusal check_key() {
        if (is_bearer()) return check_bearer();
        auto const would_do = [this] { return keys_that_would_do(by_.directory_.example_key()); };
        if (call_.access_key_id.empty()) {
            constexpr auto kHint =
                "Callers are checked here (--auth). Give your SDK an AccessKeyId: {}. A bearer "
                "token goes into BearerToken, with SignatureType=BEARERTOKEN.";
            return Fault{faults::kMissing, "AccessKeyId"}.hinting(
                fmt::format(kHint, would_do()) + misspelt(call_.arguments, "AccessKeyId")
            );
        }
        if (!credential_) {
            constexpr auto kHint =
                "Nobody has the key {}. Use {}; or add it to the fixture's identities.";
            auto const key = text::quoted(call_.access_key_id);
            return refused(faults::kAccessKeyNotFound, fmt::format(kHint, key, would_do()));
        }
        if (credential_->is_active) return std::nullopt;
        return refused(faults::kAccessKeyInactive, "The fixture says that this key is Inactive.");
    }

    Refusal check_bearer() {
        if (given_.bearer_token.empty()) return missing(kBearerToken);
        auto wrong = Fault{faults::kInvalid, "BearerToken"};
        if (!credential_)
            return std::move(wrong).hinting("The fixture's bearerTokens have no such token.");
        caller_.expires_at = credential_->expires_at;
        caller_.when_expired = std::move(wrong);
        return std::nullopt;
    }

    Refusal check_token() {
        if (is_bearer()) return std::nullopt;
        auto const& token = given_.security_token;
        if (token.empty()) {
            if (!credential_->is_temporary) return std::nullopt;
            return missing(kSecurityToken);
        }
        auto const key = by_.directory_.key_of_token(token);
        if (key.empty()) {
            return refused(
                faults::kSecurityTokenMalformed,
                "The fixture's stsTokens have no such token."
            );
        }
        if (key != call_.access_key_id) {
            return refused(
                faults::kSecurityTokenMismatch,
                "The fixture gives this token to another key."
            );
        }
        caller_.expires_at = credential_->expires_at;
        caller_.when_expired = Fault{faults::kSecurityTokenExpired};
        return std::nullopt;
    }

    Refusal check_timestamp() {
        auto const& given = given_.timestamp;
        if (given.empty()) return missing(kTimestamp);
        auto const time = text::parse_timestamp(given);
        if (!time) {
            return refused(
                faults::kTimestampFormat,
                fmt::format("{} is not {}.", text::quoted(given), text::kTimestampExample)
            );
        }
        auto const skew = by_.settings_.max_skew;
        auto const is_any_right = skew.count() == 0;
        nonce_expires_at_ = is_any_right ? now_.machine + kNonceTime : *time + skew;
        if (is_any_right || std::chrono::abs(now_.machine - *time) <= skew) return std::nullopt;
        return expired(*time, now_.machine, skew);
    }

    // Whose nonce it is: V3 does not sign the key's ID, so that a call could come a second time as
    // another key's of the same secret.
    std::string_view nonce_owner() const {
        return is_bearer() ? given_.bearer_token : credential_->secret->fingerprint();
    }

    static Fault used_nonce() {
        return refused(
            faults::kNonceUsed,
            "A call with this SignatureNonce was accepted before; a retry needs a new one."
        );
    }

    Refusal check_nonce() {
        if (given_.nonce.empty()) return missing(kNonce);
        if (!by_.nonces_.has(nonce_owner(), given_.nonce, now_)) return std::nullopt;
        return used_nonce();
    }

    Refusal check_signature() {
        if (given_.scheme == Scheme::unsigned_call) return missing(kSignature);
        if (given_.scheme == Scheme::bearer) return std::nullopt;
        return gateway::check_signature(request_, call_, *credential_);
    }

    // Two calls with the same nonce may have come this far together: one keeps it.
    Refusal keep_nonce() {
        auto const [kept, place] =
            by_.nonces_.keep(nonce_owner(), given_.nonce, nonce_expires_at_, now_);
        if (kept == Nonces::Kept::before) return used_nonce();
        if (kept == Nonces::Kept::now) {
            nonce_ = place;
            return std::nullopt;
        }
        return refused(
            faults::kThrottlingUser,
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
    Instant nonce_expires_at_{};
    std::optional<Nonces::Place> nonce_;
};

bool Authenticator::is_first_of(std::string const& access_key_id) {
    std::scoped_lock const lock{mutex_};
    return seen_keys_.insert(access_key_id).second;
}

std::string Authenticator::tenant_of(std::string_view access_key_id) const {
    auto const credential = directory_.find(access_key_id);
    return credential ? credential->tenant : std::string{control::kDefaultTenant};
}

std::string Authenticator::hint_about(std::string_view access_key_id) const {
    if (!storage::is_nearly_tenant_id(access_key_id) || directory_.find(access_key_id)) return {};
    return fmt::format(
        "The AccessKeyId has {} digits, and only one of 16 names an account: the call used the "
        "default account.",
        access_key_id.size()
    );
}

Authenticated
Authenticator::authenticate(http::Request const& request, Call const& call, Instant machine_now) {
    Examination examination{*this, request, call, machine_now};
    if (settings_.mode != AuthMode::off) {
        auto refused = examination.refusal();
        return {examination.caller(), std::move(refused), {}, examination.nonce()};
    }
    if (examination.is_bearer()) return {examination.caller(), {}, {}, {}};
    auto hint = hint_about(call.access_key_id);
    if (hint.empty()) hint = examination.first_signature();
    return {examination.caller(), std::nullopt, std::move(hint), {}};
}

}  // namespace rds::gateway
