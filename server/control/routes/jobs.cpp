#include "server/codec/backup_job.hpp"
#include "server/control/routes/known.hpp"
#include "server/control/routes/routes.hpp"
#include "server/control/routes/shown_state.hpp"
#include "server/text/escape.hpp"

#include <fmt/format.h>

namespace rds::control::rest {

namespace {

using storage::Instant;

constexpr int kUsualPage = 100;

Answer jobs(Visit const& visit) {
    return reading(visit, [&](Instant) {
        auto const& arguments = visit.arguments;
        auto const instance = arguments.text("instance");
        if (!instance.empty()) known_instance(visit.state(), instance);
        storage::JobFilter filter{.after = arguments.number("after", 0)};
        if (!instance.empty()) filter.instance_id = instance;
        if (arguments.has("phase")) {
            auto const phase = storage::kJobMachine.state(arguments.text("phase"));
            filter.phase = storage::phase_of(phase.value());
        }

        auto store = visit.state().backup_jobs();
        auto const limit = static_cast<std::size_t>(arguments.number("limit", kUsualPage));
        auto page = store.page(filter, static_cast<int>(limit) + 1);
        auto const has_next = page.size() > limit;
        if (has_next) page.pop_back();

        json::Writer writer;
        writer.object([&] {
            writer.key("jobs");
            auto const is_full = write_page(writer, page, [&](auto const& job) {
                write_job(writer, visit.state(), job);
            });
            writer.member("more", has_next || is_full);
        });
        return Answer::json(writer.text());
    });
}

void require_free_ids(storage::Tenant& state, storage::BackupJob const& job) {
    auto jobs = state.backup_jobs();
    if (job.id != 0 && jobs.find_anywhere(job.id))
        throw Problem{409, fmt::format("There is a backup job {} already.", job.id), "/id"};
    if (job.backup_id != 0 && jobs.has_backup_id(job.backup_id)) {
        throw Problem{
            409,
            fmt::format("There is a backup {} already.", job.backup_id),
            "/backupId"};
    }
}

void require_room(storage::Tenant& state, std::string const& instance) {
    auto const live = state.backup_jobs().count_live(instance);
    if (live < storage::BackupJobs::kMostLive) return;
    throw Problem{
        409,
        fmt::format(
            "{} has {} backup jobs that have not ended, as many as it can hold; end some of them "
            "first.",
            text::quoted(instance),
            live
        ),
        "/instance"};
}

Answer create_job(Visit const& visit) {
    return writing(visit, [&](Instant now) {
        auto& state = visit.state();
        auto const row = codec::read_backup_job(visit.body);
        codec::check_job(row, now, visit.body.source());
        known_instance(state, row.job.instance_id, "/instance");
        require_plan(state, visit.body, "plan");
        require_room(state, row.job.instance_id);
        require_free_ids(state, row.job);
        try {
            return Answer::created(shown_job(state, codec::apply_job(row, state, now)));
        } catch (storage::NoIdLeft const& none) {
            throw Problem{409, none.what(), row.job.id != 0 ? "/backupId" : "/id"};
        }
    });
}

Answer job(Visit const& visit) {
    return reading(visit, [&](Instant) {
        auto const found = known_job(visit.state(), visit.arguments.number("job", 0));
        return Answer::json(shown_job(visit.state(), found));
    });
}

}  // namespace

Routes jobs_routes() {
    return {
        {"jobs", Handle{jobs}},
        {"createJob", Handle{create_job}},
        {"job", Handle{job}},
    };
}

}  // namespace rds::control::rest
