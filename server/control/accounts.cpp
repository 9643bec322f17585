#include "server/control/accounts.hpp"

#include <fmt/format.h>

#include <exception>
#include <utility>

namespace rds::control {

namespace {

constexpr std::size_t kMostForgotten = 16;  // by one caller, who waits meanwhile
constexpr int kLooks = 8;                   // for idle accounts, in the time that they may be idle

}  // namespace

Accounts::Accounts(Limits limits, Outside outside)
    : limits_{limits}, outside_{std::move(outside)} {}

SharedAccount Accounts::find(std::string_view id) {
    auto const now = this->now();
    Forgotten forgotten;
    std::scoped_lock const lock{mutex_};
    return use(id, now, forgotten);
}

SharedAccount Accounts::find_or_add(std::string_view id) {
    auto const now = this->now();
    Forgotten forgotten;
    std::scoped_lock const lock{mutex_};
    if (auto known = use(id, now, forgotten)) return known;
    if (!has_room(id, now, forgotten)) return nullptr;
    auto account = std::make_shared<Account>(
        std::string{id},
        outside_.make_lane(),
        outside_.open,
        limits_.journal
    );
    accounts_.emplace(id, Known{account, now});
    return account;
}

storage::Duration Accounts::now() const {
    return limits_.idle ? outside_.uptime() : storage::Duration{};
}

// Whoever still holds an account may use it again.
bool Accounts::is_idle(ById::const_reference known, storage::Duration now) const {
    auto const& [id, entry] = known;
    return limits_.idle && now - entry.used >= *limits_.idle && id != kDefaultAccount &&
           entry.account.use_count() == 1;
}

SharedAccount Accounts::use(std::string_view id, storage::Duration now, Forgotten& forgotten) {
    if (now >= next_look_) forget_idle(now, forgotten);
    auto const at = accounts_.find(id);
    if (at == accounts_.end()) return nullptr;
    if (is_idle(*at, now)) {
        forget(at, forgotten);
        return nullptr;
    }
    at->second.used = now;
    return at->second.account;
}

bool Accounts::has_room(std::string_view id, storage::Duration now, Forgotten& forgotten) {
    auto const is_full = [this] {
        return accounts_.size() - accounts_.count(kDefaultAccount) >= limits_.most;
    };
    if (id == kDefaultAccount || !is_full()) return true;
    forget_idle(now, forgotten);
    return !is_full();
}

void Accounts::forget_idle(storage::Duration now, Forgotten& forgotten) {
    if (!limits_.idle) return;
    next_look_ = now + *limits_.idle / kLooks;
    for (auto at = accounts_.begin(); at != accounts_.end();) {
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

Accounts::ById::iterator Accounts::forget(ById::iterator known, Forgotten& forgotten) {
    recent_jobs_.forget(known->first);
    forgotten.push_back(std::move(known->second.account));
    return accounts_.erase(known);
}

void Accounts::enter(SharedAccount const& account, Work work) {
    // The work may replace the caller's before the lane returns.
    auto const held = account;  // NOLINT(performance-unnecessary-copy-initialization)
    held->enter([this, held, work = std::move(work)] {
        if (!held->is_removed()) return work(held);
        try {
            if (auto const fresh = find_or_add(held->id())) return enter(fresh, work);
        } catch (std::exception const&) {
            // There is no memory for an account either.
        }
        work(nullptr);
    });
}

void Accounts::remove(Account& account) {
    account.close();  // a file is deleted when nobody has it open
    if (outside_.discard) outside_.discard(account.id());
    account.set_removed();
    {
        std::scoped_lock const lock{mutex_};
        accounts_.erase(account.id());
    }
    recent_jobs_.forget(account.id());
}

std::vector<SharedAccount> Accounts::all() {
    auto const now = this->now();
    std::scoped_lock const lock{mutex_};
    std::vector<SharedAccount> all;
    for (auto const& known : accounts_) {
        if (!is_idle(known, now)) all.push_back(known.second.account);
    }
    return all;
}

api::Fault Accounts::no_room() const {
    return api::Fault{api::faults::kTooManyAccounts}.hinting(fmt::format(
        "--max-accounts is {}, and the default account is not counted. GET /_emulator/accounts "
        "lists the accounts.",
        limits_.most
    ));
}

}  // namespace rds::control
