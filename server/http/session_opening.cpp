// How a session begins: with a client's first byte, which says whether it speaks TLS.
#include "server/http/session.hpp"
#include "server/tls/context.hpp"

#include <boost/asio/awaitable.hpp>

namespace rds::http {

namespace asio = boost::asio;

namespace {

// No HTTP request begins with it, and every TLS handshake does.
constexpr char kTlsHandshake = 0x16;

}  // namespace

// False: the session is to end.
asio::awaitable<bool> Session::open() {
    auto const arrived = co_await wait_for_request();
    if (!arrived) co_return false;
    if (*static_cast<char const*>(buffer_.cdata().data()) != kTlsHandshake) co_return true;
    auto const& context = sessions_->tls().context;
    if (!context) {
        sessions_->tls_warnings().no_tls_here(connection_->peer());
        co_return false;
    }
    auto const opened = co_await shake_hands(*context);
    co_return opened;
}

// A client owes its handshake, and is owed nothing: it counts as idle, so that those who stall
// there make room for others. It has as long as for a request.
asio::awaitable<bool> Session::shake_hands(tls::Context const& context) {
    if (sessions_->stopping()) co_return false;
    connection_->allow(sessions_->limits().request_time);
    begin_idling();
    auto const secure = co_await connection_->begin_tls(context, buffer_);
    auto const stays = stop_idling();
    if (secure) co_return stays;
    if (stays && !leaving_ && !sessions_->stopping()) {
        sessions_->tls_warnings().handshake_failed(connection_->peer(), connection_->tls_failure());
        // It has been told why by an alert.
        connection_->finish_writing();
        co_await drain();
    }
    co_return false;
}

}  // namespace rds::http
