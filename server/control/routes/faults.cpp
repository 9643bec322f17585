#include "server/codec/fields.hpp"
#include "server/control/fault_rule.hpp"
#include "server/control/routes/routes.hpp"
#include "server/text/escape.hpp"
#include "server/text/time.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <vector>

namespace rds::control::rest {

namespace {

// Of those that there are, a message names so many.
constexpr std::size_t kMostNamed = 16;

std::string shown(FaultRule const& rule, storage::Instant now) {
    return object_of([&](json::Writer& writer) {
        writer.member("id", rule.id);
        codec::write_row(writer, storage::fault_rules_table(), &rule, text::short_timestamp);
        writer.member("spent", is_spent(rule, now));
    });
}

[[noreturn]] void refuse_unknown(int id, std::vector<std::shared_ptr<FaultRule const>> const& all) {
    if (all.empty()) throw Problem{404, "There is no fault {}; the account has none.", id};
    std::vector<std::string> ids;
    for (auto const& rule : std::span{all}.first(std::min(all.size(), kMostNamed)))
        ids.push_back(std::to_string(rule->id));
    auto const more = all.size() - ids.size();
    throw Problem{
        404,
        "There is no fault {}; the account has {}{}.",
        id,
        text::joined(ids, "and"),
        more == 0 ? "" : fmt::format(" and {} more", more)};
}

Answer faults(Visit const& visit) {
    auto const now = visit.now();
    std::span const all{visit.contents().faults.all()};
    auto const after = visit.arguments.number("after", 0);
    auto const first =
        std::ranges::upper_bound(all, after, {}, [](auto const& rule) { return rule->id; });
    return Answer::object([&](json::Writer& writer) {
        writer.key("faults");
        auto const more = write_page(writer, std::span{first, all.end()}, [&](auto const& rule) {
            writer.raw(shown(*rule, now));
        });
        writer.member("more", more);
    });
}

Answer add_fault(Visit const& visit) {
    auto& faults = visit.contents().faults;
    auto const now = visit.now();
    auto rule = read_fault_rule(visit.body, visit.server.catalog, now);
    if (faults.all().size() >= storage::fault_rules_table().definition().most) {
        throw Problem{
            409,
            "The account has {} faults, as many as it can hold; remove some of them first.",
            faults.all().size()};
    }
    if (rule.until && *rule.until <= now) {
        throw Problem{
            400,
            "It would never strike: the account's clock shows {} already.",
            text::short_timestamp(now)}
            .at("/until");
    }
    auto const id = faults.add(std::move(rule), visit.entered());
    return Answer::created(shown(*faults.find(id), now));
}

Answer fault(Visit const& visit) {
    auto const& faults = visit.contents().faults;
    auto const id = visit.arguments.number("fault", 0);
    auto const* const found = faults.find(id);
    if (found == nullptr) refuse_unknown(id, faults.all());
    return Answer::json(shown(*found, visit.now()));
}

Answer remove_fault(Visit const& visit) {
    auto& faults = visit.contents().faults;
    auto const id = visit.arguments.number("fault", 0);
    if (!faults.remove(id, visit.entered())) refuse_unknown(id, faults.all());
    return Answer::done();
}

Answer remove_faults(Visit const& visit) {
    visit.contents().faults.clear(visit.entered());
    return Answer::done();
}

}  // namespace

Routes faults_routes() {
    return {
        {"faults", faults},
        {"addFault", add_fault},
        {"fault", fault},
        {"removeFault", remove_fault},
        {"removeFaults", remove_faults},
    };
}

}  // namespace rds::control::rest
