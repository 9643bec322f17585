#pragma once

#include "storage/instant.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rds::control {

// One call of the API as the journal keeps it: complete when it gets there, and never changed.
// Texts are as they came, but secrets are redacted.
struct Entry {
    struct Parameter {
        std::string name;
        std::string value;
    };

    std::string request_id{};
    storage::Instant machine_time{};                // when it came
    std::optional<storage::Instant> tenant_time{};  // absent: refused before it was known
    std::string caller{};  // a key's ID, or whom a bearer token stands for; empty: neither
    std::string client{};  // User-Agent, cut
    std::string peer{};
    std::string action{};                 // empty: none was given
    std::vector<Parameter> parameters{};  // decoded, in the order they came
    int status = 200;
    std::string code = "OK";
    std::string hint{};
    std::optional<std::int64_t> fault{};  // the rule that struck it
    std::chrono::microseconds duration{0};

    // Returns the value that counts: the last one of that name.
    std::optional<std::string_view> parameter(std::string_view name) const;

    // Returns how much memory it takes, about.
    std::size_t bytes() const;
};

using SharedEntry = std::shared_ptr<Entry const>;

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
    using Watcher = std::function<void(SharedEntry const&)>;
    using SharedWatcher = std::shared_ptr<Watcher const>;

    static constexpr std::size_t kMostWatchers = 64;

    explicit Journal(Limits limits) : limits_{limits} {}

    bool is_on() const { return limits_.entries > 0; }

    // Then watchers have seen it too. One that alone is larger than all may be is only counted.
    void append(SharedEntry const& entry);

    Window window() const;

    // Nothing if it is not there, or no more.
    SharedEntry find(std::string_view request_id) const;

    // Forgets all, also that some were dropped.
    void clear();

    // From now on the watcher sees every call that is not in the window returned. Nothing if there
    // are as many already as there may be.
    std::optional<Window> watch(SharedWatcher const& watcher);

    // A call that is being appended may still be shown to it.
    void unwatch(SharedWatcher const& watcher);

  private:
    struct Kept {
        SharedEntry entry;
        std::size_t bytes;
    };

    Window window_locked() const;

    Limits const limits_;
    std::mutex mutable mutex_;  // guards what follows
    std::list<Kept> kept_{};
    std::size_t bytes_ = 0;
    std::uint64_t dropped_ = 0;
    std::vector<SharedWatcher> watching_{};
};

}  // namespace rds::control
