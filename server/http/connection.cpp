#include "server/http/connection.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>

#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace rds::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using Progress = tls::Stream::Progress;

namespace {

// What a record holds, and as much as is encrypted ahead of the socket.
constexpr std::size_t kRecordBytes = 16UL * 1024;

std::span<char> chars_of(asio::mutable_buffer buffer) {
    return {static_cast<char*>(buffer.data()), buffer.size()};
}

}  // namespace

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
    cancelled_ = false;
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
    if (tls_) {
        auto const decrypted = co_await read_decrypted(buffer);
        co_return decrypted;
    }
    auto const space = buffer.prepare(kReadBytes);
    auto const [error, size] = co_await socket_.async_read_some(space, kAsTuple);
    buffer.commit(size);
    co_return !error;
}

asio::awaitable<bool> Connection::write(std::string_view first, std::string_view second) {
    if (tls_) {
        auto const encrypted = co_await write_encrypted(first, second);
        co_return encrypted;
    }
    std::array const buffers{asio::buffer(first), asio::buffer(second)};
    auto const [error, size] = co_await asio::async_write(socket_, buffers, kAsTuple);
    co_return !error;
}

void Connection::finish_writing() {
    if (tls_) finish_tls();
    error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
}

void Connection::cancel() {
    cancelled_ = true;
    error_code ignored;
    socket_.cancel(ignored);
}

void Connection::close() {
    error_code ignored;
    socket_.close(ignored);
}

// TLS over the socket.

asio::awaitable<bool>
Connection::begin_tls(tls::Context const& context, boost::beast::flat_buffer& buffer) {
    tls_ = std::make_unique<tls::Stream>(context);
    auto progress = Progress::wants_more;
    auto more = true;
    while (more && progress == Progress::wants_more) {
        tls_->receive(chars_of(buffer.data()));
        buffer.clear();
        progress = tls_->handshake();
        more = co_await send_output();
        if (more && progress == Progress::wants_more) {
            more = co_await receive(buffer);
        }
    }
    co_return more&& progress == Progress::done;
}

std::string Connection::tls_failure() const {
    if (expired_) return "did not finish its TLS handshake in time (--request-timeout)";
    return tls_ ? tls_->failure() : std::string{};
}

// Bytes as they come from the socket.
asio::awaitable<bool> Connection::receive(boost::beast::flat_buffer& buffer) {
    if (expired_ || cancelled_) co_return false;
    auto const space = buffer.prepare(kReadBytes);
    auto const [error, size] = co_await socket_.async_read_some(space, kAsTuple);
    buffer.commit(size);
    co_return !error;
}

// Encrypted bytes lie where they are decrypted to.
asio::awaitable<bool> Connection::read_decrypted(boost::beast::flat_buffer& buffer) {
    auto const space = buffer.prepare(kReadBytes);
    std::size_t size = 0;
    auto progress = tls_->read(chars_of(space), size);
    while (progress == Progress::wants_more && !cancelled_) {
        auto const [error, received] = co_await socket_.async_read_some(space, kAsTuple);
        if (error) co_return false;
        tls_->receive(chars_of(space).first(received));
        progress = tls_->read(chars_of(space), size);
        auto const sent = co_await send_output();  // what TLS itself has to say
        if (!sent) co_return false;
    }
    buffer.commit(size);
    co_return progress == Progress::done;
}

asio::awaitable<bool> Connection::write_encrypted(std::string_view first, std::string_view second) {
    std::array const parts{first, second};
    for (auto rest : parts) {
        while (!rest.empty()) {
            auto const piece = rest.substr(0, kRecordBytes);
            if (!tls_->write(piece)) co_return false;
            rest.remove_prefix(piece.size());
            if (rest.empty()) break;
            auto const sent = co_await send_output();
            if (!sent) co_return false;
        }
    }
    auto const sent = co_await send_output();
    co_return sent;
}

asio::awaitable<bool> Connection::send_output() {
    auto const output = tls_->output();
    if (output.empty()) co_return true;
    auto const [error, size] = co_await asio::async_write(socket_, asio::buffer(output), kAsTuple);
    tls_->drop_output();
    if (error) tls_->abandon();
    co_return !error;
}

// Without waiting, neither for room in the socket nor for the client to say the same.
void Connection::finish_tls() {
    tls_->close();
    auto const output = tls_->output();
    if (!output.empty()) {
        [[maybe_unused]] auto const sent = ::send(
            socket_.native_handle(),
            output.data(),
            output.size(),
            MSG_DONTWAIT | MSG_NOSIGNAL
        );
    }
    tls_.reset();
}

}  // namespace rds::http
