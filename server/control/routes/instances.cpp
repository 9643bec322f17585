#include "server/control/routes/known.hpp"
#include "server/control/routes/routes.hpp"
#include "server/control/routes/shown_state.hpp"
#include "server/fixture/references.hpp"
#include "server/fixture/rows.hpp"
#include "server/text/escape.hpp"

#include <fmt/format.h>

namespace rds::control::rest {

namespace {

using storage::Instant;

constexpr int kMostInstances = 10'000;

std::string shown(storage::Instance const& instance) {
    json::Writer writer;
    write_instance(writer, instance);
    return writer.text();
}

Answer instances(Visit const& visit) {
    return reading(visit, [&](Instant) {
        auto store = visit.state().instances();
        json::Writer writer;
        writer.object([&] {
            writer.key("instances");
            auto const ids = store.ids(visit.arguments.text("after"));
            auto const more = write_page(writer, ids, [&](auto const& id) {
                write_instance(writer, store.find(id).value());
            });
            writer.member("more", more);
        });
        return Answer::json(writer.text());
    });
}

Answer instance(Visit const& visit) {
    return reading(visit, [&](Instant) {
        auto const id = visit.arguments.text("instance");
        return Answer::json(shown(known_instance(visit.state(), id)));
    });
}

// What the body makes of an instance.
storage::Instance read(Visit const& visit, storage::Instance const& before) {
    auto instance = fixture::read_instance(visit.body, before);
    fixture::check_databases(visit.body);
    require_plan(visit.state(), visit.body, "jobPlan");
    return instance;
}

Answer create(Visit const& visit) {
    return writing(visit, [&](Instant) {
        auto const instance = read(visit, {});
        if (visit.state().instances().find_brief(instance.id)) {
            auto const detail = fmt::format(
                "There is an instance {} already; PATCH it, or choose another ID.",
                text::quoted(instance.id)
            );
            throw Problem{409, detail, "/id"};
        }
        if (visit.state().instances().count() >= kMostInstances) {
            throw Problem{
                409,
                fmt::format(
                    "The account has {} instances, as many as it can hold.",
                    kMostInstances
                ),
                "/id"};
        }
        visit.state().instances().add(instance);
        return Answer::created(shown(instance));
    });
}

Answer change_instance(Visit const& visit) {
    return writing(visit, [&](Instant) {
        auto const id = visit.arguments.text("instance");
        auto const instance = read(visit, known_instance(visit.state(), id));
        visit.state().instances().update(instance);
        return Answer::json(shown(instance));
    });
}

void require_no_live_jobs(storage::Tenant& state, std::string const& id, Instant now) {
    auto const live = state.backup_jobs().live(id, now);
    if (live.empty()) return;
    throw Problem{
        409,
        fmt::format(
            "{} has {} backup {} not ended, such as {}; end it, or delete with ?force=true.",
            text::quoted(id),
            live.size(),
            live.size() == 1 ? "job that has" : "jobs that have",
            live.front().id
        )};
}

Answer remove(Visit const& visit) {
    return writing(visit, [&](Instant now) {
        auto& state = visit.state();
        auto const id = known_instance(state, visit.arguments.text("instance")).id;
        if (!visit.arguments.flag("force", false)) require_no_live_jobs(state, id, now);
        state.backup_jobs().remove_all_of(id);
        state.instances().remove(id);
        return Answer::done();
    });
}

}  // namespace

Routes instances_routes() {
    return {
        {"instances", Handle{instances}},
        {"createInstance", Handle{create}},
        {"instance", Handle{instance}},
        {"changeInstance", Handle{change_instance}},
        {"deleteInstance", Handle{remove}},
    };
}

}  // namespace rds::control::rest
