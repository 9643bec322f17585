#include "server/control/journal/journal.hpp"

#include <algorithm>
#include <utility>

namespace rds::control {

void Journal::append(SharedEntry const& entry) {
    if (!is_on()) return;
    auto const bytes = entry->bytes();
    SharedEntry no_room;
    std::vector<Watching> watching;
    {
        std::scoped_lock const lock{mutex_};
        watching = watching_;
        if (bytes > limits_.bytes) {
            ++dropped_;
        } else {
            kept_.push_back({entry, bytes});
            bytes_ += bytes;
        }
        no_room = surplus_locked();
    }
    while (no_room)
        no_room = surplus();
    for (auto const& [key, watcher] : watching)
        (*watcher)(*entry);
}

SharedEntry Journal::surplus_locked() {
    if (kept_.size() <= limits_.entries && bytes_ <= limits_.bytes) return nullptr;
    auto oldest = std::move(kept_.front());
    kept_.pop_front();
    bytes_ -= oldest.bytes;
    ++dropped_;
    return std::move(oldest.entry);
}

SharedEntry Journal::surplus() {
    std::scoped_lock const lock{mutex_};
    return surplus_locked();
}

Journal::Window Journal::window() const {
    std::scoped_lock const lock{mutex_};
    return window_locked();
}

Journal::Window Journal::window_locked() const {
    Window window;
    window.entries.reserve(kept_.size());
    for (auto const& kept : kept_)
        window.entries.push_back(kept.entry);
    window.dropped = dropped_;
    return window;
}

SharedEntry Journal::find(std::string_view request_id) const {
    std::scoped_lock const lock{mutex_};
    auto const found = std::ranges::find_if(kept_, [request_id](Kept const& kept) {
        return kept.entry->request_id == request_id;
    });
    return found == kept_.end() ? nullptr : found->entry;
}

void Journal::clear() {
    std::deque<Kept> forgotten;
    std::scoped_lock const lock{mutex_};
    forgotten.swap(kept_);
    bytes_ = 0;
    dropped_ = 0;
}

std::optional<Journal::Window> Journal::watch(void const* key, Watcher watcher) {
    auto shared = std::make_shared<Watcher const>(std::move(watcher));
    std::scoped_lock const lock{mutex_};
    if (watching_.size() >= kMostWatchers) return std::nullopt;
    watching_.push_back({key, std::move(shared)});
    return window_locked();
}

void Journal::unwatch(void const* key) {
    std::shared_ptr<Watcher const> unwatched;  // what it holds may be anything
    std::scoped_lock const lock{mutex_};
    auto const found = std::ranges::find(watching_, key, &Watching::key);
    if (found == watching_.end()) return;
    unwatched = std::move(found->watcher);
    watching_.erase(found);
}

}  // namespace rds::control
