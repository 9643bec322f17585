#include "server/control/faults.hpp"

#include "server/control/fault_rule_text.hpp"

#include <algorithm>
#include <utility>

namespace rds::control {

namespace {

std::string text_of(FaultRule const& rule) {
    json::Writer writer;
    writer.object([&] { write_members(writer, rule); });
    return writer.text();
}

}  // namespace

Faults Faults::kept_in(storage::Tenant& state, api::Catalog const& catalog) {
    Faults faults;
    for (auto const& [id, text, calls, hits] : state.fault_rules().all()) {
        auto rule = parse_fault_rule(text, "a fault that another version injected", {}, catalog);
        faults.faults_.push_back(
            {id, std::make_shared<FaultRule const>(std::move(rule)), calls, hits}
        );
    }
    return faults;
}

std::int64_t Faults::add(FaultRule rule, Entered const& entered) {
    if (rule.lasts) {
        auto const until = storage::later(entered.now(), *std::exchange(rule.lasts, std::nullopt));
        rule.until = std::min(until, storage::kLastInstant);  // later ones cannot be read back
    }
    auto const shared = std::make_shared<FaultRule const>(std::move(rule));
    faults_.reserve(faults_.size() + 1);  // so that nothing fails once it is kept
    auto transaction = entered.begin(storage::Access::write);
    auto const id = entered.tenant().fault_rules().add(
        text_of(*shared),
        shared->begins_with.calls,
        shared->begins_with.hits
    );
    transaction.commit();
    faults_.push_back({id, shared, shared->begins_with.calls, shared->begins_with.hits});
    return id;
}

StandingFault const* Faults::find(std::int64_t id) const {
    auto const at = std::ranges::find(faults_, id, &StandingFault::id);
    return at == faults_.end() ? nullptr : &*at;
}

bool Faults::remove(std::int64_t id, Entered const& entered) {
    if (find(id) == nullptr) return false;
    auto transaction = entered.begin(storage::Access::write);
    entered.tenant().fault_rules().remove(id);
    transaction.commit();
    std::erase_if(faults_, [id](StandingFault const& fault) { return fault.id == id; });
    return true;
}

void Faults::clear(Entered const& entered) {
    auto transaction = entered.begin(storage::Access::write);
    entered.tenant().fault_rules().clear();
    transaction.commit();
    faults_.clear();
}

std::optional<Strike>
Faults::strike(std::string_view action, api::Arguments const& arguments, Entered const& entered) {
    if (faults_.empty()) return std::nullopt;
    FaultRule::Values values;
    for (auto const& [name, value] : arguments.all())
        values[name] = value;
    std::vector<StandingFault*> counting;
    StandingFault const* striking = nullptr;
    for (auto& fault : faults_) {
        auto const& rule = *fault.rule;
        if (rule.is_spent(fault.calls, entered.now()) || !rule.matches(action, values)) continue;
        counting.push_back(&fault);
        if (!rule.turn.comes_at(fault.calls + 1)) continue;
        striking = &fault;
        break;
    }
    if (counting.empty()) return std::nullopt;

    auto const hits_of = [striking](StandingFault const* fault) {
        return fault == striking ? fault->hits + 1 : fault->hits;
    };
    auto transaction = entered.begin(storage::Access::write);
    for (auto const* fault : counting)
        entered.tenant().fault_rules().set_counts(fault->id, fault->calls + 1, hits_of(fault));
    transaction.commit();
    for (auto* fault : counting) {
        fault->hits = hits_of(fault);
        ++fault->calls;
    }
    if (striking == nullptr) return std::nullopt;
    auto hint = hint_injected(striking->id, striking->hits, striking->rule->turn);
    return Strike{striking->id, std::move(hint), striking->rule};
}

}  // namespace rds::control
