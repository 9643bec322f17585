#include "server/actions/backups/hints.hpp"

#include "server/actions/instances/instance.hpp"
#include "server/text/escape.hpp"

#include <fmt/format.h>

namespace rds::actions {

namespace {

std::string no_such_job(std::string_view instance_id, std::int32_t id, api::Context& context) {
    // What the account has beside it is not for a caller whom policies bind.
    if (context.authorise) return fmt::format("{} has no job {}.", text::quoted(instance_id), id);
    if (auto const job = context.tenant.backup_jobs().find_anywhere(id))
        return fmt::format("Job {} is one of {}.", id, text::quoted(job->instance_id));
    auto hint = fmt::format("This account has no job {}", id);
    if (context.another_has_job && context.another_has_job(id)) {
        hint +=
            "; CreateBackup gave this ID to another account of this emulator not long ago, "
            "whose calls have another AccessKeyId";
    }
    return hint + ".";
}

}  // namespace

std::string
hint_no_jobs(std::string_view instance_id, std::optional<std::int32_t> id, api::Context& context) {
    if (id) return no_such_job(instance_id, *id, context);
    auto const job = context.tenant.backup_jobs().last_ended(instance_id);
    if (!job) return {};
    return fmt::format(
        "Every job of {} has ended: give BackupJobId to see one, such as {}, which is {}.",
        text::quoted(instance_id),
        job->id,
        word(job->standing().status)
    );
}

std::string hint_filtered(
    std::vector<storage::BackupJob> const& jobs,
    std::vector<std::string_view> const& filters
) {
    auto const& job = jobs.front();
    return fmt::format(
        "Without {} there would be {} job{}, such as {}, which is {} and {}.",
        text::joined(filters, "and"),
        jobs.size(),
        jobs.size() == 1 ? "" : "s",
        job.id,
        word(job.mode),
        word(job.standing().status)
    );
}

std::string hint_no_database(std::string_view instance_id) {
    return fmt::format(
        "A Logical backup needs a database, and {} has none; CreateDatabase creates one.",
        text::quoted(instance_id)
    );
}

std::string hint_job_runs(std::string_view instance_id) {
    return fmt::format(
        "{} has a backup job that has not ended. Another AccessKeyId of 16 digits has instances of "
        "its own, so that tests which run at the same time do not meet.",
        text::quoted(instance_id)
    );
}

std::string hint_made_today(int made, int most) {
    return fmt::format(
        "{} of {} backups of this UTC day are made (backupsPerDay, --backups-per-day).",
        made,
        most
    );
}

}  // namespace rds::actions
