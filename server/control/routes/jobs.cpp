#include "server/codec/backup_job.hpp"
#include "server/control/routes/resource.hpp"
#include "server/control/routes/routes.hpp"
#include "server/text/escape.hpp"

namespace rds::control::rest {

namespace {

using storage::Instant;

constexpr int kUsualPage = 100;

Answer jobs(Visit const& visit, Instant /*now*/) {
    auto const& arguments = visit.arguments;
    auto const instance = arguments.text("instance");
    if (!instance.empty()) known_instance(visit.state(), instance);
    storage::JobFilter filter{.after = arguments.scalar("after", 0)};
    if (!instance.empty()) filter.instance_id = instance;
    if (arguments.has("phase")) {
        auto const phase = storage::kJobMachine.state(arguments.text("phase"));
        filter.phase = storage::phase_of(phase.value());
    }

    auto store = visit.state().backup_jobs();
    auto const limit = static_cast<std::size_t>(arguments.scalar("limit", kUsualPage));
    auto page = store.page(filter, static_cast<int>(limit) + 1);
    auto const has_next = page.size() > limit;
    if (has_next) page.pop_back();

    return Answer::object([&](json::Writer& writer) {
        writer.key("jobs");
        auto const is_full = write_page(writer, page, [&](auto const& job) {
            writer.raw(shown_job(visit.state(), job));
        });
        writer.member("more", has_next || is_full);
    });
}

void require_free_ids(storage::Tenant& state, storage::BackupJob const& job) {
    auto jobs = state.backup_jobs();
    if (job.id != 0 && jobs.find_anywhere(job.id))
        throw Problem{409, "There is a backup job {} already.", job.id}.at("/id");
    if (job.backup_id != 0 && jobs.has_backup_id(job.backup_id))
        throw Problem{409, "There is a backup {} already.", job.backup_id}.at("/backupId");
}

void require_room(storage::Tenant& state, std::string const& instance) {
    auto const live = state.backup_jobs().count_live(instance);
    if (live < storage::BackupJobs::kMostLive) return;
    throw Problem{
        409,
        "{} has {} backup jobs that have not ended, as many as it can hold; end some of them "
        "first.",
        text::quoted(instance),
        live}
        .at("/instance");
}

Answer create_job(Visit const& visit, Instant now) {
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
        throw Problem{409, "{}", none.what()}.at(row.job.id != 0 ? "/backupId" : "/id");
    }
}

Answer job(Visit const& visit, Instant /*now*/) {
    std::int64_t const id = visit.arguments.scalar("job", 0);
    return Answer::json(shown_moving(visit.state(), id));
}

}  // namespace

Routes jobs_routes() {
    return {
        {"jobs", reading(jobs)},
        {"createJob", writing(create_job)},
        {"job", reading(job)},
    };
}

}  // namespace rds::control::rest
