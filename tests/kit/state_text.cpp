#include "tests/kit/state_text.hpp"

#include "server/codec/fields.hpp"
#include "server/text/time.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <iterator>
#include <variant>

namespace rds::kit {

namespace {

std::int64_t count(storage::Instant instant) {
    return instant.time_since_epoch().count();
}

std::string shown(std::variant<storage::Instant, storage::Duration, storage::Polls> const& when) {
    if (auto const* const at = std::get_if<storage::Instant>(&when))
        return fmt::format("@{}", count(*at));
    if (auto const* const polls = std::get_if<storage::Polls>(&when))
        return fmt::format("polls {}", polls->left);
    return fmt::format("+{}", std::get<storage::Duration>(when).count());
}

void append_lifecycle(std::string& text, storage::Lifecycle lifecycle) {
    for (auto const& [from, to, at, why] : lifecycle.history())
        fmt::format_to(std::back_inserter(text), " {}>{}@{} {};", from, to, count(at), why);
    text += " planned:";
    for (auto const& [from, to, when, why] : lifecycle.planned())
        fmt::format_to(std::back_inserter(text), " {}>{}{} {};", from, to, shown(when), why);
    if (lifecycle.is_held()) text += " held";
    text += '\n';
}

void append_instances(std::string& text, storage::Tenant& tenant) {
    for (auto const& id : tenant.instances().names()) {
        auto const instance = tenant.instances().find(id).value();
        fmt::format_to(
            std::back_inserter(text),
            "instance {} {} {} {} {} {} plan {} {}:",
            id,
            instance.engine,
            instance.engine_version,
            instance.region_id,
            word(instance.state),
            instance.read_only,
            instance.job_plan,
            instance.tags
        );
        append_lifecycle(text, tenant.instances().lifecycle(id));
        json::Writer writer;
        auto const children = tenant.children_of_instances(id, id);
        writer.object([&] { codec::write_children(writer, children, id, text::timestamp); });
        text += writer.text() + '\n';
    }
}

void append_job(std::string& text, storage::BackupJob const& job, storage::Tenant& tenant) {
    fmt::format_to(
        std::back_inserter(text),
        "job {} of {} mode {} started {} backup {} phase {} stopped in {}:",
        job.id,
        job.instance_id,
        static_cast<int>(job.mode),
        count(job.started_at),
        job.backup_id,
        static_cast<int>(job.phase),
        static_cast<int>(job.stopped_in)
    );
    append_lifecycle(text, tenant.backup_jobs().lifecycle(job.id));
}

void append_plans(std::string& text, storage::Tenant& tenant) {
    for (auto const& name : tenant.plans().names()) {
        auto const plan = tenant.plans().find(name).value();
        fmt::format_to(
            std::back_inserter(text),
            "plan {} kind {} duration {} polls {} fails in {} {}\n",
            name,
            static_cast<int>(plan.kind),
            plan.duration.value_or(storage::Duration{0}).count(),
            plan.polls,
            static_cast<int>(plan.fails_in),
            plan.reason
        );
    }
}

void append_faults(std::string& text, storage::Tenant& tenant) {
    json::Writer writer;
    auto const rules = tenant.fault_rules().all();
    writer.list(rules, [&writer](storage::FaultRule const& rule) {
        writer.object([&] {
            auto const& table = storage::fault_rules_table();
            codec::write_row(writer, table, &rule, text::timestamp);
        });
    });
    text += writer.text();
}

}  // namespace

std::string state_text(storage::Tenant& tenant) {
    std::string text;
    append_instances(text, tenant);
    tenant.backup_jobs().for_each([&](storage::BackupJob const& job) {
        append_job(text, job, tenant);
    });
    append_plans(text, tenant);
    append_faults(text, tenant);
    auto const settings = tenant.settings().get();
    auto const ids = tenant.last_ids().get();
    fmt::format_to(
        std::back_inserter(text),
        "plan {} backups per day {} last job {} last backup {}\n",
        settings.job_plan,
        settings.backups_per_day,
        ids.job,
        ids.backup
    );
    return text;
}

std::string state_text(storage::Tenant& tenant, storage::Instant machine_now) {
    auto const now = tenant.enter(machine_now).now();
    auto text = state_text(tenant);
    fmt::format_to(std::back_inserter(text), "clock {} x {}\n", count(now), tenant.clock().speed);
    return text;
}

}  // namespace rds::kit
