// Instances, the rows of every list that belongs to them, plans and settings: one implementation
// for all.
#include "server/codec/apply.hpp"
#include "server/codec/fields.hpp"
#include "server/codec/read.hpp"
#include "server/codec/schema.hpp"
#include "server/codec/timeline.hpp"
#include "server/control/routes/resource.hpp"
#include "server/control/routes/routes.hpp"
#include "server/crypto/password.hpp"
#include "server/text/escape.hpp"
#include "server/text/time.hpp"
#include "storage/tenant/schema.hpp"

#include <algorithm>

namespace rds::control::rest {

namespace {

using storage::Instant;
using storage::Table;
using Row = storage::AnyRow;

// Read at once, of a list that is cut where an answer is full.
constexpr int kBatch = 16;

// The ID in a path as a key. Of a list that belongs to instances it is the instance's ID and the
// row's name: "rm-x:app".
Table::Key key_of(Table const& table, std::string_view id) {
    if (table.keys().empty()) return {};
    if (table.parent_field() == nullptr) return {std::string{id}};
    auto const colon = std::min(id.find(':'), id.size());
    auto const name = id.substr(std::min(colon + 1, id.size()));
    return {std::string{id.substr(0, colon)}, std::string{name}};
}

Table::Key key_of(Table const& table, Row const& row) {
    Table::Key key;
    for (auto const* const field : table.keys())
        key.push_back(field->get(row.get()));
    return key;
}

// The instance that the row is, or to which it belongs.
std::string instance_of(Table::Key const& key) {
    return std::get<std::string>(key.front());
}

Row known_row(Visit const& visit, Table const& table) {
    auto const id = visit.arguments.text(codec::definition_name(table).c_str());
    auto rows = visit.state().rows(table);
    auto const key = key_of(table, id);
    if (auto row = rows.find(key)) return row;
    auto const is_child = table.parent_field() != nullptr;
    if (is_child) known_instance(visit.state(), instance_of(key));
    auto ids = is_child ? std::vector<std::string>{} : rows.names();
    for (auto const& row : is_child ? rows.of(instance_of(key)) : std::vector<Row>{}) {
        auto const known = key_of(table, row);
        ids.push_back(instance_of(known) + ":" + std::get<std::string>(known.back()));
    }
    throw unknown(table.definition().noun, id, ids);
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

// The lists that belong to instances which stand one behind another.
storage::Children
children_of(storage::Tenant& state, Table const& table, std::vector<Row> const& batch) {
    if (table.parent_field() != nullptr || batch.empty()) return {};
    auto const id = [&table](Row const& row) { return instance_of(key_of(table, row)); };
    return state.children_of_instances(id(batch.front()), id(batch.back()));
}

Answer list(Visit const& visit, Table const& table, Instant /*now*/) {
    auto const instance = visit.arguments.text("instance");
    if (!instance.empty()) known_instance(visit.state(), instance);
    auto rows = visit.state().rows(table);
    auto after = key_of(table, visit.arguments.text("after"));
    return Answer::object([&](json::Writer& writer) {
        auto more = false;
        writer.key(storage::camel_case(table.definition().name));
        writer.list([&] {
            std::vector<Row> batch;
            do {
                batch = next_rows(rows, table, instance, after);
                auto const children = children_of(visit.state(), table, batch);
                for (auto const& row : batch) {
                    more = writer.bytes() >= kMostAnswerBytes;
                    if (more) return;
                    after = key_of(table, row);
                    writer.object([&] {
                        codec::write_row(writer, table, row.get(), text::short_timestamp);
                        auto const id = instance_of(after);
                        codec::write_children(writer, children, id, text::short_timestamp);
                    });
                }
            } while (instance.empty() && batch.size() == kBatch);
        });
        writer.member("more", more);
    });
}

Answer show(Visit const& visit, Table const& table, Instant /*now*/) {
    auto const row = known_row(visit, table);
    return Answer::json(shown_row(visit.state(), table, row.get()));
}

void set_given(Visit const& visit, Table const& table, Row const& row, Instant now) {
    storage::change(row.get(), table.fields(), codec::read_changes(visit.body, table, now));
    codec::check_suits(visit.body, table, row.get());
    for (auto const* const member : {"jobPlan", "instancePlan"})
        require_plan(visit.state(), visit.body, member);
}

// An instance comes with what belongs to it, and may say its moves.
Answer create_instance(Visit const& visit, Table const& table, Instant now) {
    auto& state = visit.state();
    auto const row = codec::read_instance(visit.body);
    require_plan(state, visit.body, "jobPlan");
    if (row.timeline) codec::check_timeline(*row.timeline, now, visit.body.source());
    if (state.instances().find(row.id)) {
        throw Problem{
            409,
            "There is an instance {} already; PATCH it, or choose another ID.",
            text::quoted(row.id)}
            .at("/id");
    }
    auto const most = table.definition().most;
    if (static_cast<std::size_t>(state.instances().count()) >= most) {
        throw Problem{409, "The account has {} instances, as many as it can hold.", most}.at("/id");
    }
    codec::apply_instance(row, state, now);
    return Answer::created(shown_moving(state, row.id));
}

Answer create(Visit const& visit, Table const& table, Instant now) {
    auto const row = table.make();
    set_given(visit, table, row, now);
    auto const key = key_of(table, row);
    auto const instance = instance_of(key);
    known_instance(visit.state(), instance, "/instance");
    auto rows = visit.state().rows(table);
    auto const& definition = table.definition();
    if (rows.find(key) != nullptr) {
        auto const* const name = table.keys().back();
        throw Problem{
            409,
            "{} has the {} {} already; PATCH it.",
            instance,
            definition.noun,
            text::quoted(std::get<std::string>(name->get(row.get())))}
            .at(fmt::format("/{}", name->name));
    }
    if (definition.most > 0 && rows.of(instance).size() >= definition.most) {
        throw Problem{
            409,
            "{} has {} of this kind, as many as it can hold.",
            instance,
            definition.most}
            .at("/instance");
    }
    rows.add(row.get());
    return Answer::created(shown_row(visit.state(), table, row.get()));
}

// A list that is given takes the place of the instance's.
void replace_list(Visit const& visit, Table const& table, std::string const& instance) {
    if (!visit.body.has(storage::list_name(table).c_str())) return;
    auto const given = codec::read_rows(visit.body, table, instance);
    auto rows = visit.state().rows(table);
    for (auto const& row : rows.of(instance)) {
        auto const is_it = [&](codec::Fixture::Row const& other) {
            return key_of(table, other.row) == key_of(table, row);
        };
        if (std::ranges::none_of(given, is_it)) rows.remove(key_of(table, row));
    }
    for (auto const& [its_table, row] : given)
        rows.put(row.get());
}

Answer change(Visit const& visit, Table const& table, Instant now) {
    auto& state = visit.state();
    auto const row = known_row(visit, table);
    auto const* const instance = &table == &storage::instances_table()
                                     ? static_cast<storage::Instance const*>(row.get())
                                     : nullptr;
    auto const before = instance != nullptr ? instance->state : storage::InstanceState{};
    set_given(visit, table, row, now);
    state.rows(table).update(row.get());
    for (auto const* const child : storage::children_of(table))
        replace_list(visit, *child, instance_of(key_of(table, row)));
    // A status that is given takes the place of what was planned.
    if (instance != nullptr && visit.body.has("status")) {
        auto const from = static_cast<storage::State>(before);
        auto const to = static_cast<storage::State>(instance->state);
        state.instances().set_state(instance->id, from, to, now);
    }
    return Answer::json(shown_row(state, table, row.get()));
}

void require_no_live_jobs(storage::Tenant& state, std::string const& id) {
    auto const live = state.backup_jobs().live(id);
    if (live.empty()) return;
    throw Problem{
        409,
        "{} has {} backup {} not ended, such as {}; end it, or delete with ?force=true.",
        text::quoted(id),
        live.size(),
        live.size() == 1 ? "job that has" : "jobs that have",
        live.front().id};
}

Answer remove(Visit const& visit, Table const& table, Instant /*now*/) {
    auto const key = key_of(table, known_row(visit, table));
    if (table.parent_field() == nullptr && !visit.arguments.scalar("force", false))
        require_no_live_jobs(visit.state(), instance_of(key));
    visit.state().rows(table).remove(key);
    return Answer::done();
}

Answer check_password(Visit const& visit, Table const& table, Instant /*now*/) {
    auto const row = known_row(visit, table);
    auto const& account = *static_cast<storage::DatabaseAccount const*>(row.get());
    auto const is_right = crypto::is_hash_of(account.password_hash, visit.body.text("password"));
    return Answer::object([&](json::Writer& writer) {
        writer.member("right", is_right);
        if (account.password_changed_at)
            writer.member("passwordChangedAt", text::short_timestamp(*account.password_changed_at));
        writer.member("passwordChanges", std::int64_t{account.password_changes});
    });
}

Answer list_plans(Visit const& visit, Table const& table, Instant /*now*/) {
    return Answer::object([&](json::Writer& writer) {
        writer.key("plans");
        writer.list(visit.state().plans().all(), [&](auto const& plan) {
            writer.raw(shown_row(visit.state(), table, &plan));
        });
    });
}

Answer put_plan(Visit const& visit, Table const& table, Instant /*now*/) {
    auto plan = codec::read_row<storage::Plan>(visit.body, table);
    plan.name = visit.arguments.text("plan");
    auto plans = visit.state().plans();
    auto const most = table.definition().most;
    if (!plans.find(plan.name) && static_cast<std::size_t>(plans.count()) >= most) {
        throw Problem{409, "The account has {} plans, as many as it can hold; change one.", most}
            .at("/plan");
    }
    codec::apply_plans({plan}, visit.state());
    plan = plans.get(plan.name);
    return Answer::json(shown_row(visit.state(), table, &plan));
}

}  // namespace

Routes resources_routes() {
    using Do = Answer (*)(Visit const&, Table const&, Instant);
    auto const with = [](Table const& table, Do handle) {
        return
            [&table, handle](Visit const& visit, Instant now) { return handle(visit, table, now); };
    };
    auto const& settings = storage::settings_table();
    auto const& plans = storage::plans_table();
    Routes routes{
        {"settings", reading(with(settings, show))},
        {"changeSettings", writing(with(settings, change))},
        {"plans", reading(with(plans, list_plans))},
        {"plan", reading(with(plans, show))},
        {"putPlan", writing(with(plans, put_plan))},
        {"checkPassword", reading(with(storage::database_accounts_table(), check_password))},
    };
    auto tables = storage::children_of(storage::instances_table());
    tables.push_back(&storage::instances_table());
    for (auto const* const table : tables) {
        auto const name = codec::definition_name(*table);
        auto const capital = storage::pascal_case(table->definition().noun);
        auto const is_child = table->parent_field() != nullptr;
        routes[storage::camel_case(table->definition().name)] = reading(with(*table, list));
        routes["create" + capital] = writing(with(*table, is_child ? create : create_instance));
        routes[name] = reading(with(*table, show));
        routes["change" + capital] = writing(with(*table, change));
        routes["delete" + capital] = writing(with(*table, remove));
    }
    return routes;
}

}  // namespace rds::control::rest
