#pragma once

#include "server/http/limits.hpp"
#include "server/http/message.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/intrusive/list.hpp>
#include <openssl/types.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <unordered_set>
#include <vector>

namespace rds::http {

class Session;

// Keeps what happens again and again from filling the log. Any thread.
class OncePerSecond {
  public:
    using Clock = std::chrono::steady_clock;

    // True at most once a second.
    bool operator()(Clock::time_point time = Clock::now()) {
        auto const now = time.time_since_epoch();
        auto const until = (now + Clock::duration{std::chrono::seconds{1}}).count();
        auto quiet = quiet_until_.load(std::memory_order_relaxed);
        if (now.count() < quiet) return false;
        return quiet_until_.compare_exchange_strong(quiet, until, std::memory_order_relaxed);
    }

  private:
    std::atomic<Clock::rep> quiet_until_{0};
};

// Counts the bytes of answers that their clients have yet to take, over all connections together,
// so that clients which ask and do not read cannot fill the memory. Answers of up to kSmallAnswer
// always find room and are not counted: the number of connections bounds them. Any thread.
class Untaken : public std::enable_shared_from_this<Untaken> {
  public:
    static constexpr std::size_t kSmallAnswer = 64UL * 1024;

    explicit Untaken(std::size_t most) : most_{most} {}

    // Bytes that are given back when the last owner lets go. Returns null, and warns once a second,
    // if there is no room for an answer of so many.
    std::shared_ptr<void const> room_for(std::size_t bytes);

  private:
    std::size_t const most_;
    std::atomic<std::size_t> bytes_{0};
    OncePerSecond warning_;
};

// Where a session stands while it is idle: of its own, so that becoming idle, twice per request on
// a busy server, allocates nothing.
struct IdlePlace : boost::intrusive::list_base_hook<> {
    explicit IdlePlace(Session& its_session) : session(its_session) {}

    Session& session;
};

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
        std::shared_ptr<SSL_CTX> tls
    );

    Limits const& limits() const { return limits_; }

    Handler const& handler() const { return handler_; }

    // Null: clients that speak TLS are disconnected.
    SSL_CTX* tls() const { return tls_.get(); }

    // What the log says of clients that expected something else: each at most once a second, for
    // such a client tries again and again.
    struct TlsWarnings {
        OncePerSecond no_tls_here{};
        OncePerSecond handshake_failed{};
        OncePerSecond nothing_asked{};
    };

    TlsWarnings& tls_warnings() { return tls_warnings_; }

    std::shared_ptr<Untaken> const& untaken() const { return untaken_; }

    // Sessions end after the answer in hand, and no more begin.
    bool stopping() const { return stopping_.load(std::memory_order_relaxed); }

    // Where one session or listener runs: the context itself if one thread runs it, else a strand.
    boost::asio::any_io_executor new_executor();

    // Begins a session, unless stopping. If there are Limits::connections already, the one that has
    // been idle for longest is ended for it; if none is idle, the new one is turned away. So at
    // most one more is ever open, besides those that are just ending.
    void begin(boost::asio::ip::tcp::socket socket);

    // A session owes its client nothing from now on, and may be ended to make room for another.
    void begin_idling(IdlePlace& place);

    // False: the session has been told to end, or had not begun to idle.
    bool stop_idling(IdlePlace& place);

    // How many owe their client nothing.
    std::size_t idle();

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
    std::shared_ptr<SSL_CTX> tls_;
    TlsWarnings tls_warnings_;
    std::shared_ptr<Untaken> const untaken_;
    OncePerSecond full_warning_;
    std::atomic<bool> stopping_{false};

    std::mutex mutex_;                        // guards what follows
    std::unordered_set<Session*> sessions_;   // without those that make room
    boost::intrusive::list<IdlePlace> idle_;  // longest idle first
    boost::asio::steady_timer drained_;       // cancelled by the last session to go
};

}  // namespace rds::http
