#include "server/control/journal/waits.hpp"

#include <algorithm>
#include <exception>
#include <iterator>
#include <utility>
#include <vector>

namespace rds::control {

// One that waits. Shared by the set of all and the timer until it has been told. The journal, which
// it shares, only knows of it, or neither would ever go.
struct Waits::Wait {
    Wait(std::shared_ptr<Journal> calls, Match what, std::size_t how_many, Tell whom)
        : journal{std::move(calls)},
          match{std::move(what)},
          wanted{how_many},
          tell{std::move(whom)} {}

    std::shared_ptr<Journal> const journal;
    Match const match;
    std::size_t const wanted;
    Tell const tell;

    std::mutex mutex;  // guards what follows
    std::size_t count = 0;
    bool is_told = false;
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
        std::make_shared<Wait>(std::move(journal), std::move(match), wanted, std::move(tell));
    if (!admit(wait)) {
        end(wait, Why::stopped);
        return true;
    }
    try {
        return begin(wait, time, work) || !give_up(wait);
    } catch (std::exception const&) {
        wait->journal->unwatch(wait.get());
        if (give_up(wait)) throw;
        return true;
    }
}

// Nothing if that would be too much to compare.
std::optional<std::size_t> Waits::number_of_those_that_match(
    Wait const& wait,
    std::vector<SharedEntry> const& entries,
    Work& work
) {
    try {
        auto const count = std::ranges::count_if(entries, [&](SharedEntry const& entry) {
            return wait.match.holds(*entry, work);
        });
        return static_cast<std::size_t>(count);
    } catch (Work::Exhausted const&) {
        return std::nullopt;
    }
}

// False: the journal has as many watchers as it may.
bool Waits::begin(SharedWait const& wait, std::chrono::milliseconds time, Work& work) {
    auto const watch = [this, known = std::weak_ptr{wait}](Entry const& entry) {
        auto const waiting = known.lock();
        if (!waiting) return;
        Work its_own{Work::kMost / Journal::kMostWatchers};
        try {
            if (waiting->match.holds(entry, its_own)) count(waiting, 1);
        } catch (Work::Exhausted const&) {
            end(waiting, Why::exhausted);  // nobody can say whether this call is one
        }
    };
    auto const window = wait->journal->watch(wait.get(), watch);
    if (!window) return false;
    auto const before = number_of_those_that_match(*wait, window->entries, work);
    if (!before) {
        end(wait, Why::exhausted);
        return true;
    }
    count(wait, *before);
    start_timer(wait, time);
    return true;
}

// False once the server stops.
bool Waits::admit(SharedWait const& wait) {
    std::scoped_lock const lock{mutex_};
    if (!is_stopped_) waiting_.insert(wait);
    return !is_stopped_;
}

void Waits::forget(SharedWait const& wait) {
    std::scoped_lock const lock{mutex_};
    waiting_.erase(wait);
}

// False: it has been told already.
bool Waits::give_up(SharedWait const& wait) {
    forget(wait);
    std::scoped_lock const lock{wait->mutex};
    return !std::exchange(wait->is_told, true);
}

void Waits::count(SharedWait const& wait, std::size_t more) {
    {
        std::scoped_lock const lock{wait->mutex};
        wait->count += more;
        if (wait->count < wait->wanted) return;
    }
    end(wait, Why::reached);
}

void Waits::start_timer(SharedWait const& wait, std::chrono::milliseconds time) {
    {
        std::scoped_lock const lock{wait->mutex};
        if (wait->is_told) return;
    }
    if (time.count() == 0) return end(wait, Why::timed_out);
    auto call_off = timers_(time, [this, wait] { end(wait, Why::timed_out); });
    {
        std::scoped_lock const lock{wait->mutex};
        if (!wait->is_told) {
            wait->call_off = std::move(call_off);
            return;
        }
    }
    call_off();  // told in between, when nobody knew of the timer
}

void Waits::end(SharedWait const& wait, Why why) {
    Outcome outcome{.why = why};
    CallOff call_off;
    {
        std::scoped_lock const lock{wait->mutex};
        if (std::exchange(wait->is_told, true)) return;
        outcome.count = wait->count;
        call_off = std::move(wait->call_off);
    }
    wait->journal->unwatch(wait.get());
    forget(wait);
    if (call_off) call_off();
    wait->tell(outcome);
}

void Waits::remove(Journal const& journal) {
    std::vector<SharedWait> its;
    {
        std::scoped_lock const lock{mutex_};
        std::ranges::copy_if(waiting_, std::back_inserter(its), [&journal](SharedWait const& wait) {
            return wait->journal.get() == &journal;
        });
    }
    for (auto const& wait : its)
        end(wait, Why::removed);
}

bool Waits::is_stopped() {
    std::scoped_lock const lock{mutex_};
    return is_stopped_;
}

void Waits::stop() {
    std::set<SharedWait> all;
    {
        std::scoped_lock const lock{mutex_};
        is_stopped_ = true;
        all.swap(waiting_);
    }
    for (auto const& wait : all)
        end(wait, Why::stopped);
}

}  // namespace rds::control
