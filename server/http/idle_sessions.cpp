#include "server/http/idle_sessions.hpp"

#include "server/http/session.hpp"

namespace rds::http {

IdleSessions::IdleSessions(int threads) : lines_(static_cast<std::size_t>(threads)) {}

IdleSessions::Line& IdleSessions::next_line() {
    return lines_[places_.fetch_add(1, std::memory_order_relaxed) % lines_.size()];
}

std::shared_ptr<Session> IdleSessions::take_longest() {
    while (auto* const line = line_of_longest()) {
        if (auto session = take_first(*line)) return session;
    }
    return nullptr;
}

std::size_t IdleSessions::count() {
    std::size_t count = 0;
    for (auto& line : lines_) {
        std::scoped_lock const lock{line.mutex};
        count += line.entries.size();
    }
    return count;
}

IdleSessions::Line* IdleSessions::line_of_longest() {
    Line* longest = nullptr;
    auto since = Clock::time_point::max();
    for (auto& line : lines_) {
        std::scoped_lock const lock{line.mutex};
        if (line.entries.empty() || line.entries.front().since >= since) continue;
        longest = &line;
        since = line.entries.front().since;
    }
    return longest;
}

// Nothing if the line has become empty, or if the session's destructor waits for the mutex.
std::shared_ptr<Session> IdleSessions::take_first(Line& line) {
    std::scoped_lock const lock{line.mutex};
    if (line.entries.empty()) return nullptr;
    auto& place = *line.entries.front().place;
    place.entry_.splice(place.entry_.begin(), line.entries, line.entries.begin());
    return place.session_.weak_from_this().lock();
}

IdleSessions::Place::Place(IdleSessions& sessions, Session& session)
    : session_(session),
      line_(sessions.next_line()),
      entry_{{this, {}}},
      position_(entry_.begin()) {}

IdleSessions::Place::~Place() {
    leave();
}

void IdleSessions::Place::enter() {
    std::scoped_lock const lock{line_.mutex};
    entry_.front().since = Clock::now();
    line_.entries.splice(line_.entries.end(), entry_);
}

bool IdleSessions::Place::leave() {
    std::scoped_lock const lock{line_.mutex};
    if (!entry_.empty()) return false;
    entry_.splice(entry_.begin(), line_.entries, position_);
    return true;
}

}  // namespace rds::http
