#include "server/control/journal/waits.hpp"

#include <algorithm>
#include <exception>
#include <memory>
#include <utility>

namespace rds::control {

// One that waits. Shared by the set of all and the timer until it has been told. The journal, which
// it shares, only knows of it, or neither would ever go.
struct Waits::Wait {
    std::shared_ptr<Journal> journal;
    Match match;
    std::size_t wanted;
    Tell tell;
    Journal::SharedWatcher watcher{};

    // What changes once somebody knows of the wait.
    std::size_t count = 0;
    CallOff call_off{};  // the timer
};

bool Waits::wait(
    std::shared_ptr<Journal> journal,
    Match match,
    std::size_t wanted,
    std::chrono::milliseconds time,
    Work& work,
    Tell tell
) {
    auto const wait =
        std::make_shared<Wait>(Wait{std::move(journal), std::move(match), wanted, std::move(tell)});
    wait->watcher = std::make_shared<Journal::Watcher const>(
        [this, known = std::weak_ptr{wait}](SharedEntry const& entry) {
            Work its_own{Work::kMost / Journal::kMostWatchers};
            if (auto const waiting = known.lock()) count(waiting, {&entry, 1}, its_own);
        }
    );
    {
        std::scoped_lock const lock{mutex_};
        waiting_.insert(wait);
    }
    try {
        if (is_stopped()) {
            end(wait, Why::stopped);
        } else if (auto const window = wait->journal->watch(wait->watcher)) {
            count(wait, window->entries, work);
            start_timer(wait, time);
        } else {
            return !forget(wait);
        }
    } catch (std::exception const&) {
        wait->journal->unwatch(wait->watcher);
        if (forget(wait)) throw;
    }
    return true;
}

// If that is too much to compare, nobody can say whether a call is one that is waited for.
void Waits::count(SharedWait const& wait, std::span<SharedEntry const> entries, Work& work) {
    try {
        auto const more = std::ranges::count_if(entries, [&](SharedEntry const& entry) {
            return wait->match.holds(*entry, work);
        });
        if (more == 0 && wait->wanted > 0) return;
        {
            std::scoped_lock const lock{mutex_};
            wait->count += static_cast<std::size_t>(more);
            if (wait->count < wait->wanted) return;
        }
        end(wait, Why::reached);
    } catch (Work::Exhausted const&) {
        end(wait, Why::exhausted);
    }
}

void Waits::start_timer(SharedWait const& wait, std::chrono::milliseconds time) {
    if (time.count() == 0) return end(wait, Why::timed_out);
    {
        std::scoped_lock const lock{mutex_};
        if (!waiting_.contains(wait)) return;  // the calls of before were enough
    }
    auto call_off = timers_(time, [this, wait] { end(wait, Why::timed_out); });
    {
        std::scoped_lock const lock{mutex_};
        if (waiting_.contains(wait)) {
            wait->call_off = std::move(call_off);
            return;
        }
    }
    call_off();  // told before, when nobody knew of the timer
}

// False: it has been told already.
bool Waits::forget(SharedWait const& wait) {
    std::scoped_lock const lock{mutex_};
    return waiting_.erase(wait) > 0;
}

void Waits::end(SharedWait const& wait, Why why) {
    Outcome outcome{.why = why};
    CallOff call_off;
    {
        std::scoped_lock const lock{mutex_};
        if (waiting_.erase(wait) == 0) return;
        outcome.count = wait->count;
        call_off = std::move(wait->call_off);
    }
    wait->journal->unwatch(wait->watcher);
    if (call_off) call_off();
    wait->tell(outcome);
}

bool Waits::is_stopped() {
    std::scoped_lock const lock{mutex_};
    return is_stopped_;
}

void Waits::stop() {
    {
        std::scoped_lock const lock{mutex_};
        is_stopped_ = true;
    }
    end_all(Why::stopped, nullptr);
}

// Those of this journal; without one, all. Needs no memory.
void Waits::end_all(Why why, Journal const* journal) {
    auto const next = [&]() -> SharedWait {
        std::scoped_lock const lock{mutex_};
        auto const at = std::ranges::find_if(waiting_, [journal](SharedWait const& wait) {
            return journal == nullptr || wait->journal.get() == journal;
        });
        return at == waiting_.end() ? nullptr : *at;
    };
    while (auto const wait = next())
        end(wait, why);
}

}  // namespace rds::control
