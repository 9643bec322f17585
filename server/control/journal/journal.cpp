#include "server/control/journal/journal.hpp"

#include <algorithm>

namespace rds::control {

namespace {

// Beyond the string itself, which has room for a short text: the text and what the allocator adds.
std::size_t bytes_of(std::string const& text) {
    constexpr std::size_t kOfAllocator = 16;
    return text.size() <= std::string{}.capacity() ? 0 : text.size() + kOfAllocator;
}

}  // namespace

std::optional<std::string_view> Entry::parameter(std::string_view name) const {
    auto const found =
        std::find_if(parameters.rbegin(), parameters.rend(), [name](Parameter const& parameter) {
            return parameter.name == name;
        });
    if (found == parameters.rend()) return std::nullopt;
    return found->value;
}

std::size_t Entry::bytes() const {
    std::size_t bytes = sizeof(Entry);
    for (auto const* const text : {&request_id, &caller, &client, &peer, &action, &code, &hint})
        bytes += bytes_of(*text);
    for (auto const& [name, value] : parameters)
        bytes += sizeof(Parameter) + bytes_of(name) + bytes_of(value);
    return bytes;
}

void Journal::append(SharedEntry const& entry) {
    if (!is_on()) return;
    std::list<Kept> added{{entry, entry->bytes()}};
    std::list<Kept> displaced;  // to be freed when nobody waits
    std::vector<SharedWatcher> watching;
    {
        std::scoped_lock const lock{mutex_};
        watching = watching_;
        if (added.front().bytes > limits_.bytes) {
            ++dropped_;
        } else {
            bytes_ += added.front().bytes;
            kept_.splice(kept_.end(), added);
        }
        while (kept_.size() > limits_.entries || bytes_ > limits_.bytes) {
            bytes_ -= kept_.front().bytes;
            ++dropped_;
            displaced.splice(displaced.end(), kept_, kept_.begin());
        }
    }
    for (auto const& watcher : watching)
        (*watcher)(entry);
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
    std::list<Kept> forgotten;
    std::scoped_lock const lock{mutex_};
    forgotten.swap(kept_);
    bytes_ = 0;
    dropped_ = 0;
}

std::optional<Journal::Window> Journal::watch(SharedWatcher const& watcher) {
    std::scoped_lock const lock{mutex_};
    if (watching_.size() >= kMostWatchers) return std::nullopt;
    watching_.push_back(watcher);
    return window_locked();
}

void Journal::unwatch(SharedWatcher const& watcher) {
    std::scoped_lock const lock{mutex_};
    std::erase(watching_, watcher);
}

}  // namespace rds::control
