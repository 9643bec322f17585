#pragma once

#include "server/http/idle_sessions.hpp"
#include "server/http/limits.hpp"
#include "server/http/message.hpp"
#include "server/http/once_per_second.hpp"
#include "server/http/tls_warnings.hpp"
#include "server/http/untaken.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <memory>
#include <mutex>
#include <unordered_set>
#include <vector>

namespace rds::tls {
class Context;
}

namespace rds::http {

class Session;

// The sessions that live, what they share, and how they are brought to an end. Any thread.
//
// Each session owns this; it knows the sessions, which own themselves, by address only.
class Sessions : public std::enable_shared_from_this<Sessions> {
  public:
    Sessions(
        boost::asio::io_context& context,
        int threads,
        Limits limits,
        Handler handler,
        std::shared_ptr<tls::Context const> tls
    );

    Limits const& limits() const { return limits_; }

    Handler const& handler() const { return handler_; }

    // Null: clients that speak TLS are disconnected.
    tls::Context const* tls() const { return tls_.get(); }

    TlsWarnings& tls_warnings() { return tls_warnings_; }

    std::shared_ptr<Untaken> const& untaken() const { return untaken_; }

    // Sessions end after the answer in hand, and no more begin.
    bool stopping() const { return stopping_.load(std::memory_order_relaxed); }

    // Where one session or listener runs: the context itself if one thread runs it, else a strand.
    boost::asio::any_io_executor new_executor();

    IdleSessions& idle() { return idle_; }

    // Begins a session, unless stopping. If there are Limits::connections already, the one that has
    // been idle for longest is ended for it; if none is idle, the new one is turned away. So at
    // most one more is ever open, besides those that are just ending.
    void begin(boost::asio::ip::tcp::socket socket);

    // Called by a session when it ends and when it is gone.
    void remove(Session& session);

    // Idle sessions end now, the others when they have answered, or are cut after
    // Limits::drain_time.
    void stop();

  private:
    using SharedSessions = std::vector<std::shared_ptr<Session>>;

    SharedSessions living();                   // under mutex_
    bool make_room(SharedSessions& left_out);  // under mutex_
    void cut();

    boost::asio::io_context& context_;
    int threads_;
    Limits limits_;
    Handler handler_;
    std::shared_ptr<tls::Context const> tls_;
    IdleSessions idle_;
    TlsWarnings tls_warnings_;
    std::shared_ptr<Untaken> const untaken_;
    OncePerSecond full_warning_;
    std::atomic<bool> stopping_{false};

    std::mutex mutex_;                       // guards what follows
    std::unordered_set<Session*> sessions_;  // without those that make room
    boost::asio::steady_timer drained_;      // cancelled by the last session to go
};

}  // namespace rds::http
