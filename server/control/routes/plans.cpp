#include "server/codec/apply.hpp"
#include "server/codec/fields.hpp"
#include "server/control/routes/known.hpp"
#include "server/control/routes/routes.hpp"
#include "server/control/routes/shown_state.hpp"

#include <fmt/format.h>

namespace rds::control::rest {

namespace {

using storage::Instant;

Answer shown(storage::TenantSettings const& settings) {
    return Answer::json(shown_row(storage::settings_table(), &settings));
}

Answer shown(storage::Plan const& plan) {
    return Answer::json(shown_row(storage::plans_table(), &plan));
}

Answer settings(Visit const& visit) {
    return reading(visit, [&](Instant) { return shown(visit.state().settings().get()); });
}

Answer change_settings(Visit const& visit) {
    return writing(visit, [&](Instant) {
        require_plan(visit.state(), visit.body, "jobPlan");
        auto const given = codec::read_changes(visit.body, storage::settings_table());
        codec::apply_changes(given, storage::settings_table(), visit.state());
        return shown(visit.state().settings().get());
    });
}

Answer plans(Visit const& visit) {
    return reading(visit, [&](Instant) {
        json::Writer writer;
        writer.object([&] {
            writer.key("plans");
            writer.list(visit.state().plans().all(), [&](auto const& plan) {
                writer.raw(shown_row(storage::plans_table(), &plan));
            });
        });
        return Answer::json(writer.text());
    });
}

Answer plan(Visit const& visit) {
    return reading(visit, [&](Instant) {
        return shown(known_plan(visit.state(), visit.arguments.text("plan")));
    });
}

void require_room(storage::Tenant& state, std::string const& name) {
    auto plans = state.plans();
    auto const most = static_cast<int>(storage::plans_table().definition().most);
    if (plans.find(name) || plans.count() < most) return;
    throw Problem{
        409,
        fmt::format("The account has {} plans, as many as it can hold; change one.", most),
        "/plan"};
}

Answer put_plan(Visit const& visit) {
    return writing(visit, [&](Instant) {
        auto plan = codec::read_row<storage::Plan>(visit.body, storage::plans_table());
        plan.name = visit.arguments.text("plan");
        require_room(visit.state(), plan.name);
        codec::apply_plans({plan}, visit.state());
        return shown(visit.state().plans().get(plan.name));
    });
}

}  // namespace

Routes plans_routes() {
    return {
        {"settings", Handle{settings}},
        {"changeSettings", Handle{change_settings}},
        {"plans", Handle{plans}},
        {"plan", Handle{plan}},
        {"putPlan", Handle{put_plan}},
    };
}

}  // namespace rds::control::rest
