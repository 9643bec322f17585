#include "server/http/connection.hpp"

#include "server/http/as_tuple.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace rds::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

std::string address_of_peer(tcp::socket const& socket) {
    error_code error;
    auto const endpoint = socket.remote_endpoint(error);
    return error ? std::string{} : endpoint.address().to_string();
}

}  // namespace

// Errors are ignored where the only cause is a client that has gone: reading will tell.

Connection::Connection(tcp::socket socket)
    : socket_(std::move(socket)), timer_(socket_.get_executor()) {
    error_code ignored;
    socket_.set_option(tcp::no_delay(true), ignored);
    peer_ = address_of_peer(socket_);
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

}  // namespace rds::http
