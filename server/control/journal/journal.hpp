#pragma once

#include "server/control/journal/entry.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace rds::control {

// The last calls of one tenant, in memory alone. Any thread; nobody waits long for its mutex, as
// nothing is read, compared or freed under it.
class Journal {
  public:
    struct Limits {
        std::size_t entries = 1000;  // 0: nothing is kept or seen
        std::size_t bytes = 1024UL * 1024;
    };

    // What there is at one moment.
    struct Window {
        std::vector<SharedEntry> entries{};  // oldest first
        std::uint64_t dropped = 0;           // that came before and for which there was no room
    };

    // Sees a call on the thread that appends it, with no lock held. Must not throw.
    using Watcher = std::function<void(Entry const&)>;

    static constexpr std::size_t kMostWatchers = 64;

    explicit Journal(Limits limits) : limits_{limits} {}

    bool is_on() const { return limits_.entries > 0; }

    // Then watchers have seen it too. One that alone is larger than all may be is only counted. A
    // large one displaces several, one by one: until it returns, there may be more than the limits.
    void append(SharedEntry const& entry);

    Window window() const;

    // Nothing if it is not there, or no more.
    SharedEntry find(std::string_view request_id) const;

    // Forgets all, also that some were dropped.
    void clear();

    // From now on the watcher sees every call that is not in the window returned. Nothing if there
    // are as many already as there may be. `key` is for unwatch() alone.
    std::optional<Window> watch(void const* key, Watcher watcher);

    // A call that is being appended may still be shown to it.
    void unwatch(void const* key);

  private:
    struct Kept {
        SharedEntry entry;
        std::size_t bytes;
    };

    struct Watching {
        void const* key;
        std::shared_ptr<Watcher const> watcher;
    };

    Window window_locked() const;

    // The oldest of more than there may be, for the caller to free when nobody waits.
    SharedEntry surplus_locked();
    SharedEntry surplus();

    Limits const limits_;
    std::mutex mutable mutex_;  // guards what follows
    std::deque<Kept> kept_{};
    std::size_t bytes_ = 0;
    std::uint64_t dropped_ = 0;
    std::vector<Watching> watching_{};
};

}  // namespace rds::control
