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
    auto const is_new = !snapshots.contains(name);
    try {
        auto const opened_at = visit.contents().opened_at;
        auto const& saved = save_snapshot(snapshots, name, visit.entered(), opened_at);
        return {.status = is_new ? 201 : 200, .body = shown(name, saved)};
    } catch (TooManySnapshots const& refused) {
        throw Problem{409, "{}", refused.what()};
    }
}

Answer remove_snapshot(Visit const& visit) {
    auto const name = visit.arguments.text("name");
    auto& snapshots = visit.tenant.snapshots();
    if (snapshots.erase(name) == 0) throw unknown(name, snapshots);
    return Answer::done();
}

// Into a tenant on whose lane this is.
Answer put_into(ServedTenant& tenant, Snapshot& snapshot, Tenants& tenants, storage::Instant now) {
    auto& contents = tenant.contents();
    replace(contents, snapshot.state, snapshot.clock(now), snapshot.opened_at, now);
    tenants.recent_jobs().forget(tenant.id());
    return Answer::object([&](json::Writer& writer) {
        writer.member("account", tenant.id());
        writer.member("now", text::short_timestamp(contents.state.enter(now).now()));
    });
}

Problem no_room(Tenants const& tenants) {
    return Problem{409, "{}", tenants.no_room().message()}.at("/account");
}

SharedTenant fork_target(Visit const& visit, Tenants& tenants, StateSources const& sources) {
    auto const key = visit.body.text("account");
    if (key == "*") visit.body.refuse("account", "is every account; name one");
    auto target = tenants.find_or_add(sources.tenant_of(key));
    if (!target) throw no_room(tenants);
    return target;
}

// Neither tenant's lane waits for the other: the copy is handed over.
void fork(Visit const& visit, Reply const& reply, Tenants& tenants, StateSources const& sources) {
    auto& snapshot = named(visit);
    auto const target = fork_target(visit, tenants, sources);
    auto const copy = std::make_shared<Snapshot>(snapshot.copy());
    auto const& machine_time = sources.machine_time;
    tenants.enter(target, [&tenants, copy, machine_time, reply](SharedTenant const& entered) {
        reply_with(reply, [&] {
            if (!entered) throw no_room(tenants);
            return put_into(*entered, *copy, tenants, machine_time());
        });
    });
}

}  // namespace

Routes snapshot_routes(Tenants& tenants, StateSources const& sources) {
    return {
        {"snapshots", list_snapshots},
        {"saveSnapshot", save},
        {"restoreSnapshot",
         [&tenants](Visit const& visit) {
             return put_into(visit.tenant, named(visit), tenants, visit.machine_now);
         }},
        {"forkSnapshot",
         [&tenants, sources](Visit const& visit, Reply const& reply) {
             fork(visit, reply, tenants, sources);
         }},
        {"deleteSnapshot", remove_snapshot},
    };
}

}  // namespace rds::control::rest
