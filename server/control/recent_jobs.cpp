#include "server/control/recent_jobs.hpp"

#include <algorithm>
#include <new>

namespace rds::control {

void RecentJobs::note(std::string_view tenant, std::int64_t job) noexcept {
    std::scoped_lock const lock{mutex_};
    auto& oldest = made_[next_];
    try {
        oldest.tenant = tenant;
        oldest.job = job;
        next_ = (next_ + 1) % kMost;
    } catch (std::bad_alloc const&) {
        return;
    }
}

void RecentJobs::forget(std::string_view tenant) {
    std::scoped_lock const lock{mutex_};
    for (auto& made : made_) {
        if (made.tenant == tenant) made = {};
    }
}

bool RecentJobs::another_has(std::string_view tenant, std::int64_t job) {
    std::scoped_lock const lock{mutex_};
    return std::ranges::any_of(made_, [&](Made const& made) {
        return made.job == job && !made.tenant.empty() && made.tenant != tenant;
    });
}

}  // namespace rds::control
