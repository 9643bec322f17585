#include "server/codec/apply.hpp"
#include "server/codec/fields.hpp"
#include "server/codec/read.hpp"
#include "server/codec/timeline.hpp"
#include "server/control/routes/known.hpp"
#include "server/control/routes/routes.hpp"
#include "server/control/routes/shown_state.hpp"
#include "server/text/escape.hpp"

#include <fmt/format.h>

namespace rds::control::rest {

namespace {

using storage::Instant;

Answer instances(Visit const& visit) {
    return reading(visit, [&](Instant) {
        json::Writer writer;
        writer.object([&] {
            writer.key("instances");
            auto more = false;
            writer.list([&] {
                visit.state().each_instance(
                    visit.arguments.text("after"),
                    [&](storage::Instance const& instance, storage::Children const& children) {
                        more = writer.bytes() >= kMostAnswerBytes;
                        if (more) return false;
                        writer.object([&] { write_instance(writer, instance, children); });
                        return true;
                    }
                );
            });
            writer.member("more", more);
        });
        return Answer::json(writer.text());
    });
}

Answer instance(Visit const& visit) {
    return reading(visit, [&](Instant) {
        auto const id = visit.arguments.text("instance");
        return Answer::json(shown_instance(visit.state(), known_instance(visit.state(), id)));
    });
}

Answer create(Visit const& visit) {
    return writing(visit, [&](Instant now) {
        auto& state = visit.state();
        auto const row = codec::read_instance(visit.body);
        require_plan(state, visit.body, "jobPlan");
        if (row.timeline) codec::check_timeline(*row.timeline, now, visit.body.source());
        if (state.instances().find_brief(row.id)) {
            auto const detail = fmt::format(
                "There is an instance {} already; PATCH it, or choose another ID.",
                text::quoted(row.id)
            );
            throw Problem{409, detail, "/id"};
        }
        auto const most = static_cast<int>(storage::instances_table().definition().most);
        if (state.instances().count() >= most) {
            throw Problem{
                409,
                fmt::format("The account has {} instances, as many as it can hold.", most),
                "/id"};
        }
        codec::apply_instance(row, state, now);
        return Answer::created(shown_instance(state, known_instance(state, row.id)));
    });
}

// A status that is given takes the place of what was planned.
Answer change_instance(Visit const& visit) {
    return writing(visit, [&](Instant now) {
        auto& state = visit.state();
        auto const before = known_instance(state, visit.arguments.text("instance"));
        auto const after = codec::read_row(visit.body, storage::instances_table(), before);
        require_plan(state, visit.body, "jobPlan");
        state.instances().update(after);
        if (visit.body.has("status")) {
            auto const from = static_cast<storage::State>(before.state);
            auto const to = static_cast<storage::State>(after.state);
            state.instances().lifecycle(after.id).set(from, to, "control", now);
        }
        return Answer::json(shown_instance(state, after));
    });
}

void require_no_live_jobs(storage::Tenant& state, std::string const& id) {
    auto const live = state.backup_jobs().live(id);
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
    return writing(visit, [&](Instant) {
        auto& state = visit.state();
        auto const id = known_instance(state, visit.arguments.text("instance")).id;
        if (!visit.arguments.flag("force", false)) require_no_live_jobs(state, id);
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
