#include "server/control/faults.hpp"

#include "server/codec/fields.hpp"
#include "server/control/routes/routes.hpp"
#include "server/text/escape.hpp"
#include "server/text/time.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace rds::control::rest {

namespace {

using storage::Instant;

// Of those that there are, a message names so many.
constexpr std::size_t kMostNamed = 16;

std::string shown(FaultRule const& rule, Instant now) {
    return object_of([&](json::Writer& writer) {
        writer.member("id", rule.id);
        codec::write_row(writer, storage::fault_rules_table(), &rule, text::short_timestamp);
        writer.member("spent", is_spent(rule, now));
    });
}

[[noreturn]] void refuse_unknown(int id, storage::Tenant& state) {
    auto const all = state.fault_rules().all();
    if (all.empty()) throw Problem{404, "There is no fault {}; the account has none.", id};
    std::vector<std::string> ids;
    for (auto const& rule : std::span{all}.first(std::min(all.size(), kMostNamed)))
        ids.push_back(std::to_string(rule.id));
    auto const more = all.size() - ids.size();
    throw Problem{
        404,
        "There is no fault {}; the account has {}{}.",
        id,
        text::joined(ids, "and"),
        more == 0 ? "" : fmt::format(" and {} more", more)};
}

Answer faults(Visit const& visit, Instant now) {
    std::int64_t const after = visit.arguments.scalar("after", 0);
    auto const rules = visit.state().fault_rules().after({after}, -1);
    return Answer::object([&](json::Writer& writer) {
        writer.key("faults");
        auto const more =
            write_page(writer, rules, [&](FaultRule const& rule) { writer.raw(shown(rule, now)); });
        writer.member("more", more);
    });
}

Answer add_fault(Visit const& visit, Instant now) {
    auto& state = visit.state();
    auto rule = read_fault_rule(visit.body, visit.program.catalog, now);
    auto const count = static_cast<std::size_t>(state.fault_rules().count());
    if (count >= storage::fault_rules_table().definition().most) {
        throw Problem{
            409,
            "The account has {} faults, as many as it can hold; remove some of them first.",
            count};
    }
    if (rule.until && *rule.until <= now) {
        throw Problem{
            400,
            "It would never strike: the account's clock shows {} already.",
            text::short_timestamp(now)}
            .at("/until");
    }
    return Answer::created(shown(control::add_fault(std::move(rule), state), now));
}

Answer fault(Visit const& visit, Instant now) {
    auto const id = visit.arguments.scalar("fault", 0);
    auto const found = visit.state().fault_rules().find(id);
    if (!found) refuse_unknown(id, visit.state());
    return Answer::json(shown(*found, now));
}

Answer remove_fault(Visit const& visit, Instant /*now*/) {
    auto const id = visit.arguments.scalar("fault", 0);
    if (!visit.state().fault_rules().remove(id)) refuse_unknown(id, visit.state());
    return Answer::done();
}

Answer remove_faults(Visit const& visit, Instant /*now*/) {
    auto rules = visit.state().fault_rules();
    for (auto const& rule : rules.all())
        rules.remove(rule.id);
    return Answer::done();
}

}  // namespace

Routes faults_routes() {
    return {
        {"faults", reading(faults)},
        {"addFault", writing(add_fault)},
        {"fault", reading(fault)},
        {"removeFault", writing(remove_fault)},
        {"removeFaults", writing(remove_faults)},
    };
}

}  // namespace rds::control::rest
