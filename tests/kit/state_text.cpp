#include "tests/kit/state_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <iterator>

namespace rds::kit {

namespace {

// Where the contract's fixtures keep their jobs, and a few beyond, where new ones would appear.
constexpr std::int32_t kFirstJob = 4762610;
constexpr std::int32_t kLastJob = 4762640;

storage::Instant the_end() {
    return storage::Instant{std::chrono::sys_days{std::chrono::year{9999} / 1 / 1}};
}

void append_jobs(std::string& text, storage::Account& account) {
    for (auto id = kFirstJob; id <= kLastJob; ++id) {
        auto const job = account.backup_jobs().find_anywhere(id, the_end());
        if (!job) continue;
        fmt::format_to(
            std::back_inserter(text),
            "job {} of {} mode {} started {} backup {}:",
            id,
            job->instance_id,
            static_cast<int>(job->mode),
            job->started_at.time_since_epoch().count(),
            job->backup_id
        );
        for (auto const& move : account.backup_jobs().history(id)) {
            fmt::format_to(
                std::back_inserter(text),
                " {}>{}@{} {};",
                static_cast<int>(move.from),
                static_cast<int>(move.to),
                move.at.time_since_epoch().count(),
                move.why
            );
        }
        text += '\n';
    }
}

}  // namespace

std::string state_text(storage::Account& account) {
    std::string text;
    for (auto const& id : account.instances().ids()) {
        auto const instance = account.instances().find(id);
        fmt::format_to(
            std::back_inserter(text),
            "instance {} {} {} {} {}\n",
            id,
            instance->status,
            instance->read_only,
            instance->databases,
            instance->tags
        );
    }
    append_jobs(text, account);
    auto const settings = account.settings().get();
    fmt::format_to(
        std::back_inserter(text),
        "plan {} backups per day {} plans {}\n",
        settings.job_plan,
        settings.backups_per_day,
        account.plans().names()
    );
    return text;
}

}  // namespace rds::kit
