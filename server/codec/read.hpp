#pragma once

#include "server/codec/fixture.hpp"
#include "server/json/node.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace rds::codec {

// Reads a document and checks all of it that can be checked without a tenant: its syntax, its
// structure by fixtures/schema.json, and its sense. `source` stands for it in messages. Throws
// Invalid.
Fixture read(std::string_view text, std::string const& source);

// The largest file that is read.
inline constexpr std::size_t kLargestFile = std::size_t{16} << 20U;

// Whether load() reads no file for this name.
bool is_compiled_in(std::string_view name);

// Reads the compiled-in fixture of this name, else the file of this path. Throws Invalid.
Fixture load(std::string const& name_or_path);

// Only a compiled-in one: for names that come over the network. Throws Invalid.
Fixture load_compiled_in(std::string const& name);

// The rows of a list that a document's object has: of a plain table, or that belong to the resource
// of this key. Without the list, those that usually belong to such a resource.
std::vector<Fixture::Row>
read_rows(json::Node const& node, storage::Table const& table, std::string const& parent = {});

// Reads an instance of the structure that the schema allows, with what belongs to it and, if it
// says so, its moves. Throws Invalid.
Fixture::Instance read_instance(json::Node const& node);

// Reads "identities" of a document whose structure has been checked, with their policies, and joins
// keys and tokens to their owners. Without "accessKeys" there is the one testid. Throws Invalid.
identity::Identities read_identities(json::Node const& root);

// Throws Invalid, said of `source`, unless a tenant with the fixture has a plan of this name: one
// of the fixture's own or a built-in one.
void require_plan(Fixture const& fixture, std::string_view name, std::string const& source);

}  // namespace rds::codec
