#pragma once

#include "server/http/server.hpp"
#include "tests/kit/patience.hpp"

#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <chrono>
#include <future>
#include <vector>

namespace rds::http {

// Nothing that only a limit ends does so while a test waits for what should happen at once.
inline Limits patient() {
    Limits limits;
    for (auto* const time : {&limits.request_time, &limits.idle_time, &limits.drain_time})
        *time = 2 * kit::kPatience;
    return limits;
}

// A server on a free port of 127.0.0.1 and the threads that run it.
class RunningServer {
  public:
    explicit RunningServer(
        Handler handler,
        Limits limits = {},
        int threads = 1,
        std::shared_ptr<SSL_CTX> tls = nullptr
    )
        : context_(threads),
          server_(context_, threads, limits, std::move(handler), std::move(tls)) {
        port_ = server_.listen({"127.0.0.1", 0}).port;
        server_.start();
        for (int thread = 0; thread < threads; ++thread) {
            running_.push_back(std::async(std::launch::async, [this] { context_.run(); }));
        }
    }

    ~RunningServer() { server_.stop(); }

    RunningServer(RunningServer const&) = delete;
    RunningServer& operator=(RunningServer const&) = delete;

    std::uint16_t port() const { return port_; }

    void stop() { server_.stop(); }

    // An answer arrives a few instructions before its session counts as idle.
    bool comes_to_idle(std::size_t connections) const {
        return kit::comes_true([&] { return server_.idle_connections() == connections; });
    }

    // All threads have run out of work, now or before long.
    bool has_ended() {
        auto const latest = std::chrono::steady_clock::now() + kit::kPatience;
        return std::ranges::all_of(running_, [latest](std::future<void> const& thread) {
            return thread.wait_until(latest) == std::future_status::ready;
        });
    }

  private:
    boost::asio::io_context context_;
    Server server_;
    std::uint16_t port_ = 0;
    std::vector<std::future<void>> running_;  // joined first
};

}  // namespace rds::http
