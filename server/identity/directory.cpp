#include "server/identity/directory.hpp"

#include "storage/tenant/tenant_id.hpp"

namespace rds::identity {

namespace {

std::string fingerprint(std::string_view token) {
    return std::string{crypto::digest(crypto::Algorithm::sha256, token).view()};
}

}  // namespace

Directory::Directory(Identities const& identities, std::string_view default_secret)
    : default_secret_{std::make_shared<Secret const>(default_secret)} {
    for (auto const& key : identities.access_keys)
        add(key);
    for (auto const& temporary : identities.temporary_keys)
        add(temporary);
    for (auto const& bearer : identities.bearer_tokens) {
        bearers_.emplace(fingerprint(bearer.token), Bearer{bearer.owner, bearer.expires_at});
    }
}

void Directory::add(AccessKey const& key) {
    credentials_.emplace(
        key.id,
        Credential{
            .tenant = key.owner->tenant,
            .secret = secret_of(key),
            .is_active = key.is_active,
            .owner = key.owner,
            .has_default_secret = !key.secret}
    );
    if (key.is_active && example_key_.empty()) example_key_ = key.id;
}

void Directory::add(TemporaryKey const& temporary) {
    auto const& key = temporary.key;
    credentials_.emplace(
        key.id,
        Credential{
            .tenant = key.owner->tenant,
            .secret = secret_of(key),
            .is_active = key.is_active,
            .owner = key.owner,
            .expires_at = temporary.expires_at,
            .is_temporary = true}
    );
    keys_by_token_.emplace(fingerprint(temporary.security_token), key.id);
}

std::shared_ptr<Secret const> Directory::secret_of(AccessKey const& key) const {
    return key.secret ? std::make_shared<Secret const>(*key.secret) : default_secret_;
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

Bearer const* Directory::find_bearer(std::string_view token) const {
    auto const at = bearers_.find(fingerprint(token));
    return at == bearers_.end() ? nullptr : &at->second;
}

}  // namespace rds::identity
