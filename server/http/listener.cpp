#include "server/http/listener.hpp"

#include "server/http/connection.hpp"
#include "server/log/log.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <fmt/format.h>

#include <chrono>
#include <utility>

namespace rds::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

// How long accepting rests when there are no more descriptors or no memory.
constexpr std::chrono::milliseconds kPause{50};

ListenError listen_error(Address const& address, error_code error) {
    using Cause = ListenError::Cause;
    auto const because = [&address](Cause cause, std::string_view reason) {
        return ListenError{fmt::format("cannot listen on {}: {}", address.text(), reason), cause};
    };
    if (error == asio::error::address_in_use) {
        constexpr auto kReason = "address already in use; stop the other program or choose --port";
        return because(Cause::in_use, kReason);
    }
    if (error == asio::error::access_denied) {
        constexpr auto kReason = "permission denied; choose a --port of 1024 or above";
        return because(Cause::not_permitted, kReason);
    }
    if (error == boost::system::errc::address_not_available ||
        error == asio::error::address_family_not_supported) {
        constexpr auto kReason = "this machine has no such address; choose another with --listen";
        return because(Cause::not_here, kReason);
    }
    return because(Cause::other, error.message());
}

tcp::endpoint endpoint_of(Address const& address) {
    error_code error;
    auto const host = asio::ip::make_address(address.host, error);
    if (!error) return {host, address.port};
    throw ListenError{
        fmt::format(
            "cannot listen on {}: \"{}\" is not an IP address such as 127.0.0.1 or ::1",
            address.text(),
            address.host
        ),
        ListenError::Cause::other};
}

tcp::acceptor open(Address const& address, asio::any_io_executor const& executor) {
    auto const endpoint = endpoint_of(address);
    tcp::acceptor acceptor{executor};
    error_code error;
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    // So that 0.0.0.0 and :: can be listened on side by side.
    if (!error && endpoint.address().is_v6()) acceptor.set_option(asio::ip::v6_only(true), error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(tcp::acceptor::max_listen_connections, error);
    if (error) throw listen_error(address, error);
    return acceptor;
}

}  // namespace

Listener::Listener(Address const& address, std::shared_ptr<Sessions> sessions)
    : sessions_(std::move(sessions)),
      acceptor_(open(address, sessions_->new_executor())),
      pause_(acceptor_.get_executor()) {}

Address Listener::address() const {
    auto const endpoint = acceptor_.local_endpoint();
    return {endpoint.address().to_string(), endpoint.port()};
}

void Listener::start() {
    auto on_end = [self = shared_from_this()](std::exception_ptr const& failure) {
        if (failure) std::rethrow_exception(failure);
    };
    asio::co_spawn(acceptor_.get_executor(), accept(), std::move(on_end));
}

void Listener::close() {
    asio::post(acceptor_.get_executor(), [self = shared_from_this()] {
        error_code ignored;
        self->acceptor_.close(ignored);
        self->pause_.cancel();
    });
}

asio::awaitable<void> Listener::accept() {
    bool failing = false;
    while (acceptor_.is_open()) {
        auto const executor = sessions_->new_executor();
        auto [error, socket] = co_await acceptor_.async_accept(executor, kAsTuple);
        if (!acceptor_.is_open()) break;
        auto const why = error ? error.message() : begin(std::move(socket));
        if (!why.empty() && !failing) log::warn("cannot accept connections for now: {}", why);
        failing = !why.empty();
        if (failing) {
            co_await pause();
        }
    }
}

// Returns why it cannot: no memory.
std::string Listener::begin(tcp::socket socket) noexcept {
    try {
        sessions_->begin(std::move(socket));
        return {};
    } catch (std::exception const& error) {
        return error.what();
    }
}

asio::awaitable<void> Listener::pause() {
    pause_.expires_after(kPause);
    co_await pause_.async_wait(kAsTuple);
}

}  // namespace rds::http
