// The rows of every list that belongs to instances: one implementation for all.
#include "server/codec/fields.hpp"
#include "server/codec/schema.hpp"
#include "server/control/routes/known.hpp"
#include "server/control/routes/routes.hpp"
#include "server/control/routes/shown_state.hpp"
#include "server/text/escape.hpp"
#include "server/text/suggest.hpp"
#include "storage/tenant/schema.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rds::control::rest {

namespace {

using storage::Instant;
using storage::Table;
using Row = storage::AnyRow;

// Read at once, of a list that is cut where an answer is full.
constexpr int kBatch = 16;

// "rm-x:app": the instance's ID and the row's name.
Table::Key key_of(std::string_view id) {
    auto const colon = id.find(':');
    if (colon == std::string_view::npos) return {std::string{id}, std::string{}};
    return {std::string{id.substr(0, colon)}, std::string{id.substr(colon + 1)}};
}

Table::Key key_of(Table const& table, Row const& row) {
    Table::Key key;
    for (auto const* const field : table.keys())
        key.push_back(field->get(row.get()));
    return key;
}

std::string instance_of(Table const& table, Row const& row) {
    return std::get<std::string>(table.parent_field()->get(row.get()));
}

Row known_row(Visit const& visit, Table const& table) {
    auto const id = visit.arguments.text(codec::definition_name(table).c_str());
    auto rows = visit.state().rows(table);
    auto const key = key_of(id);
    if (auto row = rows.find(key)) return row;
    auto const instance = std::get<std::string>(key.front());
    known_instance(visit.state(), instance);
    std::vector<std::string> ids;
    for (auto const& row : rows.of(instance))
        ids.push_back(instance + ":" + std::get<std::string>(key_of(table, row).back()));
    auto const right = text::near_or_known(id, {ids.begin(), ids.end()});
    auto message = fmt::format(
        "This account has no {} {}{}",
        table.definition().noun,
        text::quoted(id),
        right
    );
    throw Problem{404, text::sentence(std::move(message))};
}

// The rows behind a key: some of all, or all of one instance.
std::vector<Row> next_rows(
    storage::AnyRows& rows,
    Table const& table,
    std::string const& instance,
    Table::Key const& after
) {
    if (instance.empty()) return rows.after(after, kBatch);
    auto all = rows.of(instance);
    std::erase_if(all, [&](Row const& row) { return key_of(table, row) <= after; });
    return all;
}

Answer list(Visit const& visit, Table const& table) {
    return reading(visit, [&](Instant) {
        auto const instance = visit.arguments.text("instance");
        if (!instance.empty()) known_instance(visit.state(), instance);
        auto rows = visit.state().rows(table);
        auto after = key_of(visit.arguments.text("after"));
        auto more = false;
        json::Writer writer;
        writer.object([&] {
            writer.key(storage::camel_case(table.definition().name));
            writer.list([&] {
                std::vector<Row> batch;
                do {
                    batch = next_rows(rows, table, instance, after);
                    for (auto const& row : batch) {
                        more = writer.bytes() >= kMostAnswerBytes;
                        if (more) return;
                        writer.raw(shown_row(table, row.get()));
                        after = key_of(table, row);
                    }
                } while (instance.empty() && batch.size() == kBatch);
            });
            writer.member("more", more);
        });
        return Answer::json(writer.text());
    });
}

Answer show(Visit const& visit, Table const& table) {
    return reading(visit, [&](Instant) {
        return Answer::json(shown_row(table, known_row(visit, table).get()));
    });
}

void set_given(Visit const& visit, Table const& table, Row const& row, Instant now) {
    storage::change(row.get(), table.fields(), codec::read_changes(visit.body, table, now));
    codec::check_suits(visit.body, table, row.get());
}

Answer create(Visit const& visit, Table const& table) {
    return writing(visit, [&](Instant now) {
        auto const row = table.make();
        set_given(visit, table, row, now);
        auto const instance = instance_of(table, row);
        known_instance(visit.state(), instance, "/instance");
        auto rows = visit.state().rows(table);
        auto const& [noun, most] = std::pair{table.definition().noun, table.definition().most};
        if (rows.find(key_of(table, row)) != nullptr) {
            auto const detail = fmt::format("{} has such an {} already; PATCH it.", instance, noun);
            throw Problem{409, detail, fmt::format("/{}", table.keys().back()->name)};
        }
        if (most > 0 && rows.of(instance).size() >= most) {
            auto const detail =
                fmt::format("{} has {} of this kind, as many as it can hold.", instance, most);
            throw Problem{409, detail, "/instance"};
        }
        rows.add(row.get());
        return Answer::created(shown_row(table, row.get()));
    });
}

Answer change(Visit const& visit, Table const& table) {
    return writing(visit, [&](Instant now) {
        auto const row = known_row(visit, table);
        set_given(visit, table, row, now);
        visit.state().rows(table).update(row.get());
        return Answer::json(shown_row(table, row.get()));
    });
}

Answer remove(Visit const& visit, Table const& table) {
    return writing(visit, [&](Instant) {
        auto const row = known_row(visit, table);
        visit.state().rows(table).remove(key_of(table, row));
        return Answer::done();
    });
}

}  // namespace

Routes resources_routes() {
    using Do = Answer (*)(Visit const&, Table const&);
    Routes routes;
    for (auto const* const table : storage::children_of(storage::instances_table())) {
        auto const add = [&routes, table](std::string operation, Do handle) {
            routes.push_back({std::move(operation), Handle{[table, handle](Visit const& visit) {
                                  return handle(visit, *table);
                              }}});
        };
        auto const name = codec::definition_name(*table);
        auto const capital = storage::pascal_case(table->definition().noun);
        add(storage::camel_case(table->definition().name), list);
        add("create" + capital, create);
        add(name, show);
        add("change" + capital, change);
        add("delete" + capital, remove);
    }
    return routes;
}

}  // namespace rds::control::rest
