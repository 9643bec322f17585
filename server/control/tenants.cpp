#include "server/control/tenants.hpp"

#include "server/api/gateway_faults.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <new>
#include <utility>

namespace rds::control {

namespace {

constexpr std::size_t kMostForgotten = 16;  // by one caller, who waits meanwhile
constexpr int kLooks = 8;                   // for idle tenants, in the time that they may be idle

}  // namespace

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

Tenants::Tenants(Limits limits, Outside outside) : limits_{limits}, outside_{std::move(outside)} {}

storage::Duration Tenants::now() const {
    return limits_.idle ? outside_.uptime() : storage::Duration{};
}

// Whoever still holds a tenant may use it again.
bool Tenants::is_idle(ById::const_reference known, storage::Duration now) const {
    auto const& [id, entry] = known;
    return limits_.idle && now - entry.used >= *limits_.idle && id != kDefaultTenant &&
           entry.tenant.use_count() == 1;
}

SharedTenant Tenants::use(std::string_view id, bool adds) {
    auto const now = this->now();
    Forgotten forgotten;
    std::scoped_lock const lock{mutex_};
    if (now >= next_look_) forget_idle(now, forgotten);
    auto at = tenants_.find(id);
    if (at != tenants_.end() && is_idle(*at, now)) {
        forget(at, forgotten);
        at = tenants_.end();
    }
    if (at == tenants_.end()) {
        if (!adds || !has_room(id, now, forgotten)) return nullptr;
        auto tenant = std::make_shared<ServedTenant>(
            std::string{id},
            outside_.make_lane(),
            outside_.open,
            limits_.journal
        );
        at = tenants_.emplace(id, Known{std::move(tenant), now}).first;
    }
    at->second.used = now;
    return at->second.tenant;
}

bool Tenants::has_room(std::string_view id, storage::Duration now, Forgotten& forgotten) {
    auto const is_full = [this] {
        return tenants_.size() - tenants_.count(kDefaultTenant) >= limits_.most;
    };
    if (id == kDefaultTenant || !is_full()) return true;
    forget_idle(now, forgotten);
    return !is_full();
}

void Tenants::forget_idle(storage::Duration now, Forgotten& forgotten) {
    if (!limits_.idle) return;
    next_look_ = now + *limits_.idle / kLooks;
    for (auto at = tenants_.begin(); at != tenants_.end();) {
        if (!is_idle(*at, now)) {
            ++at;
        } else if (forgotten.size() < kMostForgotten) {
            at = forget(at, forgotten);
        } else {
            next_look_ = now;
            return;
        }
    }
}

Tenants::ById::iterator Tenants::forget(ById::iterator known, Forgotten& forgotten) {
    recent_jobs_.forget(known->first);
    forgotten.push_back(std::move(known->second.tenant));
    return tenants_.erase(known);
}

void Tenants::enter(SharedTenant const& tenant, Work work) {
    // The work may replace the caller's before the lane returns.
    auto const held = tenant;  // NOLINT(performance-unnecessary-copy-initialization)
    held->enter([this, held, work = std::move(work)] {
        if (!held->is_removed()) return work(held);
        try {
            if (auto const fresh = find_or_add(held->id())) return enter(fresh, work);
        } catch (std::exception const&) {
            // There is no memory for a tenant either.
        }
        work(nullptr);
    });
}

void Tenants::remove(ServedTenant& tenant) {
    tenant.close();  // a file is deleted when nobody has it open
    if (outside_.discard) outside_.discard(tenant.id());
    tenant.set_removed();
    {
        std::scoped_lock const lock{mutex_};
        tenants_.erase(tenant.id());
    }
    recent_jobs_.forget(tenant.id());
}

std::vector<SharedTenant> Tenants::all() {
    auto const now = this->now();
    std::scoped_lock const lock{mutex_};
    std::vector<SharedTenant> all;
    for (auto const& known : tenants_) {
        if (!is_idle(known, now)) all.push_back(known.second.tenant);
    }
    return all;
}

api::Fault Tenants::no_room() const {
    return api::Fault{api::faults::kTooManyAccounts}.hinting(fmt::format(
        "--max-accounts is {}, and the default account is not counted. GET /_emulator/accounts "
        "lists the accounts.",
        limits_.most
    ));
}

}  // namespace rds::control
