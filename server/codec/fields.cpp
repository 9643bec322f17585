#include "server/codec/fields.hpp"

#include "server/codec/distinct.hpp"
#include "server/crypto/password.hpp"
#include "server/json/node.hpp"
#include "server/text/escape.hpp"
#include "server/text/suggest.hpp"
#include "server/text/time.hpp"
#include "storage/tenant/clock.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <variant>

namespace rds::codec {

namespace {

using json::Node;
using storage::Field;
using storage::Type;

void check_distinct(Node const& list) {
    Distinct values;
    for (auto const& element : list.elements())
        values.add(element);
}

// Later ones than the last that there is cannot be read back.
storage::Instant read_until(Node const& node, char const* name, storage::Instant now) {
    auto const time = read_time(node, name, {}, text::kDurationExample);
    if (auto const* const instant = std::get_if<storage::Instant>(&time)) return *instant;
    return std::min(storage::later(now, read_duration(node, name)), storage::kLastInstant);
}

storage::Value read_value(Node const& node, Field const& field, storage::Instant now) {
    auto const* const name = field.name.data();
    switch (field.type) {
        case Type::boolean:
            return node.scalar(name, false);
        case Type::number:
            return std::int64_t{node.object(name).value().GetInt64()};
        case Type::text:
            return node.text(name);
        case Type::word:
            return storage::position_of(node.text(name), field.rule).value();
        case Type::instant:
            return field.rule.counts_from_now ? read_until(node, name, now)
                                              : read_instant(node, name);
        case Type::duration:
            return read_duration(node, name);
        case Type::texts:
            if (field.rule.is_distinct) check_distinct(node.object(name));
            return node.texts(name);
        case Type::texts_by_name:
            return node.texts_by_name(name);
    }
    throw std::logic_error{"a type that documents do not have"};
}

// Writes a value that is present and is not a word.
struct WriteValue {
    json::Writer& writer;
    InstantText instant_text;

    void operator()(std::monostate) const {}

    void operator()(storage::Instant instant) const { writer.value(instant_text(instant)); }

    void operator()(storage::Duration duration) const {
        writer.value(text::duration_text(duration));
    }

    void operator()(auto const& value) const { writer.value(value); }
};

// Whether a text may stand for the row in a list.
bool is_name_alone(storage::Table const& table, void const* row) {
    return table.definition().is_short_by_name &&
           std::ranges::all_of(table.fields(), [row](Field const& field) {
               return field.is_key || storage::is_absent(field, field.get(row));
           });
}

}  // namespace

std::variant<storage::Duration, storage::Instant> read_time(
    Node const& node,
    char const* name,
    std::string_view otherwise,
    std::string_view relative
) {
    auto const text = node.text(name, otherwise);
    if (auto const instant = text::parse_timestamp(text)) return *instant;
    if (auto const offset = text::parse_duration(text)) return *offset;
    node.refuse(name, fmt::format("is neither {} nor {}", relative, text::kTimestampExample));
}

storage::Duration read_duration(Node const& node, char const* name) {
    auto const duration = text::parse_duration(node.text(name));
    if (!duration) node.refuse(name, fmt::format("is not {}", text::kDurationExample));
    if (*duration < storage::Duration{0}) node.refuse(name, "is negative; 0s is the least");
    return *duration;
}

storage::Instant read_instant(Node const& node, char const* name) {
    auto const instant = text::parse_timestamp(node.text(name));
    if (!instant) node.refuse(name, fmt::format("is not {}", text::kTimestampExample));
    return *instant;
}

storage::Changes read_changes(Node const& node, storage::Table const& table, storage::Instant now) {
    storage::Changes changes;
    for (auto const& field : table.fields()) {
        if (field.is_internal) continue;
        if (node.has(field.name.data())) changes.emplace(field.name, read_value(node, field, now));
        if (!field.hash_of.empty() && node.has(field.hash_of.data()))
            changes[field.name] = crypto::password_hash(node.text(field.hash_of.data()));
    }
    return changes;
}

// Such a member would otherwise be ignored in silence.
void check_suits(Node const& node, storage::Table const& table, void const* row) {
    for (auto const& field : table.fields()) {
        auto const* const name = field.name.data();
        if (!node.has(name) || storage::suits(field, table.fields(), row)) continue;
        if (field.only_with_words.empty()) {
            auto const other = text::quoted(field.only_with);
            node.refuse(name, fmt::format("is of no use without {}; leave it out", other));
        }
        auto const words =
            text::quoted_list({field.only_with_words.begin(), field.only_with_words.end()}, "or");
        node.refuse(
            name,
            fmt::format(
                "does not suit this {}, only that of {} {}",
                table.definition().noun,
                field.only_with,
                words
            )
        );
    }
}

void write_row(
    json::Writer& writer,
    storage::Table const& table,
    void const* row,
    InstantText instant_text,
    std::string_view without
) {
    for (auto const& field : table.fields()) {
        if (field.is_internal || field.name == without) continue;
        if (!storage::suits(field, table.fields(), row)) continue;
        auto const value = field.get(row);
        if (storage::is_absent(field, value)) continue;
        writer.key(field.name);
        if (field.type == Type::word) {
            writer.value(storage::word_in(field.rule, value));
        } else {
            std::visit(WriteValue{writer, instant_text}, value);
        }
    }
}

void write_children(
    json::Writer& writer,
    storage::Children const& children,
    std::string_view parent,
    InstantText instant_text
) {
    for (auto const& child : children) {
        auto const& table = *child.first;
        writer.key(storage::list_name(table));
        auto const rows = child.second.find(parent);
        writer.list([&] {
            if (rows == child.second.end()) return;
            for (auto const& row : rows->second) {
                if (is_name_alone(table, row.get())) {
                    writer.value(std::get<std::string>(table.keys().back()->get(row.get())));
                    continue;
                }
                writer.object([&] {
                    write_row(writer, table, row.get(), instant_text, table.parent_field()->name);
                });
            }
        });
    }
}

}  // namespace rds::codec
