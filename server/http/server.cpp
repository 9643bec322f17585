#include "server/http/server.hpp"

#include "server/http/connection.hpp"
#include "server/http/sessions.hpp"
#include "server/log/log.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <fmt/format.h>

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <string>
#include <utility>

namespace rds::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

// How long accepting rests when there are no more descriptors or no memory.
constexpr std::chrono::milliseconds kPause{50};

ListenError listen_error(Address const& address, error_code error) {
    using enum ListenError::Why;
    auto why = other;
    auto reason = error.message();
    if (error == asio::error::address_in_use) {
        why = in_use;
        reason = "address already in use; stop the other program or choose --port";
    } else if (error == asio::error::access_denied) {
        reason = "permission denied; choose a --port of 1024 or above";
    } else if (error == boost::system::errc::address_not_available || error == asio::error::address_family_not_supported) {
        why = not_here;
        reason = "this machine has no such address; choose another with --listen";
    }
    return {fmt::format("cannot listen on {}: {}", address.text(), reason), why};
}

tcp::endpoint endpoint_of(Address const& address) {
    error_code error;
    auto const host = asio::ip::make_address(address.host, error);
    if (!error) return {host, address.port};
    constexpr auto kWhy =
        "cannot listen on {}: \"{}\" is not an IP address such as 127.0.0.1 or ::1";
    throw ListenError{fmt::format(kWhy, address.text(), address.host), ListenError::Why::other};
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

// One listened address: accepts connections and begins a session for each.
class Listener : public std::enable_shared_from_this<Listener> {
  public:
    // Binds and listens. Throws ListenError.
    Listener(Address const& address, std::shared_ptr<Sessions> sessions)
        : sessions_(std::move(sessions)), acceptor_(open(address, sessions_->new_executor())) {}

    // With the port that was taken.
    Address address() const {
        auto const endpoint = acceptor_.local_endpoint();
        return {endpoint.address().to_string(), endpoint.port()};
    }

    void start() {
        auto on_end = [self = shared_from_this()](std::exception_ptr const& failure) {
            if (failure) std::rethrow_exception(failure);
        };
        asio::co_spawn(acceptor_.get_executor(), accept(), std::move(on_end));
    }

    // Any thread.
    void close() {
        asio::post(acceptor_.get_executor(), [self = shared_from_this()] {
            error_code ignored;
            self->acceptor_.close(ignored);
        });
    }

  private:
    asio::awaitable<void> accept() {
        bool failing = false;
        while (acceptor_.is_open()) {
            auto const executor = sessions_->new_executor();
            auto [error, socket] = co_await acceptor_.async_accept(executor, kAsTuple);
            if (!acceptor_.is_open()) break;
            auto why = error ? error.message() : std::string{};
            try {
                if (!error) sessions_->begin(std::move(socket));
            } catch (std::exception const& no_memory) {
                why = no_memory.what();
            }
            if (!why.empty() && !failing) log::warn("cannot accept connections for now: {}", why);
            failing = !why.empty();
            if (failing) {
                asio::steady_timer pause{acceptor_.get_executor(), kPause};
                co_await pause.async_wait(kAsTuple);
            }
        }
    }

    std::shared_ptr<Sessions> const sessions_;
    tcp::acceptor acceptor_;
};

Server::Server(
    boost::asio::io_context& context,
    int threads,
    Limits limits,
    Handler handler,
    std::shared_ptr<SSL_CTX> tls
)
    : sessions_(
          std::make_shared<Sessions>(context, threads, limits, std::move(handler), std::move(tls))
      ) {}

// NOLINTNEXTLINE(bugprone-exception-escape): no memory to stop with ends the program
Server::~Server() {
    stop();
}

Address Server::listen(Address const& address) {
    auto const listener = std::make_shared<Listener>(address, sessions_);
    listeners_.push_back(listener);
    return listener->address();
}

// A port that is free at one address may be taken at another: then all are tried with another
// port.
std::vector<Address> Server::listen_on_all(std::vector<ListenOn> const& addresses) {
    constexpr int kMostTries = 16;
    auto const chooses =
        std::ranges::any_of(addresses, [](ListenOn const& on) { return on.address.port == 0; });
    auto const before = listeners_.size();
    for (int tries = 1;; ++tries) {
        try {
            return try_all(addresses);
        } catch (ListenError const& error) {
            listeners_.resize(before);
            auto const may_succeed = chooses && error.why() == ListenError::Why::in_use;
            if (!may_succeed || tries == kMostTries) throw;
        }
    }
}

std::vector<Address> Server::try_all(std::vector<ListenOn> const& addresses) {
    std::vector<Address> taken;
    std::uint16_t shared_port = 0;
    for (auto const& [address, where_it_exists] : addresses) {
        auto const port = address.port == 0 ? shared_port : address.port;
        try {
            taken.push_back(listen({address.host, port}));
        } catch (ListenError const& error) {
            if (!where_it_exists || error.why() != ListenError::Why::not_here) throw;
            log::debug("{}", error.what());
            continue;
        }
        if (address.port == 0) shared_port = taken.back().port;
    }
    return taken;
}

void Server::start() {
    for (auto const& listener : listeners_)
        listener->start();
}

std::size_t Server::idle_connections() const {
    return sessions_->idle();
}

void Server::stop() {
    if (sessions_->stopping()) return;
    for (auto const& listener : listeners_)
        listener->close();
    sessions_->stop();
}

int make_room_for(int connections, int others) {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return connections;
    auto const needed = static_cast<rlim_t>(connections) + static_cast<rlim_t>(others);
    if (limit.rlim_cur >= needed) return connections;

    limit.rlim_cur = std::min(needed, limit.rlim_max);
    ::setrlimit(RLIMIT_NOFILE, &limit);
    ::getrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur >= needed) return connections;

    // Half of them at least, although the others may then run out one day.
    auto const files = static_cast<int>(limit.rlim_cur);
    auto const effective = std::clamp(files - std::min(others, files / 2), 1, connections);
    log::warn(
        "--max-connections {} needs {} open files, {} of them for other things; this process may "
        "have {} (ulimit -Hn); connections served at a time: {}",
        connections,
        needed,
        others,
        limit.rlim_cur,
        effective
    );
    return effective;
}

}  // namespace rds::http
