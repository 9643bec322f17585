#include "server/control/routes/routes.hpp"
#include "server/json/writer.hpp"
#include "server/text/escape.hpp"
#include "server/text/suggest.hpp"
#include "server/text/time.hpp"

#include <fmt/format.h>

#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace rds::control::rest {

namespace {

std::string name_in(Visit const& visit) {
    return visit.arguments.text("name");
}

Problem unknown(std::string const& name, Snapshots const& snapshots) {
    auto const known = text::near_or_known(name, snapshots.names());
    auto message = fmt::format("{} is not a snapshot of this account{}", text::quoted(name), known);
    return Problem{404, text::sentence(std::move(message))}.in_parameter("name");
}

Snapshot& named(Visit const& visit) {
    auto& snapshots = visit.tenant.snapshots();
    auto const name = name_in(visit);
    auto* const entry = snapshots.find(name);
    if (entry == nullptr) throw unknown(name, snapshots);
    return entry->snapshot;
}

void write(json::Writer& writer, std::string const& name, Snapshots::Entry const& entry) {
    auto const& clock = entry.snapshot.state.clock();
    writer.object([&] {
        writer.member("name", name);
        writer.member("now", text::short_timestamp(clock.tenant_anchor()));
        writer.member("speed", clock.speed());
        writer.member("bytes", entry.bytes);
    });
}

Answer list_snapshots(Visit const& visit) {
    json::Writer writer;
    writer.object([&] {
        writer.key("snapshots");
        writer.list(visit.tenant.snapshots().all(), [&](auto const& named_entry) {
            write(writer, named_entry.first, named_entry.second);
        });
    });
    return Answer::json(writer.text());
}

Answer save(Visit const& visit) {
    auto const name = name_in(visit);
    auto& snapshots = visit.tenant.snapshots();
    auto& contents = visit.contents();
    auto const is_new = snapshots.find(name) == nullptr;
    try {
        auto const& entry = snapshots.save(name, visit.entered(), contents.opened_at);
        json::Writer writer;
        write(writer, name, entry);
        return is_new ? Answer::created(writer.text()) : Answer::json(writer.text());
    } catch (TooManySnapshots const& refused) {
        throw Problem{409, refused.what()};
    }
}

Answer remove_snapshot(Visit const& visit) {
    auto const name = name_in(visit);
    auto& snapshots = visit.tenant.snapshots();
    if (!snapshots.remove(name)) throw unknown(name, snapshots);
    return Answer::done();
}

// Into a tenant on whose lane this is.
Answer put_into(
    ServedTenant& tenant,
    Snapshot& snapshot,
    StateSources const& sources,
    storage::Instant now
) {
    // Before anything is changed: it may refuse.
    auto faults = Faults::kept_in(snapshot.state);
    auto& contents = tenant.contents();
    restore(contents, snapshot, std::move(faults), now);
    sources.forget_jobs(tenant.id());
    json::Writer writer;
    writer.object([&] {
        writer.member("account", tenant.id());
        writer.member("now", text::short_timestamp(contents.state.enter(now).now()));
    });
    return Answer::json(writer.text());
}

// Where the router does not catch what is thrown: on the lane of another tenant.
void reply_with(Reply const& reply, auto&& work) {
    Answer found;
    try {
        found = work();
    } catch (std::exception const&) {
        found = answer_to_exception();
    }
    reply(std::move(found));
}

SharedTenant fork_target(Visit const& visit, Tenants& tenants, StateSources const& sources) {
    auto const key = visit.body.text("account");
    if (key == "*") visit.body.refuse("account", "is every account; name one");
    auto target = tenants.find_or_add(sources.tenant_of(key));
    if (!target) throw Problem{409, tenants.no_room().message(), "/account"};
    return target;
}

// Neither tenant's lane waits for the other: the copy is handed over.
void fork(
    Visit const& visit,
    Reply const& reply,
    Tenants& tenants,
    std::shared_ptr<StateSources const> const& sources
) {
    auto& snapshot = named(visit);
    auto const target = fork_target(visit, tenants, *sources);
    auto const copy = std::make_shared<Snapshot>(snapshot.copy());
    tenants.enter(target, [&tenants, copy, sources, reply](SharedTenant const& entered) {
        reply_with(reply, [&] {
            if (!entered) return answer(Problem{409, tenants.no_room().message(), "/account"});
            return put_into(*entered, *copy, *sources, sources->machine_time());
        });
    });
}

}  // namespace

Routes snapshot_routes(Tenants& tenants, StateSources const& sources) {
    auto const shared = std::make_shared<StateSources const>(sources);
    return {
        {"snapshots", list_snapshots},
        {"saveSnapshot", save},
        {"restoreSnapshot",
         [shared](Visit const& visit) {
             return put_into(visit.tenant, named(visit), *shared, visit.machine_now);
         }},
        {"forkSnapshot",
         [&tenants, shared](Visit const& visit, Reply const& reply) {
             fork(visit, reply, tenants, shared);
         }},
        {"deleteSnapshot", remove_snapshot},
    };
}

}  // namespace rds::control::rest
