// Inside this layer only: it shows RapidJSON.
#pragma once

#include "server/codec/distinct.hpp"
#include "server/identity/identities.hpp"
#include "server/json/node.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>

namespace rds::codec {

// The tenants of a document, by their aliases.
class TenantNames {
  public:
    // Refers to the document. Throws Invalid.
    explicit TenantNames(std::optional<json::Node> const& identities);

    // The ID of the tenant that a member "account" names; `otherwise` if it is absent. Throws
    // Invalid.
    std::string of(json::Node const& node, std::string_view otherwise) const;

  private:
    std::map<std::string, std::string, std::less<>> ids_;
};

// The users or the roles of a document, by tenant and name. Keeps the node of each: what those
// were taken from must outlive it.
class Principals {
  public:
    // `noun` is what messages call one.
    Principals(identity::Principal::Kind kind, std::string_view noun) : kind_{kind}, noun_{noun} {}

    // Reads a user or a role with its policies. Throws Invalid.
    void add(json::Node const& node, std::string const& tenant);

    // That which a member of this name names. Throws Invalid.
    identity::SharedPrincipal
    require(json::Node const& node, char const* member, std::string const& tenant) const;

  private:
    struct Known {
        identity::SharedPrincipal principal;
        json::Node node;
    };

    identity::Principal::Kind kind_;
    std::string_view noun_;
    using KnownByName = std::map<std::string, Known, std::less<>>;

    std::map<std::string, KnownByName> by_tenant_{};
};

}  // namespace rds::codec
