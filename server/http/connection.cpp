#include "server/http/connection.hpp"

#include "server/tls/handshake.hpp"
#include "server/tls/openssl.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace rds::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

// Errors are ignored where the only cause is a client that has gone: reading will tell.

Connection::Connection(tcp::socket socket)
    : socket_(std::move(socket)), timer_(socket_.get_executor()) {
    error_code ignored;
    socket_.set_option(tcp::no_delay(true), ignored);
    error_code gone;
    auto const endpoint = socket_.remote_endpoint(gone);
    if (!gone) peer_ = endpoint.address().to_string();
}

void Connection::watch(std::chrono::milliseconds shortest) {
    longest_sleep_ = shortest;
    sleep();
}

void Connection::allow(std::chrono::milliseconds time) {
    deadline_ = Clock::now() + time;
    expired_ = false;
}

void Connection::sleep() {
    timer_.expires_at(std::min(deadline_, Clock::now() + longest_sleep_));
    timer_.async_wait([weak = weak_from_this()](error_code error) {
        auto const self = weak.lock();
        if (!error && self) self->wake();
    });
}

void Connection::wake() {
    if (Clock::now() >= deadline_) {
        expired_ = true;
        cancel();
        // Once more later, should one read or write have ended just now and the next one begun.
        deadline_ = Clock::now() + longest_sleep_;
    }
    sleep();
}

asio::awaitable<bool> Connection::read_some(boost::beast::flat_buffer& buffer) {
    if (expired_) co_return false;
    auto const space = buffer.prepare(kReadBytes);
    auto token = cancellable();
    auto reading =
        tls_ ? tls_->async_read_some(space, token) : socket_.async_read_some(space, token);
    auto const [error, size] = co_await std::move(reading);
    buffer.commit(size);
    co_return !error;
}

asio::awaitable<bool> Connection::write(std::string_view first, std::string_view second) {
    std::array const buffers{asio::buffer(first), asio::buffer(second)};
    auto token = cancellable();
    auto writing = tls_ ? asio::async_write(*tls_, buffers, token)
                        : asio::async_write(socket_, buffers, token);
    auto const [error, size] = co_await std::move(writing);
    if (error) is_cut_ = true;
    co_return !error;
}

void Connection::finish_writing() {
    error_code ignored;
    if (tls_ && !is_cut_) {
        // Without waiting for room in the socket. What the client says is not read: it could keep
        // OpenSSL reading for as long as it likes.
        SSL_set_shutdown(tls_->native_handle(), SSL_RECEIVED_SHUTDOWN);
        socket_.non_blocking(true, ignored);
        tls_->shutdown(ignored);
    }
    tls_.reset();
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
}

void Connection::cancel() {
    cancellation_.emit(asio::cancellation_type::terminal);
}

void Connection::close() {
    error_code ignored;
    socket_.close(ignored);
}

asio::awaitable<bool> Connection::begin_tls(SSL_CTX* context, boost::beast::flat_buffer& buffer) {
    std::unique_ptr<SSL, tls::Freed<SSL_free>> ssl{SSL_new(context)};
    tls::require(ssl != nullptr, "SSL_new");
    tls_ = std::make_unique<TlsStream>(socket_, ssl.get());
    [[maybe_unused]] auto* const owned_by_the_stream = ssl.release();
    auto token = cancellable();
    auto const [error, size] =
        co_await tls_->async_handshake(TlsStream::server, buffer.cdata(), token);
    buffer.clear();
    tls_error_ = error;
    co_return !error;
}

std::string Connection::tls_failure() const {
    if (expired_) return "did not finish its TLS handshake in time (--request-timeout)";
    auto const is_openssls = tls_error_.category() == asio::error::get_ssl_category();
    auto const error = is_openssls ? static_cast<unsigned long>(tls_error_.value()) : 0;
    return tls::handshake_failure(tls_->native_handle(), error);
}

}  // namespace rds::http
