#include "server/http/sessions.hpp"

#include "server/http/session.hpp"

#include <boost/asio/strand.hpp>

#include <utility>

namespace rds::http {

namespace asio = boost::asio;

Sessions::Sessions(asio::io_context& context, int threads, Limits limits, Handler handler)
    : context_(context),
      threads_(threads),
      limits_(limits),
      handler_(std::move(handler)),
      drained_(context) {}

asio::any_io_executor Sessions::new_executor() {
    if (threads_ > 1) return asio::make_strand(context_);
    return context_.get_executor();
}

void Sessions::begin(asio::ip::tcp::socket socket) {
    auto const session = std::make_shared<Session>(std::move(socket), shared_from_this());
    {
        std::scoped_lock const lock{mutex_};
        if (stopping()) return;
        sessions_.insert(session.get());
    }
    session->start();
}

void Sessions::remove(Session& session) {
    std::scoped_lock const lock{mutex_};
    sessions_.erase(&session);
    if (stopping() && sessions_.empty()) drained_.cancel();
}

void Sessions::stop() {
    std::vector<std::shared_ptr<Session>> sessions;
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
    std::vector<std::shared_ptr<Session>> sessions;
    {
        std::scoped_lock const lock{mutex_};
        sessions = living();
    }
    for (auto const& session : sessions)
        session->cut();
}

std::vector<std::shared_ptr<Session>> Sessions::living() {
    std::vector<std::shared_ptr<Session>> living;
    living.reserve(sessions_.size());
    for (auto* const session : sessions_) {
        // Nothing if its destructor waits in remove() for the mutex.
        if (auto shared = session->weak_from_this().lock()) living.push_back(std::move(shared));
    }
    return living;
}

}  // namespace rds::http
