#pragma once

#include "server/http/address.hpp"
#include "server/http/sessions.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <memory>
#include <string>

namespace rds::http {

// One listened address: accepts connections and begins a session for each.
class Listener : public std::enable_shared_from_this<Listener> {
  public:
    // Binds and listens. Throws ListenError.
    Listener(Address const& address, std::shared_ptr<Sessions> sessions);

    // With the port that was taken.
    Address address() const;

    void start();

    // Any thread.
    void close();

  private:
    boost::asio::awaitable<void> accept();
    std::string begin(boost::asio::ip::tcp::socket socket) noexcept;
    boost::asio::awaitable<void> pause();

    std::shared_ptr<Sessions> const sessions_;
    boost::asio::ip::tcp::acceptor acceptor_;
    boost::asio::steady_timer pause_;
};

}  // namespace rds::http
