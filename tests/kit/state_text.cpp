#include "tests/kit/state_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <iterator>

namespace rds::kit {

namespace {

std::int64_t count(storage::Instant instant) {
    return instant.time_since_epoch().count();
}

void append_instances(std::string& text, storage::Tenant& tenant) {
    for (auto const& id : tenant.instances().ids()) {
        auto const instance = tenant.instances().find(id).value();
        fmt::format_to(
            std::back_inserter(text),
            "instance {} {} {} {} {} {} plan {} {} {}\n",
            id,
            instance.engine,
            instance.engine_version,
            instance.region_id,
            instance.status,
            instance.read_only,
            instance.job_plan,
            instance.databases,
            instance.tags
        );
    }
}

void append_moves(std::string& text, std::vector<storage::Move> const& moves) {
    for (auto const& move : moves) {
        fmt::format_to(
            std::back_inserter(text),
            " {}>{}@{} {};",
            static_cast<int>(move.from),
            static_cast<int>(move.to),
            count(move.at),
            move.why
        );
    }
}

void append_job(std::string& text, storage::JobRecord const& job) {
    fmt::format_to(
        std::back_inserter(text),
        "job {} of {} mode {} started {} backup {} polls {}/{}:",
        job.id,
        job.instance_id,
        static_cast<int>(job.mode),
        count(job.started_at),
        job.backup_id,
        job.polls_seen,
        job.polls_per_phase
    );
    append_moves(text, job.moves);
    if (job.held) text += " held:";
    append_moves(text, job.after_release);
    text += '\n';
}

void append_plans(std::string& text, storage::Tenant& tenant) {
    for (auto const& name : tenant.plans().names()) {
        auto const plan = tenant.plans().find(name).value();
        fmt::format_to(
            std::back_inserter(text),
            "plan {} kind {} duration {} polls {} fails in {} {}\n",
            name,
            static_cast<int>(plan.kind),
            plan.duration.count(),
            plan.polls_per_phase,
            static_cast<int>(plan.fails_in),
            plan.reason
        );
    }
}

void append_faults(std::string& text, storage::Tenant& tenant) {
    for (auto const& fault : tenant.fault_rules().all()) {
        fmt::format_to(
            std::back_inserter(text),
            "fault {} {}/{}\n",
            fault.rule,
            fault.hits,
            fault.calls
        );
    }
}

}  // namespace

std::string state_text(storage::Tenant& tenant) {
    std::string text;
    append_instances(text, tenant);
    tenant.job_records().for_each([&text](storage::JobRecord const& job) { append_job(text, job); }
    );
    append_plans(text, tenant);
    append_faults(text, tenant);
    auto const settings = tenant.settings().get();
    auto const ids = tenant.job_records().last_ids();
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
    auto text = state_text(tenant);
    auto const now = tenant.now(machine_now);
    fmt::format_to(std::back_inserter(text), "clock {} x {}\n", count(now), tenant.clock().speed());
    return text;
}

}  // namespace rds::kit
