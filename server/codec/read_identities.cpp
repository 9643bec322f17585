#include "server/codec/read_identities.hpp"

#include "server/codec/distinct.hpp"
#include "server/codec/principals.hpp"
#include "server/text/time.hpp"
#include "storage/tenant/tenant_id.hpp"

#include <fmt/format.h>

#include <memory>
#include <optional>

namespace rds::codec {

namespace {

using identity::AccessKey;
using identity::BearerToken;
using identity::Principal;
using identity::SharedPrincipal;
using identity::TemporaryKey;
using json::Node;
using storage::kDefaultTenant;

// What STS gives if it is not asked for less or more.
constexpr std::string_view kUsualExpiry = "1h";

SharedPrincipal root_of(std::string tenant) {
    return std::make_shared<Principal const>(
        Principal{Principal::Kind::root, std::move(tenant), {}, {}}
    );
}

identity::Expiry read_expiry(Node const& node, std::string_view otherwise) {
    auto const text = node.text("expires", otherwise);
    if (auto const instant = text::parse_timestamp(text)) return *instant;
    if (auto const duration = text::parse_duration(text)) return *duration;
    auto const why = fmt::format(
        "is neither {}, after the account is opened, nor {}",
        text::kDurationExample,
        text::kTimestampExample
    );
    node.refuse("expires", why);
}

// Reads one document.
class Reader {
  public:
    explicit Reader(Node const& root)
        : identities_{root.find("identities")}, tenants_{identities_} {}

    identity::Identities read() {
        for (auto const& node : objects("users"))
            users_.add(node, tenant_of(node));
        for (auto const& node : objects("roles"))
            roles_.add(node, tenant_of(node));

        identity::Identities all;
        for (auto const& node : objects("accessKeys"))
            all.access_keys.push_back(read_access_key(node));
        if (!identities_ || !identities_->has("accessKeys")) {
            all.access_keys.push_back(
                {.id = "testid", .owner = root_of(std::string{kDefaultTenant})}
            );
        }
        for (auto const& node : objects("stsTokens"))
            all.temporary_keys.push_back(read_temporary_key(node));
        for (auto const& node : objects("bearerTokens"))
            all.bearer_tokens.push_back(read_bearer_token(node));
        return all;
    }

  private:
    std::vector<Node> objects(char const* name) const {
        return identities_ ? identities_->objects(name) : std::vector<Node>{};
    }

    std::string tenant_of(Node const& node) const { return tenants_.of(node, kDefaultTenant); }

    // A key of 16 digits is one of the tenant of that number, unless another is named.
    AccessKey read_access_key(Node const& node) {
        AccessKey key;
        key.id = node.text("id");
        key_ids_.add(key.id, node, "id");
        if (node.has("secret")) key.secret = node.text("secret");
        key.is_active = node.text("status", "Active") == "Active";
        auto const usual = storage::is_tenant_id(key.id) ? key.id : std::string{kDefaultTenant};
        auto tenant = tenants_.of(node, usual);
        key.owner =
            node.has("user") ? users_.require(node, "user", tenant) : root_of(std::move(tenant));
        // One that is the roots' would let the user sign as any root.
        if (node.has("user") && !key.secret)
            node.refuse("secret", "is given; the key of a user needs a secret of its own");
        return key;
    }

    TemporaryKey read_temporary_key(Node const& node) {
        TemporaryKey temporary;
        temporary.key.id = node.text("accessKeyId");
        key_ids_.add(temporary.key.id, node, "accessKeyId");
        temporary.key.secret = node.text("secret");
        temporary.key.owner = roles_.require(node, "role", tenant_of(node));
        temporary.security_token = node.text("securityToken");
        security_tokens_.add_secret(temporary.security_token, node, "securityToken");
        temporary.expires_at = read_expiry(node, kUsualExpiry);
        return temporary;
    }

    BearerToken read_bearer_token(Node const& node) {
        BearerToken bearer;
        bearer.token = node.text("token");
        bearer_tokens_.add_secret(bearer.token, node, "token");
        bearer.owner = read_bearer(node);
        if (node.has("expires")) bearer.expires_at = read_expiry(node, {});
        return bearer;
    }

    SharedPrincipal read_bearer(Node const& node) const {
        auto tenant = tenant_of(node);
        if (node.has("user") && node.has("role")) {
            node.refuse("role", R"(is given beside "user"; one of them is right)");
        }
        if (node.has("user")) return users_.require(node, "user", tenant);
        if (node.has("role")) return roles_.require(node, "role", tenant);
        return root_of(std::move(tenant));
    }

    std::optional<Node> identities_;
    TenantNames tenants_;
    Principals users_{Principal::Kind::user, "a user"};
    Principals roles_{Principal::Kind::role, "a role"};
    Distinct<std::string> key_ids_;
    Distinct<std::string> security_tokens_;
    Distinct<std::string> bearer_tokens_;
};

}  // namespace

identity::Identities read_identities(Node const& root) {
    return Reader{root}.read();
}

}  // namespace rds::codec
