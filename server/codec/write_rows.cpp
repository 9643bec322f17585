#include "server/codec/write_rows.hpp"

#include "server/codec/words.hpp"
#include "server/text/time.hpp"

namespace rds::codec {

void write_members(json::Writer& writer, storage::Instance const& instance) {
    writer.member("id", instance.id);
    writer.member("engine", instance.engine);
    writer.member("engineVersion", instance.engine_version);
    writer.member("regionId", instance.region_id);
    writer.member("status", instance.status);
    writer.member("readOnly", instance.read_only);
    if (!instance.job_plan.empty()) writer.member("jobPlan", instance.job_plan);
    writer.key("databases");
    writer.list(instance.databases, [&](auto const& name) { writer.value(name); });
    writer.key("tags");
    writer.object([&] {
        for (auto const& [key, value] : instance.tags)
            writer.member(key, value);
    });
}

void write_plan(json::Writer& writer, storage::Plan const& plan) {
    using storage::PlanKind;
    writer.object([&] {
        writer.member("name", plan.name);
        writer.member("kind", word(plan.kind));
        if (storage::lasts(plan.kind))
            writer.member("duration", text::duration_text(plan.duration));
        if (plan.kind == PlanKind::polls) writer.member("polls", plan.polls_per_phase);
        if (plan.kind != PlanKind::failing) return;
        writer.member("failsIn", word(storage::phase_of(plan.fails_in)));
        if (!plan.reason.empty()) writer.member("reason", plan.reason);
    });
}

}  // namespace rds::codec
