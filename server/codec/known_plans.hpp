// Shows RapidJSON.
#pragma once

#include "server/codec/fixture.hpp"
#include "server/json/node.hpp"

#include <functional>
#include <set>
#include <string>
#include <string_view>

namespace rds::codec {

// The plans that a tenant knows with a fixture: the fixture's own and the built-in ones.
class KnownPlans {
  public:
    explicit KnownPlans(Fixture const& fixture);

    // Throws Invalid, said of `source`, unless there is a plan of this name.
    void require(std::string_view name, std::string const& source) const;

    // Throws Invalid unless the node's member names a plan, is empty or absent.
    void require(json::Node const& node, char const* member) const;

  private:
    std::string why_unknown(std::string_view name) const;

    std::set<std::string, std::less<>> names_;
};

}  // namespace rds::codec
