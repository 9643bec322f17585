// What a connection does once the client has begun to speak TLS.
#include "server/http/as_tuple.hpp"
#include "server/http/connection.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>

#include <sys/socket.h>

#include <array>
#include <span>

namespace rds::http {

namespace asio = boost::asio;

using Progress = tls::Stream::Progress;

namespace {

// What a record holds, and as much as is encrypted ahead of the socket.
constexpr std::size_t kRecordBytes = 16UL * 1024;

std::span<char> chars_of(asio::mutable_buffer buffer) {
    return {static_cast<char*>(buffer.data()), buffer.size()};
}

}  // namespace

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
