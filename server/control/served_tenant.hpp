#pragma once

#include "server/control/journal/journal.hpp"
#include "server/control/snapshots.hpp"
#include "storage/tenant/tenant.hpp"

#include <concepts>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace rds::control {

using Task = std::function<void()>;

// Runs tasks one after another in the order given, perhaps before returning, perhaps later on
// another thread: a tenant's strand, without saying whose.
struct Lane {
    using Run = std::function<void(Task)>;

    Lane(Run now, Run later) : run{std::move(now)}, run_later{std::move(later)} {}

    // Where nothing else has anything to do.
    template <std::invocable<Task> Function>
    Lane(Function const& both)
        : run{both}, run_later{both} {}  // NOLINT(google-explicit-constructor)

    Run run;
    Run run_later;  // behind what other lanes have to do
};

// What a tenant is when it is opened.
struct TenantContents {
    storage::Tenant state;
    storage::Instant opened_at{};  // tenant time; what is relative in an identity counts from here
};

// One tenant as the server holds it: its state, what tests do to it, the lane on which alone
// either may be touched, and the journal of its calls. Shared by whoever uses it.
class ServedTenant : public std::enable_shared_from_this<ServedTenant> {
  public:
    using Open = std::function<TenantContents(std::string const& id)>;

    ServedTenant(std::string id, Lane lane, Open open, Journal::Limits journal = {})
        : id_{std::move(id)}, lane_{std::move(lane)}, open_{std::move(open)}, journal_{journal} {}

    std::string const& id() const { return id_; }

    // Runs the work on the lane. Any thread. The tenant must outlive it.
    void enter(Task work) {
        lane_.run([this, begin = std::move(work)] {
            if (is_paused_) return waiting_.push_back(begin);
            begin();
        });
    }

    // On the lane, by work that goes on in several tasks: until resume() only go_on() runs work,
    // and what is entered waits, in its order.
    void pause() { is_paused_ = true; }

    void go_on(Task work) { lane_.run_later(std::move(work)); }

    // One of those that waited may pause the tenant again.
    void resume() {
        is_paused_ = false;
        while (!is_paused_ && !waiting_.empty()) {
            auto const next = std::move(waiting_.front());
            waiting_.pop_front();
            next();
        }
    }

    // On the lane. The first call opens the tenant and throws whatever opening throws; the next
    // one then tries again.
    TenantContents& contents() {
        if (!contents_) contents_.emplace(open_(id_));
        return *contents_;
    }

    // On the lane. Frees the contents; the next use opens the tenant again.
    void close() { contents_.reset(); }

    // On the lane.
    Snapshots& snapshots() { return snapshots_; }

    // On the lane, or while none runs.
    bool is_open() const { return contents_.has_value(); }

    // On the lane. Whoever comes to it later must use the tenant that has taken its place.
    bool is_removed() const { return is_removed_; }

    void set_removed() { is_removed_ = true; }

    // Any thread, and whether or not the tenant is open.
    Journal& journal() { return journal_; }

    // The same for one who keeps it: the tenant lives as long.
    std::shared_ptr<Journal> shared_journal() { return {shared_from_this(), &journal_}; }

  private:
    std::string const id_;
    Lane const lane_;
    Open const open_;
    std::optional<TenantContents> contents_;
    Snapshots snapshots_;
    bool is_removed_ = false;
    bool is_paused_ = false;
    std::deque<Task> waiting_;  // while paused
    Journal journal_;
};

using SharedTenant = std::shared_ptr<ServedTenant>;

}  // namespace rds::control
