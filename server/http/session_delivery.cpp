// How a session answers: as the Delivery of its answer says.
#include "server/http/response_head.hpp"
#include "server/http/session.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <optional>

namespace rds::http {

namespace asio = boost::asio;
using Sent = Delivery::Sent;

// False: the session ends with it.
asio::awaitable<bool> Session::deliver() {
    auto const& delivery = exchange_->response().delivery;
    if (delivery.delay > std::chrono::milliseconds{0}) {
        co_await hold_back(delivery.delay);
    }
    if (delivery.sent == Sent::nothing) co_return false;
    keep_alive_ = keep_alive_ && delivery.sent == Sent::whole && !sessions_->stopping();
    auto const written = co_await write(exchange_->response(), exchange_->request().method);
    co_return written;
}

// Nothing but this session waits. stop() and cut() come on its executor, so either is seen here
// before the wait begins or ends it.
asio::awaitable<void> Session::hold_back(std::chrono::milliseconds delay) {
    if (sessions_->stopping()) co_return;
    delayed_.expires_after(delay);
    co_await delayed_.async_wait(asio::as_tuple(asio::use_awaitable));
}

asio::awaitable<bool> Session::write(Response const& response, std::string_view method) {
    auto const& limits = sessions_->limits();
    std::optional<std::chrono::seconds> keep_alive;
    if (keep_alive_) {
        keep_alive = std::chrono::duration_cast<std::chrono::seconds>(limits.idle_time);
    }
    write_head(head_, response, keep_alive);
    std::string_view body;
    if (carries_body(response.status, method)) body = response.body;
    if (response.delivery.sent == Sent::truncated) body = body.substr(0, body.size() / 2);
    connection_->allow(limits.request_time);
    auto const written = co_await connection_->write(head_, body);
    co_return written;
}

}  // namespace rds::http
