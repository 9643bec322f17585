#include "server/log/writer.hpp"

#include "server/log/line.hpp"

#include <fmt/format.h>

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <climits>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

namespace rds::log {

namespace {

bool is_writable(int descriptor, int milliseconds) {
    pollfd waited{.fd = descriptor, .events = POLLOUT, .revents = 0};
    return ::poll(&waited, 1, milliseconds) > 0;
}

// As many whole lines at once as a pipe takes without mixing them with others' lines.
void write_lines(int descriptor, std::string_view text) {
    while (!text.empty()) {
        auto end = text.substr(0, PIPE_BUF).rfind('\n');
        if (end == std::string_view::npos) end = std::min(text.find('\n'), text.size() - 1);
        write_all(descriptor, text.substr(0, end + 1));
        text.remove_prefix(end + 1);
    }
}

void write_dropped(int descriptor, Format format, std::uint64_t dropped) {
    try {
        constexpr auto kSaid =
            "lines dropped from the log here: {}; they came faster than they were read";
        auto const line = line_of(format, Level::warn, fmt::format(kSaid, dropped));
        write_all(descriptor, {line.data(), line.size()});
    } catch (std::exception const&) {
        return;  // no memory for the line
    }
}

}  // namespace

void write_all(int descriptor, std::string_view text) {
    constexpr int kForEver = -1;
    while (!text.empty()) {
        auto const written = ::write(descriptor, text.data(), text.size());
        if (written >= 0) {
            text.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno == EAGAIN) {  // whoever shares it has made it non-blocking
            is_writable(descriptor, kForEver);
        } else if (errno != EINTR) {
            return;  // nobody reads any more, or the disk is full: there is nobody to tell
        }
    }
}

// A pipe that counts as writable takes PIPE_BUF bytes at once.
void write_or_give_up(int descriptor, std::string_view text) {
    constexpr int kSecond = 1000;
    while (!text.empty() && is_writable(descriptor, kSecond)) {
        auto const piece = text.substr(0, PIPE_BUF);
        write_all(descriptor, piece);
        text.remove_prefix(piece.size());
    }
}

struct Writer::Shared {
    Shared(int to, Format form, std::size_t most) : descriptor{to}, format{form}, most_bytes{most} {
        waiting.reserve(most);
        taken.reserve(most);
    }

    int const descriptor;
    Format const format;
    std::size_t const most_bytes;
    std::string taken{};  // by the thread, which writes it

    std::mutex mutex;  // guards what follows
    std::condition_variable changed{};
    std::string waiting{};
    std::uint64_t dropped = 0;  // after the last of those that wait
    bool is_writing = false;
    bool is_ending = false;
    int flushes = 0;  // that wait

    bool is_idle() const { return waiting.empty() && dropped == 0 && !is_writing; }

    // Lines that come together are written together: to wake this thread for each line would cost
    // its caller more than the line.
    void run() {
        constexpr std::chrono::milliseconds kGathered{2};
        std::unique_lock lock{mutex};
        for (;;) {
            changed.wait(lock, [this] { return !is_idle() || is_ending; });
            if (is_idle()) return;
            changed.wait_for(lock, kGathered, [this] { return flushes > 0 || is_ending; });
            taken.swap(waiting);
            auto const lost = std::exchange(dropped, 0);
            is_writing = true;
            lock.unlock();
            write_lines(descriptor, taken);
            if (lost > 0) write_dropped(descriptor, format, lost);
            taken.clear();
            lock.lock();
            is_writing = false;
            changed.notify_all();
        }
    }
};

Writer::Writer(int descriptor, Format format, std::size_t most_bytes)
    : shared_{std::make_shared<Shared>(descriptor, format, most_bytes)} {
    std::thread{[shared = shared_] { shared->run(); }}.detach();
}

Writer::~Writer() {
    flush();
    std::scoped_lock const lock{shared_->mutex};
    shared_->is_ending = true;
    shared_->changed.notify_all();
}

void Writer::put(std::string_view line) noexcept {
    std::scoped_lock const lock{shared_->mutex};
    auto const was_idle = shared_->is_idle();
    auto const room = shared_->most_bytes - shared_->waiting.size();
    // Once one is dropped, all are until there is room: lines are not to overtake each other.
    if (shared_->dropped > 0 || line.size() > room) {
        ++shared_->dropped;
    } else {
        shared_->waiting.append(line);
    }
    if (was_idle) shared_->changed.notify_all();
}

void Writer::drop() noexcept {
    std::scoped_lock const lock{shared_->mutex};
    ++shared_->dropped;
    shared_->changed.notify_all();
}

void Writer::flush() noexcept {
    constexpr std::chrono::milliseconds kStep{100};
    constexpr int kMostSteps = 10;
    std::unique_lock lock{shared_->mutex};
    ++shared_->flushes;
    shared_->changed.notify_all();
    auto is_done = false;
    for (int step = 0; step < kMostSteps && !is_done; ++step) {
        is_done = shared_->changed.wait_for(lock, kStep, [this] { return shared_->is_idle(); }) ||
                  !is_writable(shared_->descriptor, 0);
    }
    --shared_->flushes;
}

}  // namespace rds::log
