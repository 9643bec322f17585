#include "server/http/session.hpp"

#include "server/http/connection.hpp"
#include "server/http/refusal.hpp"
#include "server/http/request_parser.hpp"
#include "server/http/response_head.hpp"
#include "server/log/log.hpp"
#include "server/tls/handshake.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

#include <exception>
#include <optional>
#include <utility>

namespace rds::http {

namespace asio = boost::asio;
using Sent = Delivery::Sent;

namespace {

// What a session keeps of its buffer while it is idle, however long its last request was.
constexpr std::size_t kIdleBytes = 16UL * 1024;

// What is taken of a client that goes on sending although it was refused.
constexpr std::size_t kMostDrained = 16UL * 1024 * 1024;

// No HTTP request begins with it, and every TLS handshake does.
constexpr char kTlsHandshake = 0x16;

constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

}  // namespace

Session::Session(asio::ip::tcp::socket socket, std::shared_ptr<Sessions> sessions)
    : sessions_(std::move(sessions)),
      connection_(std::make_shared<Connection>(std::move(socket))),
      answered_(connection_->executor(), asio::steady_timer::time_point::max()),
      delayed_(connection_->executor()) {}

Session::~Session() {
    // Does something only if the context is destroyed under a session that waits.
    if (exchange_) exchange_->abandon();
    sessions_->stop_idling(idle_place_);
    sessions_->remove(*this);
}

// A session that fails takes nothing else with it.
void Session::start(bool has_room) {
    auto on_end = [self = shared_from_this()](std::exception_ptr const& failure) {
        if (!failure) return;
        try {
            std::rethrow_exception(failure);
        } catch (std::exception const& error) {
            log::error(
                "the connection of {} was dropped: {}",
                self->connection_->peer(),
                error.what()
            );
        }
    };
    asio::co_spawn(connection_->executor(), run(has_room), std::move(on_end));
}

void Session::end_if_idle() {
    asio::post(connection_->executor(), [self = shared_from_this()] {
        if (self->sessions_->stopping()) self->delayed_.cancel();
        if (!self->idle_) return;
        self->leaving_ = true;
        self->connection_->cancel();
    });
}

void Session::cut() {
    asio::post(connection_->executor(), [self = shared_from_this()] {
        self->connection_->close();
        self->delayed_.cancel();
        if (self->exchange_ && self->exchange_->abandon()) self->answered_.cancel();
    });
}

// At its end it leaves its place to another before the client can see the end and come again.
asio::awaitable<void> Session::run(bool has_room) {
    connection_->watch(sessions_->limits().shortest_wait());
    auto work = has_room ? serve() : turn_away();
    co_await std::move(work);
    sessions_->remove(*this);
    connection_->finish_writing();
    connection_->close();
}

asio::awaitable<void> Session::serve() {
    auto const opened = co_await open();
    while (opened && keep_alive_) {
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
        auto const delivered = co_await deliver();
        if (!delivered) break;
        exchange_.reset();
    }
}

asio::awaitable<void> Session::turn_away() {
    auto opened = true;
    if (sessions_->tls() != nullptr) {  // else it need not say anything to be refused
        opened = co_await open();
    }
    if (opened) {
        co_await refuse(Reading::too_many_connections);
    }
}

void Session::begin_idling() {
    idle_ = true;
    sessions_->begin_idling(idle_place_);
}

// False: the session has to make room for another, whatever has come in the meantime.
bool Session::stop_idling() {
    idle_ = false;
    return sessions_->stop_idling(idle_place_);
}

// A client that hung up after the handshake, before its first request. There are innocent ones.
void Session::log_if_nothing_asked() const {
    if (!connection_->secure() || requested_ || leaving_ || connection_->expired()) return;
    if (sessions_->stopping() || !sessions_->tls_warnings().nothing_asked()) return;
    log::info(
        "{} hung up after the TLS handshake without a request; if it does not trust the "
        "certificate, {}",
        connection_->peer(),
        tls::kHowToTrust
    );
}

// False: the session is to end.
asio::awaitable<bool> Session::open() {
    auto const arrived = co_await wait_for_request();
    if (!arrived) co_return false;
    if (*static_cast<char const*>(buffer_.cdata().data()) != kTlsHandshake) co_return true;
    auto* const context = sessions_->tls();
    if (!context) {
        if (sessions_->tls_warnings().no_tls_here()) {
            log::warn(
                "{} spoke TLS (HTTPS) to this plain HTTP port and was disconnected: set the SDK's "
                "`protocol` to \"http\" (docs/sdks.md shows where), or start the emulator with "
                "--tls auto",
                connection_->peer()
            );
        }
        co_return false;
    }
    auto const opened = co_await shake_hands(context);
    co_return opened;
}

// A client owes its handshake, and is owed nothing: it counts as idle, so that those who stall
// there make room for others. It has as long as for a request.
asio::awaitable<bool> Session::shake_hands(SSL_CTX* context) {
    if (sessions_->stopping()) co_return false;
    connection_->allow(sessions_->limits().request_time);
    begin_idling();
    auto const secure = co_await connection_->begin_tls(context, buffer_);
    auto const stays = stop_idling();
    if (secure) co_return stays;
    if (stays && !leaving_ && !sessions_->stopping()) {
        if (sessions_->tls_warnings().handshake_failed())
            log::warn("{} {}", connection_->peer(), connection_->tls_failure());
        // It has been told why by an alert.
        connection_->finish_writing();
        co_await drain();
    }
    co_return false;
}

asio::awaitable<bool> Session::wait_for_request() {
    if (buffer_.size() > 0) co_return true;  // sent ahead, right behind the last one
    if (sessions_->stopping()) co_return false;
    connection_->allow(sessions_->limits().idle_time);
    if (buffer_.capacity() > kIdleBytes) buffer_.shrink_to_fit();
    begin_idling();
    auto const arrived = co_await connection_->read_some(buffer_);
    auto const stays = stop_idling();
    auto const goes_on = arrived && stays;
    co_return goes_on;
}

asio::awaitable<Reading> Session::read_request() {
    auto const& limits = sessions_->limits();
    auto const arrived = co_await wait_for_request();
    if (!arrived) {
        log_if_nothing_asked();
        co_return Reading::ended;
    }
    requested_ = true;
    connection_->allow(limits.request_time);
    exchange_ = std::make_shared<Exchange>();
    auto& request = exchange_->request();
    request.peer = connection_->peer();
    request.secure = connection_->secure();
    request.received = std::chrono::steady_clock::now();
    RequestParser parser{request, limits};
    auto reading = parser.read(buffer_);
    while (reading == Reading::unfinished) {
        auto const more = co_await read_more(parser);
        if (!more) co_return connection_->expired() ? Reading::too_slow : Reading::ended;
        reading = parser.read(buffer_);
    }
    if (reading != Reading::complete) co_return reading;
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

void Session::ask() {
    Reply reply = [exchange = exchange_, untaken = sessions_->untaken()](Response response) {
        std::shared_ptr<void const> room;
        try {
            room = untaken->room_for(response.body.size());
        } catch (std::bad_alloc const&) {
            log::error("an answer was lost: no memory");
        }
        if (!room) {
            response = {.status = 503};
            response.fields.add("Retry-After", "1");
        }
        exchange->reply(std::move(response), std::move(room));
    };
    sessions_->handler()(exchange_->request(), std::move(reply));
}

asio::awaitable<void> Session::wait_for_answer() {
    // The exchange calls it only while the session waits: so the context has work and lives.
    std::function<void()> wake = [executor = connection_->executor(), weak = weak_from_this()] {
        asio::post(executor, [weak] {
            if (auto const self = weak.lock()) self->answered_.cancel();
        });
    };
    auto const waits = exchange_->await(std::move(wake));
    if (waits) {
        co_await answered_.async_wait(kAsTuple);
    }
}

// False: the session ends with it.
asio::awaitable<bool> Session::deliver() {
    auto const& delivery = exchange_->response().delivery;
    if (delivery.delay > std::chrono::milliseconds{0} && !sessions_->stopping()) {
        // Nothing but this session waits. stop() and cut() come on its executor, so either is seen
        // before the wait begins or ends it.
        delayed_.expires_after(delivery.delay);
        co_await delayed_.async_wait(kAsTuple);
    }
    if (delivery.sent == Sent::nothing) co_return false;
    keep_alive_ = keep_alive_ && delivery.sent == Sent::whole && !sessions_->stopping();
    auto const written = co_await write(exchange_->response(), exchange_->request().method);
    co_return written;
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

// A bare answer.
asio::awaitable<void> Session::refuse(Reading reading) {
    if (reading == Reading::ended) co_return;
    Response response;
    response.status = static_cast<int>(reading);
    if (reading != Reading::too_many_connections) {
        auto const all = buffer_.cdata();
        auto const why = why_refused(reading, {static_cast<char const*>(all.data()), all.size()});
        log::info("{} {}: HTTP {}", connection_->peer(), why, response.status);
    }
    keep_alive_ = false;
    auto const written = co_await write(response, {});
    if (!written) co_return;
    connection_->finish_writing();
    if (reading != Reading::too_slow) {
        co_await drain();
    }
}

// What the client still sends is read and dropped, within the time allowed for writing: closing a
// socket with unread bytes resets it, and the client may lose the answer.
asio::awaitable<void> Session::drain() {
    begin_idling();
    std::size_t drained = 0;
    auto more = true;
    while (more && !leaving_ && drained < kMostDrained && !sessions_->stopping()) {
        buffer_.clear();
        more = co_await connection_->read_some(buffer_);
        drained += buffer_.size();
    }
    stop_idling();
}

}  // namespace rds::http
