// Rows of resources as JSON, by their tables of fields. Shows RapidJSON.
#pragma once

#include "server/json/node.hpp"
#include "server/json/writer.hpp"
#include "storage/fields/table.hpp"

#include <string_view>

namespace rds::codec {

// What the members of an object, whose structure the schema allows, make of a row. Members that
// the table does not have are passed over. Throws json::Invalid for what no schema can say: texts
// that are not times, elements that are equal.
storage::Changes read_changes(
    json::Node const& node,
    storage::Table const& table,
    storage::Instant now = {}  // from which durations count in the place of instants
);

// Throws json::Invalid if the object has a member that does not suit what the row has become.
void check_suits(json::Node const& node, storage::Table const& table, void const* row);

// The row that an object describes, or what it makes of a row. Throws json::Invalid.
template <class Row>
Row read_row(
    json::Node const& node,
    storage::Table const& table,
    Row row = {},
    storage::Instant now = {}
) {
    storage::change(&row, table.fields(), read_changes(node, table, now));
    check_suits(node, table, &row);
    return row;
}

// Reads a member that is a duration or an instant in UTC; `otherwise` if it is absent. Throws
// json::Invalid, which calls a duration `relative`.
std::variant<storage::Duration, storage::Instant> read_time(
    json::Node const& node,
    char const* name,
    std::string_view otherwise = {},
    std::string_view relative = "a time relative to now like -2d or -1h30m,"
);

// Throws json::Invalid unless this member is a duration that is not negative.
storage::Duration read_duration(json::Node const& node, char const* name);

// Throws json::Invalid unless this member is an instant in UTC.
storage::Instant read_instant(json::Node const& node, char const* name);

// How instants are written.
using InstantText = std::string (*)(storage::Instant instant);

// Writes the fields of a row as members of the object that is being written, but for `without`.
void write_row(
    json::Writer& writer,
    storage::Table const& table,
    void const* row,
    InstantText instant_text,
    std::string_view without = {}
);

// Writes the lists that belong to the row of this key as members of its object.
void write_children(
    json::Writer& writer,
    storage::Children const& children,
    std::string_view parent,
    InstantText instant_text
);

}  // namespace rds::codec
