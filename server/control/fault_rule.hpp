// What a rule means by which calls are struck. Shows RapidJSON.
#pragma once

#include "server/api/catalog.hpp"
#include "server/json/node.hpp"
#include "storage/fault_rules.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace rds::control {

using storage::FaultRule;

// Reads the rule that an object describes, of the structure that the schema allows. Durations in
// the place of instants count from `now`. Throws json::Invalid, with a pointer to the wrong member,
// if it names what is not there, or could never be.
FaultRule
read_fault_rule(json::Node const& node, api::Catalog const& catalog, storage::Instant now);

// Reads a text that stands at `pointer` of `source`, and checks its structure as well.
FaultRule parse_fault_rule(
    std::string_view text,
    std::string const& source,
    std::string const& pointer,
    api::Catalog const& catalog,
    storage::Instant now
);

// The values that count of a call's parameters, by name.
using ArgumentValues = std::unordered_map<std::string_view, std::string_view>;

// Whether a call is one of those that the rule is about.
bool matches(FaultRule const& rule, std::string_view action, ArgumentValues const& values);

// Whether it is the turn of the next call that matches.
bool comes_next(FaultRule const& rule);

// Whether it strikes no more.
bool is_spent(FaultRule const& rule, storage::Instant now);

// "Injected: rule 3, hit 2 of the first 5."
std::string hint_injected(FaultRule const& rule);

}  // namespace rds::control
