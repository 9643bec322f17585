#include "server/http/server.hpp"

#include "server/http/listener.hpp"
#include "server/http/sessions.hpp"

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
    Tls tls
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

}  // namespace rds::http
