#include "server/control/routes/job_edits.hpp"

#include "server/control/routes/known.hpp"
#include "server/control/routes/shown_state.hpp"
#include "server/fixture/words.hpp"
#include "server/text/suggest.hpp"
#include "storage/illegal_edit.hpp"

#include <fmt/format.h>

#include <vector>

namespace rds::control::rest {

namespace {

using storage::BackupJob;
using storage::BackupJobs;
using storage::Instant;
using storage::Phase;

std::string why_not(BackupJob const& job, storage::IllegalEdit const& error) {
    using Why = storage::IllegalEdit::Why;
    std::vector<std::string_view> legal;
    for (auto const phase : error.legal())
        legal.push_back(fixture::word(phase));
    switch (error.why()) {
        case Why::ended:
            return fmt::format(
                "Job {} is {}, so it has ended: no move is legal.",
                job.id,
                fixture::word(error.phase())
            );
        case Why::not_ahead:
            return fmt::format(
                "Job {} is {}; it can only go to {}.",
                job.id,
                fixture::word(error.phase()),
                text::quoted_list(legal, "or")
            );
        case Why::held:
            return fmt::format("Job {} is held already; release lets it go on.", job.id);
        case Why::not_held:
            return fmt::format(
                "Job {} is not held; if nothing moves it, then its plan does not: step it, or "
                "change its plan.",
                job.id
            );
    }
    throw std::logic_error{"a reason without words"};
}

// Makes of the job in the path what `edit` makes of it.
Answer edited(Visit const& visit, auto const& edit) {
    return writing(visit, [&](Instant now) {
        auto const job = known_job(visit.state(), visit.arguments.number("job", 0), now);
        try {
            auto const after = edit(visit.state().backup_jobs(), job, now);
            return Answer::json(shown_job(visit.state(), after, now));
        } catch (storage::IllegalEdit const& error) {
            throw Problem{409, why_not(job, error)};
        }
    });
}

Answer step(Visit const& visit) {
    return edited(visit, [&visit](BackupJobs jobs, BackupJob const& job, Instant now) {
        auto const to = visit.body.has("to")
                            ? fixture::phase(visit.body.text("to"))
                            : storage::next_phase(job.phase).value_or(Phase::finished);
        return jobs.move_by_hand(job, to, "step", now);
    });
}

Answer fail(Visit const& visit) {
    return edited(visit, [&visit](BackupJobs jobs, BackupJob const& job, Instant now) {
        return jobs.move_by_hand(job, Phase::failed, visit.body.text("reason", "fail"), now);
    });
}

Answer hold(Visit const& visit) {
    return edited(visit, [](BackupJobs jobs, BackupJob const& job, Instant now) {
        return jobs.hold(job, now);
    });
}

Answer release(Visit const& visit) {
    return edited(visit, [](BackupJobs jobs, BackupJob const& job, Instant now) {
        return jobs.release(job, now);
    });
}

Answer change_plan(Visit const& visit) {
    return edited(visit, [&visit](BackupJobs jobs, BackupJob const& job, Instant now) {
        auto const plan = known_plan(visit.state(), visit.body.text("plan"), "/plan");
        return jobs.change_plan(job, plan, now);
    });
}

}  // namespace

std::string shown_job(storage::Tenant& state, storage::BackupJob const& job, storage::Instant now) {
    json::Writer writer;
    write_job(writer, state.backup_jobs(), job, now);
    return writer.text();
}

Routes job_edit_routes() {
    return {
        {"stepJob", Handle{step}},
        {"failJob", Handle{fail}},
        {"holdJob", Handle{hold}},
        {"releaseJob", Handle{release}},
        {"changeJobPlan", Handle{change_plan}},
    };
}

}  // namespace rds::control::rest
