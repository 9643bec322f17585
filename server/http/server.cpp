#include "server/http/server.hpp"

#include "server/http/listener.hpp"
#include "server/http/sessions.hpp"
#include "server/log/log.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace rds::http {

struct Server::State {
    std::shared_ptr<Sessions> sessions;
    std::vector<std::shared_ptr<Listener>> listeners;
};

Server::Server(
    boost::asio::io_context& context,
    int threads,
    Limits limits,
    Handler handler,
    std::shared_ptr<tls::Context const> tls
)
    : state_(std::make_unique<State>()) {
    state_->sessions =
        std::make_shared<Sessions>(context, threads, limits, std::move(handler), std::move(tls));
}

Server::~Server() {
    stop();
}

Address Server::listen(Address const& address) {
    auto const listener = std::make_shared<Listener>(address, state_->sessions);
    state_->listeners.push_back(listener);
    return listener->address();
}

void Server::start() {
    for (auto const& listener : state_->listeners)
        listener->start();
}

std::size_t Server::idle_connections() const {
    return state_->sessions->idle().count();
}

void Server::stop() {
    if (state_->sessions->stopping()) return;
    for (auto const& listener : state_->listeners)
        listener->close();
    state_->sessions->stop();
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
