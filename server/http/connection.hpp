#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace rds::http {

// `co_await` of an operation with it gives [error, result]: an error of the network is no
// exception.
inline constexpr auto kAsTuple = boost::asio::as_tuple(boost::asio::use_awaitable);

// What is read of a socket at a time, at most.
inline constexpr std::size_t kReadBytes = 8UL * 1024;

// A client's socket, plain or with TLS over it, and a deadline over whatever it waits for. Only on
// its executor.
//
// The deadline is a plain time point that a timer looks at when it wakes: setting it costs nothing,
// whereas cancelling and arming a timer anew for each request (as Beast's tcp_stream does) costs a
// third of what reading and writing it does. The timer never sleeps longer than the shortest time
// that is ever allowed, so a deadline that is set while it sleeps lies behind its waking.
class Connection : public std::enable_shared_from_this<Connection> {
  public:
    explicit Connection(boost::asio::ip::tcp::socket socket);

    // Begins to hold it to its deadlines; `shortest` is the shortest time that will be allowed.
    void watch(std::chrono::milliseconds shortest);

    boost::asio::any_io_executor executor() { return socket_.get_executor(); }

    // The client's address without port; empty if it went before it was asked.
    std::string const& peer() const { return peer_; }

    // Sets the deadline of what follows.
    void allow(std::chrono::milliseconds time);

    // The deadline passed before what it was set for was done.
    bool expired() const { return expired_; }

    // The handshake, which begins with the bytes in `buffer`; these are gone afterwards. From then
    // on what is read and written goes through TLS. False: tls_failure() says why.
    boost::asio::awaitable<bool> begin_tls(SSL_CTX* context, boost::beast::flat_buffer& buffer);

    // A phrase about the client: "does not trust the certificate". Between begin_tls() and
    // finish_writing().
    std::string tls_failure() const;

    // Between begin_tls() and finish_writing().
    bool secure() const { return tls_ != nullptr; }

    // At least one byte more. False: the client has gone, the deadline has passed, or cancel().
    boost::asio::awaitable<bool> read_some(boost::beast::flat_buffer& buffer);

    // Both in one write if the kernel takes them. False as above.
    boost::asio::awaitable<bool> write(std::string_view first, std::string_view second);

    // Nothing more will be written; the client may still send. What it sends over TLS is then read
    // as it comes, encrypted: it is only to be dropped.
    void finish_writing();

    // Ends the read or write that is under way.
    void cancel();

    void close();

  private:
    using Clock = std::chrono::steady_clock;
    using TlsStream = boost::asio::ssl::stream<boost::asio::ip::tcp::socket&>;

    void sleep();
    void wake();

    // kAsTuple for an operation that cancel() can end.
    auto cancellable() {
        return boost::asio::bind_cancellation_slot(cancellation_.slot(), kAsTuple);
    }

    boost::asio::ip::tcp::socket socket_;
    std::string peer_;
    std::unique_ptr<TlsStream> tls_;       // nothing while the connection is plain
    boost::system::error_code tls_error_;  // of the handshake
    boost::asio::cancellation_signal cancellation_;
    boost::asio::steady_timer timer_;
    std::chrono::milliseconds longest_sleep_{};
    Clock::time_point deadline_ = Clock::time_point::max();
    bool expired_ = false;
    bool is_cut_ = false;  // in a write: over TLS nothing that follows would be understood
};

}  // namespace rds::http
