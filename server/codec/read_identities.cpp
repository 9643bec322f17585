#include "server/codec/distinct.hpp"
#include "server/codec/fields.hpp"
#include "server/codec/read.hpp"
#include "server/identity/policy.hpp"
#include "server/text/suggest.hpp"
#include "storage/tenant/tenant_id.hpp"

#include <fmt/format.h>

#include <map>
#include <memory>
#include <optional>
#include <utility>

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
    constexpr std::string_view kRelative =
        "a duration like 500ms, 6s, 30m, 2h or 1d, after the account is opened,";
    return read_time(node, "expires", otherwise, kRelative);
}

// Reads one document.
class Reader {
  public:
    explicit Reader(Node const& root) : identities_{root.find("identities")} {
        for (auto const& node : objects("accounts")) {
            tenant_ids_.add(node, "id");
            aliases_.add(node, "alias");
            tenants_.emplace(node.text("alias"), node.text("id"));
        }
    }

    identity::Identities read() {
        for (auto const& node : objects("users"))
            add_principal(Principal::Kind::user, node);
        for (auto const& node : objects("roles"))
            add_principal(Principal::Kind::role, node);

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
    // The users or the roles of a tenant.
    struct Principals {
        Distinct names{};
        std::map<std::string, SharedPrincipal> by_name{};
    };

    std::vector<Node> objects(char const* name) const {
        return identities_ ? identities_->objects(name) : std::vector<Node>{};
    }

    // The ID of the tenant that a member "account" names.
    std::string tenant_of(Node const& node, std::string_view otherwise = kDefaultTenant) const {
        auto name = node.text("account", otherwise);
        if (storage::is_tenant_id(name)) return name;
        if (auto const found = tenants_.find(name); found != tenants_.end()) return found->second;
        auto const right = text::near_or_known(name, aliases_.all());
        node.refuse("account", "is not an alias of the accounts of this fixture" + right);
    }

    void add_principal(Principal::Kind kind, Node const& node) {
        Principal principal{kind, tenant_of(node), node.text("name"), {}};
        auto& known = principals_[{kind, principal.tenant}];
        known.names.add(node, "name");
        for (auto const& policy : node.objects("policies"))
            principal.policies.push_back(identity::parse_policy(policy));
        auto shared = std::make_shared<Principal const>(std::move(principal));
        known.by_name.emplace(shared->name, shared);
    }

    // The user or the role that a member of that name names.
    SharedPrincipal principal(Node const& node, char const* member, std::string const& tenant) {
        auto const is_user = member == std::string_view{"user"};
        auto const kind = is_user ? Principal::Kind::user : Principal::Kind::role;
        auto const& known = principals_[{kind, tenant}];
        auto const name = node.text(member);
        if (auto const found = known.by_name.find(name); found != known.by_name.end())
            return found->second;
        auto const right = text::near_or_known(name, known.names.all());
        node.refuse(member, fmt::format("is not a {} of the account {}{}", member, tenant, right));
    }

    // A key of 16 digits is one of the tenant of that number, unless another is named.
    AccessKey read_access_key(Node const& node) {
        AccessKey key;
        key.id = node.text("id");
        key_ids_.add(node, "id");
        if (node.has("secret")) key.secret = node.text("secret");
        key.is_active = node.text("status", "Active") == "Active";
        auto const usual = storage::is_tenant_id(key.id) ? key.id : std::string{kDefaultTenant};
        auto tenant = tenant_of(node, usual);
        key.owner = node.has("user") ? principal(node, "user", tenant) : root_of(std::move(tenant));
        // One that is the roots' would let the user sign as any root.
        if (node.has("user") && !key.secret)
            node.refuse("secret", "is given; the key of a user needs a secret of its own");
        return key;
    }

    TemporaryKey read_temporary_key(Node const& node) {
        key_ids_.add(node, "accessKeyId");
        AccessKey key{.id = node.text("accessKeyId"), .secret = node.text("secret")};
        key.owner = principal(node, "role", tenant_of(node));
        security_tokens_.add(node, "securityToken", true);
        return {std::move(key), node.text("securityToken"), read_expiry(node, kUsualExpiry)};
    }

    BearerToken read_bearer_token(Node const& node) {
        bearer_tokens_.add(node, "token", true);
        BearerToken bearer{.token = node.text("token"), .owner = read_bearer(node)};
        if (node.has("expires")) bearer.expires_at = read_expiry(node, {});
        return bearer;
    }

    SharedPrincipal read_bearer(Node const& node) {
        auto tenant = tenant_of(node);
        if (node.has("user") && node.has("role")) {
            node.refuse("role", R"(is given beside "user"; one of them is right)");
        }
        if (node.has("user")) return principal(node, "user", tenant);
        if (node.has("role")) return principal(node, "role", tenant);
        return root_of(std::move(tenant));
    }

    std::optional<Node> identities_;
    Distinct tenant_ids_;
    Distinct aliases_;
    std::map<std::string, std::string> tenants_;  // their IDs by their aliases
    std::map<std::pair<Principal::Kind, std::string>, Principals> principals_;
    Distinct key_ids_;
    Distinct security_tokens_;
    Distinct bearer_tokens_;
};

}  // namespace

identity::Identities read_identities(Node const& root) {
    return Reader{root}.read();
}

}  // namespace rds::codec
