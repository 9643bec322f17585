#include "server/http/sessions.hpp"

#include "server/http/session.hpp"
#include "server/log/log.hpp"

#include <boost/asio/strand.hpp>

#include <utility>

namespace rds::http {

namespace asio = boost::asio;

std::shared_ptr<void const> Untaken::room_for(std::size_t bytes) {
    if (bytes <= kSmallAnswer) return shared_from_this();
    auto const held = bytes_.fetch_add(bytes) + bytes;
    // Gives the bytes back even if there is no memory for it.
    std::shared_ptr<void const> room{this, [self = shared_from_this(), bytes](void const*) {
                                         self->bytes_ -= bytes;
                                     }};
    if (held <= most_) return room;
    if (warning_()) {
        log::warn(
            "clients have yet to take {} bytes of answers, and one of {} more is refused with HTTP "
            "503: at most {} are held",
            bytes_ - bytes,
            bytes,
            most_
        );
    }
    return nullptr;
}

Sessions::Sessions(
    asio::io_context& context,
    int threads,
    Limits limits,
    Handler handler,
    std::shared_ptr<SSL_CTX> tls
)
    : context_(context),
      threads_(threads),
      limits_(limits),
      handler_(std::move(handler)),
      tls_(std::move(tls)),
      untaken_(std::make_shared<Untaken>(limits.untaken_bytes)),
      drained_(context) {}

asio::any_io_executor Sessions::new_executor() {
    if (threads_ > 1) return asio::make_strand(context_);
    return context_.get_executor();
}

void Sessions::begin(asio::ip::tcp::socket socket) {
    auto const session = std::make_shared<Session>(std::move(socket), shared_from_this());
    // Let go of after the mutex: the last owner of a session calls remove().
    SharedSessions left_out;
    bool has_room = false;
    {
        std::scoped_lock const lock{mutex_};
        if (stopping()) return;
        sessions_.insert(session.get());
        has_room = make_room(left_out);
    }
    for (auto const& idle : left_out)
        idle->end_if_idle();
    session->start(has_room);
    if ((!has_room || !left_out.empty()) && full_warning_()) {
        log::warn(
            "more than {} connections: the longest-idle ones are closed and, when none is idle, "
            "new ones refused with HTTP 503; --max-connections allows more",
            limits_.connections
        );
    }
}

// Whether there is room for all.
bool Sessions::make_room(SharedSessions& left_out) {
    while (sessions_.size() > limits_.connections) {
        if (idle_.empty()) return false;
        left_out.reserve(left_out.size() + 1);  // what fails, fails before anything has changed
        auto& longest_idle = idle_.front().session;
        idle_.pop_front();
        sessions_.erase(&longest_idle);
        // Nothing if its destructor waits for the mutex.
        auto shared = longest_idle.weak_from_this().lock();
        if (shared) left_out.push_back(std::move(shared));
    }
    return true;
}

void Sessions::begin_idling(IdlePlace& place) {
    std::scoped_lock const lock{mutex_};
    idle_.push_back(place);
}

bool Sessions::stop_idling(IdlePlace& place) {
    std::scoped_lock const lock{mutex_};
    if (!place.is_linked()) return false;
    idle_.erase(idle_.iterator_to(place));
    return true;
}

std::size_t Sessions::idle() {
    std::scoped_lock const lock{mutex_};
    return idle_.size();
}

void Sessions::remove(Session& session) {
    std::scoped_lock const lock{mutex_};
    sessions_.erase(&session);
    if (stopping() && sessions_.empty()) drained_.cancel();
}

void Sessions::stop() {
    SharedSessions sessions;
    {
        std::scoped_lock const lock{mutex_};
        if (stopping_.exchange(true)) return;
        sessions = living();
        if (!sessions.empty()) {
            drained_.expires_after(limits_.drain_time);
            drained_.async_wait([self = shared_from_this()](boost::system::error_code error) {
                if (!error) self->cut();
            });
        }
    }
    for (auto const& session : sessions)
        session->end_if_idle();
}

void Sessions::cut() {
    SharedSessions sessions;
    {
        std::scoped_lock const lock{mutex_};
        sessions = living();
    }
    for (auto const& session : sessions)
        session->cut();
}

Sessions::SharedSessions Sessions::living() {
    SharedSessions living;
    living.reserve(sessions_.size());
    for (auto* const session : sessions_) {
        // Nothing if its destructor waits in remove() for the mutex.
        if (auto shared = session->weak_from_this().lock()) living.push_back(std::move(shared));
    }
    return living;
}

}  // namespace rds::http
