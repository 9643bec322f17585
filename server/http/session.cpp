#include "server/http/session.hpp"

#include "server/http/request_parser.hpp"
#include "server/http/response_head.hpp"
#include "server/log/log.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <exception>
#include <optional>
#include <utility>

namespace rds::http {

namespace asio = boost::asio;

namespace {

constexpr auto kAsTuple = asio::as_tuple(asio::use_awaitable);

constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

// A session that fails takes nothing else with it.
void log_failure(std::string_view peer, std::exception_ptr const& failure) {
    if (!failure) return;
    try {
        std::rethrow_exception(failure);
    } catch (std::exception const& error) {
        log::error("the connection of {} was dropped: {}", peer, error.what());
    }
}

}  // namespace

Session::Session(asio::ip::tcp::socket socket, std::shared_ptr<Sessions> sessions)
    : sessions_(std::move(sessions)),
      connection_(std::make_shared<Connection>(std::move(socket))),
      answered_(connection_->executor(), asio::steady_timer::time_point::max()) {}

Session::~Session() {
    // Does something only if the context is destroyed under a session that waits.
    if (exchange_) exchange_->abandon();
    sessions_->remove(*this);
}

void Session::start() {
    auto on_end = [self = shared_from_this()](std::exception_ptr const& failure) {
        log_failure(self->connection_->peer(), failure);
    };
    asio::co_spawn(connection_->executor(), run(), std::move(on_end));
}

void Session::end_if_idle() {
    asio::post(connection_->executor(), [self = shared_from_this()] {
        if (self->idle_) self->connection_->cancel();
    });
}

void Session::cut() {
    asio::post(connection_->executor(), [self = shared_from_this()] {
        self->connection_->close();
        if (self->exchange_ && self->exchange_->abandon()) self->answered_.cancel();
    });
}

asio::awaitable<void> Session::run() {
    auto const& limits = sessions_->limits();
    connection_->watch(std::min(limits.idle_time, limits.request_time));
    while (keep_alive_) {
        auto const reading = co_await read_request();
        if (reading != Reading::complete) {
            co_await refuse(reading);
            break;
        }
        ask();
        if (!exchange_->answered()) {
            co_await wait_for_answer();
        }
        if (!exchange_->answered()) break;  // cut
        keep_alive_ = keep_alive_ && !sessions_->stopping();
        auto const written = co_await write(exchange_->response(), exchange_->request().method);
        if (!written) break;
        exchange_.reset();
    }
    connection_->finish_writing();
    connection_->close();
}

asio::awaitable<bool> Session::wait_for_request() {
    if (buffer_.size() > 0) co_return true;  // sent ahead, right behind the last one
    if (sessions_->stopping()) co_return false;
    connection_->allow(sessions_->limits().idle_time);
    idle_ = true;
    auto const arrived = co_await connection_->read_some(buffer_);
    idle_ = false;
    co_return arrived;
}

// All limits on what a client may send are applied here.
asio::awaitable<Session::Reading> Session::read_request() {
    auto const& limits = sessions_->limits();
    auto const arrived = co_await wait_for_request();
    if (!arrived) co_return Reading::ended;
    if (*static_cast<char const*>(buffer_.cdata().data()) == kTlsHandshake) {
        sessions_->tls_hello().warn(connection_->peer());
        co_return Reading::ended;
    }

    connection_->allow(limits.request_time);
    exchange_ = std::make_shared<Exchange>();
    auto& request = exchange_->request();
    request.peer = connection_->peer();
    request.received = std::chrono::steady_clock::now();
    RequestParser parser{request, limits};
    std::size_t header_bytes = 0;
    while (true) {
        boost::system::error_code error;
        auto const parsed = parser.put(buffer_.cdata(), error);
        buffer_.consume(parsed);
        if (error && error != boost::beast::http::error::need_more) co_return refusal(error);
        if (parser.is_done()) break;
        // Beast applies its limit to what it is given at once, and none to the header of a chunk.
        header_bytes = parser.is_header_done() ? 0 : header_bytes + parsed;
        if (header_bytes + buffer_.size() > limits.header_bytes)
            co_return Reading::header_too_large;
        auto const more = co_await read_more(parser);
        if (!more) co_return connection_->expired() ? Reading::too_slow : Reading::ended;
    }
    keep_alive_ = parser.keep_alive();
    co_return Reading::complete;
}

asio::awaitable<bool> Session::read_more(RequestParser& parser) {
    if (parser.take_expectation()) {
        auto const told = co_await connection_->write(kContinue, {});
        if (!told) co_return false;
    }
    auto const more = co_await connection_->read_some(buffer_);
    co_return more;
}

Session::Reading Session::refusal(boost::system::error_code error) {
    if (error == boost::beast::http::error::header_limit) return Reading::header_too_large;
    if (error == boost::beast::http::error::body_limit) return Reading::body_too_large;
    return Reading::malformed;
}

void Session::ask() {
    Reply reply = [exchange = exchange_](Response response) {
        exchange->reply(std::move(response));
    };
    sessions_->handler()(exchange_->request(), std::move(reply));
}

asio::awaitable<void> Session::wait_for_answer() {
    auto const waits = exchange_->await(wake());
    if (waits) {
        co_await answered_.async_wait(kAsTuple);
    }
}

// The exchange calls it only while the session waits: so the context has work and lives.
std::function<void()> Session::wake() {
    return [executor = connection_->executor(), weak = weak_from_this()] {
        asio::post(executor, [weak] {
            if (auto const self = weak.lock()) self->answered_.cancel();
        });
    };
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
    connection_->allow(limits.request_time);
    auto const written = co_await connection_->write(head_, body);
    co_return written;
}

// A bare answer. What the client still sends is then read and dropped, within the time allowed for
// writing: closing a socket with unread bytes resets it, and the client may lose the answer.
asio::awaitable<void> Session::refuse(Reading reading) {
    if (reading == Reading::ended) co_return;
    Response response;
    response.status = static_cast<int>(reading);
    keep_alive_ = false;
    log::info("{} sent what is not a request here: HTTP {}", connection_->peer(), response.status);
    auto more = co_await write(response, {});
    if (reading == Reading::too_slow) co_return;
    connection_->finish_writing();
    idle_ = true;
    while (more && !sessions_->stopping()) {
        buffer_.clear();
        more = co_await connection_->read_some(buffer_);
    }
}

}  // namespace rds::http
