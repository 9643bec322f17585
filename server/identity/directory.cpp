#include "server/identity/directory.hpp"

#include "server/crypto/digest.hpp"
#include "storage/tenant/tenant_id.hpp"

namespace rds::identity {

namespace {

std::string fingerprint(std::string_view token) {
    return std::string{crypto::digest(crypto::Algorithm::sha256, token).view()};
}

}  // namespace

Directory::Directory(Identities const& identities, std::string_view default_secret)
    : default_secret_{std::make_shared<Secret const>(default_secret)} {
    for (auto const& key : identities.access_keys) {
        credentials_.emplace(key.id, credential_of(key));
        if (key.is_active && example_key_.empty()) example_key_ = key.id;
    }
    for (auto const& [key, security_token, expires_at] : identities.temporary_keys) {
        auto credential = credential_of(key);
        credential.expires_at = expires_at;
        credential.is_temporary = true;
        credentials_.emplace(key.id, std::move(credential));
        keys_by_token_.emplace(fingerprint(security_token), key.id);
    }
    auto const no_secret = std::make_shared<Secret const>("");
    for (auto const& [token, owner, expires_at] : identities.bearer_tokens) {
        bearers_.emplace(
            fingerprint(token),
            Credential{owner->tenant, no_secret, true, owner, expires_at}
        );
    }
}

Credential Directory::credential_of(AccessKey const& key) const {
    return {
        .tenant = key.owner->tenant,
        .secret = key.secret ? std::make_shared<Secret const>(*key.secret) : default_secret_,
        .is_active = key.is_active,
        .owner = key.owner,
        .has_default_secret = !key.secret};
}

std::optional<Credential> Directory::find(std::string_view access_key_id) const {
    if (auto const at = credentials_.find(access_key_id); at != credentials_.end())
        return at->second;
    if (!storage::is_tenant_id(access_key_id)) return std::nullopt;
    return Credential{
        .tenant = std::string{access_key_id},
        .secret = default_secret_,
        .has_default_secret = true};
}

std::string_view Directory::key_of_token(std::string_view security_token) const {
    auto const at = keys_by_token_.find(fingerprint(security_token));
    return at == keys_by_token_.end() ? std::string_view{} : at->second;
}

std::optional<Credential> Directory::find_bearer(std::string_view token) const {
    auto const at = bearers_.find(fingerprint(token));
    return at == bearers_.end() ? std::nullopt : std::optional{at->second};
}

}  // namespace rds::identity
