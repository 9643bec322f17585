#pragma once

#include "server/http/connection.hpp"
#include "server/http/exchange.hpp"
#include "server/http/sessions.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace rds::http {

class RequestParser;

// One connection's requests: a coroutine that reads one, asks the handler, writes the answer, and
// begins again. It owns itself until it ends. start(), end_if_idle() and cut() may be called on any
// thread; all else runs on the connection's executor.
class Session : public std::enable_shared_from_this<Session> {
  public:
    Session(boost::asio::ip::tcp::socket socket, std::shared_ptr<Sessions> sessions);
    ~Session();
    Session(Session const&) = delete;
    Session& operator=(Session const&) = delete;

    void start();

    // Ends the session if it owes its client nothing; else it ends after the answer in hand.
    void end_if_idle();

    // Ends the session whatever it is doing.
    void cut();

  private:
    // What came of reading a request; refusals are named by their HTTP status.
    enum class Reading : std::uint16_t {
        complete,
        ended,  // nothing is to be said to the client
        malformed = 400,
        too_slow = 408,
        body_too_large = 413,
        header_too_large = 431,
    };

    boost::asio::awaitable<void> run();
    boost::asio::awaitable<bool> wait_for_request();
    boost::asio::awaitable<Reading> read_request();
    boost::asio::awaitable<bool> read_more(RequestParser& parser);
    boost::asio::awaitable<void> wait_for_answer();
    boost::asio::awaitable<bool> write(Response const& response, std::string_view method);
    boost::asio::awaitable<void> refuse(Reading reading);

    void ask();
    std::function<void()> wake();
    static Reading refusal(boost::system::error_code error);

    std::shared_ptr<Sessions> const sessions_;
    std::shared_ptr<Connection> const connection_;
    boost::beast::flat_buffer buffer_;    // read and not yet parsed
    std::string head_;                    // of the response; kept for its memory
    std::shared_ptr<Exchange> exchange_;  // nothing between two requests
    boost::asio::steady_timer answered_;  // never expires: cancelled when the answer has come
    bool keep_alive_ = true;              // another request may follow the one in hand
    bool idle_ = false;                   // nothing is owed to the client
};

}  // namespace rds::http
