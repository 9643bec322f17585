// What a test makes of the lifecycle of a resource: the same verbs for every kind.
#include "server/control/routes/known.hpp"
#include "server/control/routes/routes.hpp"
#include "server/control/routes/shown_state.hpp"
#include "server/json/node.hpp"
#include "server/text/escape.hpp"
#include "server/text/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace rds::control::rest {

namespace {

using storage::IllegalMove;
using storage::Instant;
using storage::Kind;
using storage::Lifecycle;
using storage::Machine;
using storage::State;

// The resource in the path.
struct Resource {
    std::string shown_id;
    Lifecycle lifecycle;
};

Resource resource_of(Visit const& visit, Kind kind) {
    if (kind == Kind::job) {
        auto const job = known_job(visit.state(), visit.arguments.number("job", 0));
        return {std::to_string(job.id), visit.state().backup_jobs().lifecycle(job.id)};
    }
    auto const instance = known_instance(visit.state(), visit.arguments.text("instance"));
    return {instance.id, visit.state().instances().lifecycle(instance.id)};
}

std::string shown(Visit const& visit, Kind kind) {
    if (kind == Kind::job)
        return shown_job(visit.state(), known_job(visit.state(), visit.arguments.number("job", 0)));
    return shown_instance(
        visit.state(),
        known_instance(visit.state(), visit.arguments.text("instance"))
    );
}

std::string words(Machine const& machine, std::vector<State> const& states) {
    std::vector<std::string_view> all;
    for (auto const state : states)
        all.push_back(machine.word(state));
    return text::quoted_list(all, "or");
}

std::string why_not(Resource const& resource, IllegalMove const& error) {
    using Why = IllegalMove::Why;
    auto const& machine = error.machine();
    auto const state = error.state();
    auto const so =
        fmt::format("{} {} is {}", machine.noun, resource.shown_id, machine.word(state));
    switch (error.why()) {
        case Why::ended:
            return so + ", so it has ended: no move is legal.";
        case Why::not_ahead:
            return fmt::format(
                "{}; it can only go to {}.",
                so,
                words(machine, machine.reachable(state))
            );
        case Why::no_failure:
            return so + ", and nothing is under way that could fail.";
        case Why::no_step:
            return fmt::format(
                "{}, and nothing is planned for it; say where it goes, such as to {}.",
                so,
                words(machine, machine.legal(state))
            );
        case Why::held:
            return fmt::format(
                "{} {} is held already; release lets it go on.",
                machine.noun,
                resource.shown_id
            );
        case Why::not_held:
            return fmt::format(
                "{} {} is not held; if nothing moves it, then its plan does not: step it, or "
                "change its plan.",
                machine.noun,
                resource.shown_id
            );
    }
    throw std::logic_error{"a reason without words"};
}

// Makes of the resource in the path what `edit` makes of its lifecycle.
Answer edited(Visit const& visit, Kind kind, auto const& edit) {
    return writing(visit, [&](Instant now) {
        auto resource = resource_of(visit, kind);
        try {
            edit(resource.lifecycle, now);
        } catch (IllegalMove const& error) {
            throw Problem{409, why_not(resource, error)};
        }
        auto const is_gone =
            kind == Kind::instance && !visit.state().instances().find_brief(resource.shown_id);
        return is_gone ? Answer::done() : Answer::json(shown(visit, kind));
    });
}

Handle step(Kind kind) {
    return [kind](Visit const& visit) {
        return edited(visit, kind, [&visit](Lifecycle& lifecycle, Instant now) {
            std::optional<State> to;
            if (visit.body.has("to")) to = lifecycle.machine().state(visit.body.text("to"));
            lifecycle.step(to, "step", now);
        });
    };
}

Handle fail(Kind kind) {
    return [kind](Visit const& visit) {
        return edited(visit, kind, [&visit](Lifecycle& lifecycle, Instant now) {
            lifecycle.fail(visit.body.text("reason", "fail"), now);
        });
    };
}

Handle hold(Kind kind) {
    return [kind](Visit const& visit) {
        return edited(visit, kind, [](Lifecycle& lifecycle, Instant now) { lifecycle.hold(now); });
    };
}

Handle release(Kind kind) {
    return [kind](Visit const& visit) {
        return edited(visit, kind, [](Lifecycle& lifecycle, Instant now) {
            lifecycle.release(now);
        });
    };
}

Answer change_job_plan(Visit const& visit) {
    return edited(visit, Kind::job, [&visit](Lifecycle&, Instant now) {
        auto const plan = known_plan(visit.state(), visit.body.text("plan"), "/plan");
        auto const job = known_job(visit.state(), visit.arguments.number("job", 0));
        visit.state().backup_jobs().change_plan(job, plan, now);
    });
}

// What is under way goes on through its route; what rests begins with it at once.
Answer change_instance_plan(Visit const& visit) {
    return edited(visit, Kind::instance, [&visit](Lifecycle& lifecycle, Instant now) {
        auto const plan = known_plan(visit.state(), visit.body.text("plan"), "/plan");
        auto const& machine = lifecycle.machine();
        auto const state = lifecycle.state();
        storage::Route route{
            .begins_at_once = machine.is_resting(state),
            .came_from = lifecycle.came_from()};
        auto from = state;
        auto const states = visit.body.find("route").value();
        for (auto const& node : states.elements()) {
            auto const to = machine.state(json::view(node.value())).value();
            if (machine.edge(from, to) == nullptr) {
                node.refuse(fmt::format(
                    "cannot follow {}, only {}",
                    text::quoted(machine.word(from)),
                    words(machine, machine.legal(from))
                ));
            }
            route.states.push_back(to);
            from = to;
        }
        route.steps = std::max(1, static_cast<int>(route.states.size()) - route.begins_at_once);
        lifecycle.plan(storage::planned_moves(machine, state, route, plan, now), now);
    });
}

}  // namespace

Routes lifecycles_routes() {
    return {
        {"stepJob", step(Kind::job)},
        {"failJob", fail(Kind::job)},
        {"holdJob", hold(Kind::job)},
        {"releaseJob", release(Kind::job)},
        {"changeJobPlan", Handle{change_job_plan}},
        {"stepInstance", step(Kind::instance)},
        {"failInstance", fail(Kind::instance)},
        {"holdInstance", hold(Kind::instance)},
        {"releaseInstance", release(Kind::instance)},
        {"changeInstancePlan", Handle{change_instance_plan}},
    };
}

}  // namespace rds::control::rest
