#pragma once

#include "server/http/connection.hpp"
#include "server/http/exchange.hpp"
#include "server/http/framing.hpp"
#include "server/http/sessions.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <memory>
#include <string>

namespace rds::http {

class RequestParser;

// One connection's requests: a coroutine that reads one, asks the handler, writes the answer, and
// begins again. It owns itself until it ends. The public functions may be called on any thread; all
// else runs on the connection's executor.
class Session : public std::enable_shared_from_this<Session> {
  public:
    Session(boost::asio::ip::tcp::socket socket, std::shared_ptr<Sessions> sessions);
    ~Session();
    Session(Session const&) = delete;
    Session& operator=(Session const&) = delete;

    // Serves the client, or says that there is no room for it.
    void start(bool has_room);

    // Ends the session if it owes its client nothing; else it ends after the answer in hand.
    void end_if_idle();

    // Ends the session whatever it is doing.
    void cut();

  private:
    boost::asio::awaitable<void> run(bool has_room);
    boost::asio::awaitable<void> serve();
    boost::asio::awaitable<void> turn_away();
    boost::asio::awaitable<bool> open();
    boost::asio::awaitable<bool> shake_hands(SSL_CTX* context);
    boost::asio::awaitable<bool> wait_for_request();
    boost::asio::awaitable<Reading> read_request();
    boost::asio::awaitable<bool> read_more(RequestParser& parser);
    boost::asio::awaitable<void> wait_for_answer();
    boost::asio::awaitable<bool> deliver();
    boost::asio::awaitable<bool> write(Response const& response, std::string_view method);
    boost::asio::awaitable<void> refuse(Reading reading);
    boost::asio::awaitable<void> drain();

    void log_if_nothing_asked() const;
    void begin_idling();
    bool stop_idling();
    void ask();

    std::shared_ptr<Sessions> const sessions_;
    std::shared_ptr<Connection> const connection_;
    boost::beast::flat_buffer buffer_;    // read and not yet parsed
    std::string head_;                    // of the response; kept for its memory
    std::shared_ptr<Exchange> exchange_;  // nothing between two requests
    boost::asio::steady_timer answered_;  // never expires: cancelled when the answer has come
    boost::asio::steady_timer delayed_;   // runs while an answer is held back
    IdlePlace idle_place_{*this};
    bool requested_ = false;  // a first request has begun
    bool keep_alive_ = true;  // another request may follow the one in hand
    bool idle_ = false;       // nothing is owed to the client
    bool leaving_ = false;    // it was told to end while idle
};

}  // namespace rds::http
