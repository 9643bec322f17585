#include "server/codec/apply.hpp"
#include "server/codec/rows.hpp"
#include "server/control/routes/known.hpp"
#include "server/control/routes/routes.hpp"
#include "server/control/routes/shown_state.hpp"

#include <fmt/format.h>

namespace rds::control::rest {

namespace {

using storage::Instant;

constexpr std::size_t kMostPlans = 1000;

Answer shown(storage::TenantSettings const& settings) {
    json::Writer writer;
    writer.object([&] {
        writer.member("jobPlan", settings.job_plan);
        writer.member("backupsPerDay", settings.backups_per_day);
    });
    return Answer::json(writer.text());
}

Answer shown(storage::Plan const& plan) {
    json::Writer writer;
    write_plan(writer, plan);
    return Answer::json(writer.text());
}

Answer settings(Visit const& visit) {
    return reading(visit, [&](Instant) { return shown(visit.state().settings().get()); });
}

Answer change_settings(Visit const& visit) {
    return writing(visit, [&](Instant) {
        require_plan(visit.state(), visit.body, "jobPlan");
        codec::apply_settings(codec::read_settings(visit.body), visit.state());
        return shown(visit.state().settings().get());
    });
}

Answer plans(Visit const& visit) {
    return reading(visit, [&](Instant) {
        json::Writer writer;
        writer.object([&] {
            writer.key("plans");
            writer.list(visit.state().plans().all(), [&](auto const& plan) {
                write_plan(writer, plan);
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
    if (plans.find(name) || plans.names().size() < kMostPlans) return;
    throw Problem{
        409,
        fmt::format("The account has {} plans, as many as it can hold; change one.", kMostPlans),
        "/plan"};
}

Answer put_plan(Visit const& visit) {
    return writing(visit, [&](Instant) {
        auto row = codec::read_plan(visit.body);
        row.plan.name = visit.arguments.text("plan");
        require_room(visit.state(), row.plan.name);
        codec::apply_plan(row, visit.state());
        return shown(visit.state().plans().find(row.plan.name).value());
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
