#include "server/codec/principals.hpp"

#include "server/identity/policy.hpp"
#include "server/text/suggest.hpp"
#include "storage/tenant/tenant_id.hpp"

#include <fmt/format.h>

namespace rds::codec {

using json::Node;

namespace {

template <class Value>
std::vector<std::string_view> names_of(std::map<std::string, Value, std::less<>> const& by_name) {
    std::vector<std::string_view> names;
    names.reserve(by_name.size());
    for (auto const& [name, value] : by_name)
        names.push_back(name);
    return names;
}

}  // namespace

TenantNames::TenantNames(std::optional<Node> const& identities) {
    if (!identities) return;
    Distinct<std::string> ids;
    Distinct<std::string> aliases;
    for (auto const& node : identities->objects("accounts")) {
        ids.add(node.text("id"), node, "id");
        aliases.add(node.text("alias"), node, "alias");
        ids_.emplace(node.text("alias"), node.text("id"));
    }
}

std::string TenantNames::of(Node const& node, std::string_view otherwise) const {
    auto name = node.text("account", otherwise);
    if (storage::is_tenant_id(name)) return name;
    auto const found = ids_.find(name);
    if (found != ids_.end()) return found->second;
    auto const right = text::near_or_known(name, names_of(ids_));
    node.refuse("account", "is not an alias of the accounts of this fixture" + right);
}

void Principals::add(Node const& node, std::string const& tenant) {
    auto const name = node.text("name");
    auto& known = by_tenant_[tenant];
    if (auto const taken = known.find(name); taken != known.end()) {
        auto const by = taken->second.node.pointer_to("name");
        node.refuse("name", fmt::format("is taken by {}; each needs its own", by));
    }
    identity::Principal principal{kind_, tenant, name, {}};
    for (auto const& policy : node.objects("policies"))
        principal.policies.push_back(identity::parse_policy(policy));
    auto shared = std::make_shared<identity::Principal const>(std::move(principal));
    known.emplace(name, Known{std::move(shared), node});
}

identity::SharedPrincipal
Principals::require(Node const& node, char const* member, std::string const& tenant) const {
    auto const name = node.text(member);
    auto const of_tenant = by_tenant_.find(tenant);
    KnownByName const none;
    auto const& known = of_tenant == by_tenant_.end() ? none : of_tenant->second;
    if (auto const found = known.find(name); found != known.end()) return found->second.principal;
    auto const right = text::near_or_known(name, names_of(known));
    node.refuse(member, fmt::format("is not {} of the account {}{}", noun_, tenant, right));
}

}  // namespace rds::codec
