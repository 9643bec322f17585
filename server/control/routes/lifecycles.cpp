// What a test makes of the lifecycle of a resource: the same verbs for every kind.
#include "server/control/routes/resource.hpp"
#include "server/control/routes/routes.hpp"
#include "server/json/node.hpp"
#include "server/text/escape.hpp"
#include "server/text/suggest.hpp"

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace rds::control::rest {

namespace {

using storage::IllegalMove;
using storage::Instant;
using storage::Lifecycle;
using storage::Machine;
using storage::State;

// Of the resource in the path.
storage::ResourceId id_of(Visit const& visit) {
    if (visit.arguments.has("job")) return std::int64_t{visit.arguments.scalar("job", 0)};
    return visit.arguments.text("instance");
}

std::string words(Machine const& machine, std::vector<State> const& states) {
    std::vector<std::string_view> all;
    for (auto const state : states)
        all.push_back(machine.word(state));
    return text::quoted_list(all, "or");
}

std::string why_not(std::string const& id, IllegalMove const& error) {
    using Why = IllegalMove::Why;
    auto const& machine = *error.machine;
    auto const state = error.state;
    auto const who = fmt::format("{} {}", machine.noun, id);
    auto const so = fmt::format("{} is {}", who, machine.word(state));
    switch (error.why) {
        case Why::ended:
            return so + ", so it has ended: no move is legal.";
        case Why::not_ahead:
            return so + "; it can only go to " + words(machine, machine.reachable(state)) + ".";
        case Why::no_failure:
            return so + ", and nothing is under way that could fail.";
        case Why::no_step:
            return fmt::format(
                "{}, and nothing is planned for it; say where it goes, such as to {}.",
                so,
                words(machine, machine.legal(state))
            );
        case Why::held:
            return who + " is held already; release lets it go on.";
        case Why::not_held:
            return who +
                   " is not held; if nothing moves it, then its plan does not: step it, or "
                   "change its plan.";
    }
    throw std::logic_error{"a reason without words"};
}

using Edit = void (*)(Visit const& visit, Lifecycle& lifecycle, Instant now);

// Makes of the resource in the path what `edit` makes of its lifecycle.
Answer edited(Visit const& visit, Instant now, Edit edit) {
    auto const id = id_of(visit);
    auto moving = known_moving(visit.state(), id);
    try {
        edit(visit, moving.lifecycle, now);
    } catch (IllegalMove const& error) {
        throw Problem{409, "{}", why_not(moving.id, error)};
    }
    auto const is_gone =
        std::holds_alternative<std::string>(id) && !visit.state().instances().find(moving.id);
    return is_gone ? Answer::done() : Answer::json(shown_moving(visit.state(), id));
}

void step(Visit const& visit, Lifecycle& lifecycle, Instant now) {
    std::optional<State> to;
    if (visit.body.has("to")) to = lifecycle.machine().state(visit.body.text("to"));
    lifecycle.step(to, "step", now);
}

void fail(Visit const& visit, Lifecycle& lifecycle, Instant now) {
    lifecycle.fail(visit.body.text("reason", "fail"), now);
}

void change_job_plan(Visit const& visit, Lifecycle& /*lifecycle*/, Instant now) {
    auto const plan = known_plan(visit.state(), visit.body.text("plan"), "/plan");
    auto const job = known_job(visit.state(), visit.arguments.scalar("job", 0));
    visit.state().backup_jobs().change_plan(job, plan, now);
}

// What is under way goes on through its route; what rests begins with it at once.
void change_instance_plan(Visit const& visit, Lifecycle& lifecycle, Instant now) {
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
    route.steps =
        std::max(1, static_cast<int>(route.states.size()) - (route.begins_at_once ? 1 : 0));
    lifecycle.plan(storage::planned_moves(machine, state, route, plan, now), now);
}

}  // namespace

Routes lifecycles_routes() {
    Routes routes;
    auto const add = [&routes](std::string operation, Edit edit) {
        routes[std::move(operation)] =
            writing([edit](Visit const& visit, Instant now) { return edited(visit, now, edit); });
    };
    for (auto const& [verb, edit] : std::initializer_list<std::pair<std::string, Edit>>{
             {"step", step},
             {"fail", fail},
             {"hold", [](Visit const&, Lifecycle&its, Instant now) { its.hold(now); }},
             {"release", [](Visit const&, Lifecycle&its, Instant now) { its.release(now); }}}) {
        add(verb + "Job", edit);
        add(verb + "Instance", edit);
    }
    add("changeJobPlan", change_job_plan);
    add("changeInstancePlan", change_instance_plan);
    return routes;
}

}  // namespace rds::control::rest
