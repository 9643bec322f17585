#include "server/control/routes/routes.hpp"
#include "server/text/escape.hpp"
#include "server/text/suggest.hpp"
#include "server/text/time.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rds::control::rest {

namespace {

Problem unknown(std::string const& name, Snapshots const& snapshots) {
    std::vector<std::string_view> names;
    for (auto const& [known, snapshot] : snapshots)
        names.emplace_back(known);
    auto const right = text::near_or_known(name, names);
    auto message = fmt::format("{} is not a snapshot of this account{}", text::quoted(name), right);
    return Problem{404, "{}", text::sentence(std::move(message))}.in_parameter("name");
}

Snapshot& named(Visit const& visit) {
    auto const name = visit.arguments.text("name");
    auto& snapshots = visit.tenant.snapshots();
    auto const at = snapshots.find(name);
    if (at == snapshots.end()) throw unknown(name, snapshots);
    return at->second;
}

std::string shown(std::string const& name, Snapshot const& snapshot) {
    return object_of([&](json::Writer& writer) {
        auto const& clock = snapshot.state.clock();
        writer.member("name", name);
        writer.member("now", text::short_timestamp(clock.tenant_anchor));
        writer.member("speed", clock.speed);
        writer.member("bytes", snapshot.bytes);
    });
}

Answer list_snapshots(Visit const& visit) {
    return Answer::object([&](json::Writer& writer) {
        writer.key("snapshots");
        writer.list(visit.tenant.snapshots(), [&](auto const& one) {
            writer.raw(shown(one.first, one.second));
        });
    });
}

Answer save(Visit const& visit) {
    auto const name = visit.arguments.text("name");
    auto& snapshots = visit.tenant.snapshots();
    auto const entered = visit.entered();
    auto const bytes = entered.tenant().bytes();
    if (auto const why = why_no_room(snapshots, name, bytes); !why.empty())
        throw Problem{409, "{}", why};
    Snapshot snapshot{entered.copy(), visit.contents().opened_at, bytes};
    auto const [saved, is_new] = snapshots.insert_or_assign(name, std::move(snapshot));
    return {.status = is_new ? 201 : 200, .body = shown(name, saved->second)};
}

Answer remove_snapshot(Visit const& visit) {
    auto const name = visit.arguments.text("name");
    auto& snapshots = visit.tenant.snapshots();
    if (snapshots.erase(name) == 0) throw unknown(name, snapshots);
    return Answer::done();
}

// Into a tenant on whose lane this is.
Answer put_into(ServedTenant& tenant, Snapshot& snapshot, Program const& program) {
    auto const now = program.machine_time();
    auto& contents = tenant.contents();
    contents.state.become(snapshot.state, snapshot.clock(now), now);
    contents.opened_at = snapshot.opened_at;
    program.tenants.recent_jobs().forget(tenant.id());
    return Answer::object([&](json::Writer& writer) {
        writer.member("account", tenant.id());
        writer.member("now", text::short_timestamp(contents.state.enter(now).now()));
    });
}

Answer restore(Visit const& visit) {
    return put_into(visit.tenant, named(visit), visit.program);
}

Problem no_room(Tenants const& tenants) {
    return Problem{409, "{}", tenants.no_room().message()}.at("/account");
}

// Neither tenant's lane waits for the other: the copy is handed over.
void fork(Visit const& visit, Reply const& reply) {
    auto& snapshot = named(visit);
    auto const& program = visit.program;
    auto const key = visit.body.text("account");
    if (key == "*") visit.body.refuse("account", "is every account; name one");
    auto const target = program.tenants.find_or_add(program.tenant_of(key));
    if (!target) throw no_room(program.tenants);
    auto const copy = std::make_shared<Snapshot>(snapshot.copy());
    program.tenants.enter(target, [&program, copy, reply](SharedTenant const& entered) {
        guard(reply, [&] {
            if (!entered) throw no_room(program.tenants);
            reply(put_into(*entered, *copy, program));
        });
    });
}

}  // namespace

Routes snapshot_routes() {
    return {
        {"snapshots", list_snapshots},
        {"saveSnapshot", save},
        {"restoreSnapshot", restore},
        {"forkSnapshot", fork},
        {"deleteSnapshot", remove_snapshot},
    };
}

}  // namespace rds::control::rest
