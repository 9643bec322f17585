#pragma once

#include "server/control/journal/match.hpp"
#include "server/control/served_tenant.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <span>

namespace rds::control {

// Calls a timer off; what it runs may be under way already.
using CallOff = std::function<void()>;

// Runs the task once, when the time is over, on any thread.
using Timers = std::function<CallOff(std::chrono::milliseconds time, Task task)>;

// Those who wait for calls that have not come yet: told by the call that completes what they wait
// for, by their timer, by the end of their tenant or by that of the server. Nothing polls. Any
// thread.
class Waits {
  public:
    enum class Why : std::uint8_t {
        reached,
        timed_out,
        removed,  // with its tenant
        stopped,
        exhausted,  // the match compares more than it may
    };

    struct Outcome {
        Why why = Why::reached;
        std::size_t count = 0;  // of matching calls, those of before included
    };

    // On any thread, with no lock held. Must not throw.
    using Tell = std::function<void(Outcome const&)>;

    explicit Waits(Timers timers) : timers_{std::move(timers)} {}

    // Tells once, perhaps before returning. False, and nothing is told: the journal has as many
    // watchers as it may. If it throws, nothing is told either. `work` is for the calls of before;
    // all waits of a journal together have Work::kMost to compare each call to come.
    bool wait(
        std::shared_ptr<Journal> journal,
        Match match,
        std::size_t wanted,
        std::chrono::milliseconds time,
        Work& work,
        Tell tell
    );

    // Tells those who wait for calls of this journal that its tenant is gone.
    void remove(Journal const& journal) { end_all(Why::removed, &journal); }

    bool is_stopped();

    // Everybody is told now, and so is whoever comes later.
    void stop();

  private:
    struct Wait;
    using SharedWait = std::shared_ptr<Wait>;

    void count(SharedWait const& wait, std::span<SharedEntry const> entries, Work& work);
    void start_timer(SharedWait const& wait, std::chrono::milliseconds time);
    bool forget(SharedWait const& wait);
    void end(SharedWait const& wait, Why why);
    void end_all(Why why, Journal const* journal);

    Timers const timers_;
    std::mutex mutex_;                // guards what follows, and what changes in a wait
    std::set<SharedWait> waiting_{};  // until they are told
    bool is_stopped_ = false;
};

}  // namespace rds::control
