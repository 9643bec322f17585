#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <vector>

namespace rds::http {

class Session;

// The sessions that owe their client nothing, in the order in which they became idle. Any thread.
//
// They stand in several lines, each with its lock, so that threads hardly ever meet at one; and
// each session brings a node of its own, so that becoming idle, twice per request on a busy server,
// allocates nothing.
class IdleSessions {
  public:
    class Place;

    explicit IdleSessions(int threads);

    // Takes out the one that has been idle for longest; nothing if none is idle. Whoever takes it
    // must end it, for its Place::leave() fails.
    std::shared_ptr<Session> take_longest();

    std::size_t count();

  private:
    using Clock = std::chrono::steady_clock;

    struct Entry {
        Place* place;
        Clock::time_point since;
    };

    using Entries = std::list<Entry>;

    struct Line {
        std::mutex mutex;
        Entries entries;  // longest idle first
    };

    Line& next_line();
    Line* line_of_longest();
    static std::shared_ptr<Session> take_first(Line& line);

    std::vector<Line> lines_;
    std::atomic<std::size_t> places_{0};
};

// Where a session stands while it is idle. The session is to own it and be owned by a shared_ptr.
class IdleSessions::Place {
  public:
    Place(IdleSessions& sessions, Session& session);
    ~Place();
    Place(Place const&) = delete;
    Place& operator=(Place const&) = delete;

    void enter();

    // False: it has been taken, or had not entered.
    bool leave();

  private:
    friend class IdleSessions;

    Session& session_;
    Line& line_;
    Entries entry_;                     // guarded by the line's mutex; empty while it stands there
    Entries::iterator const position_;  // of the entry, wherever it is
};

}  // namespace rds::http
