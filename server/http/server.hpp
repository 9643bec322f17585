// The HTTP server: listens, reads requests, asks one function for each answer, writes it. It knows
// bytes and that function.
//
// HTTP/1.1 with keep-alive and pipelining, HTTP/1.0; over TLS as well, on the same port; a session
// reads one request at a time, so answers keep the order of the questions. Everything here runs on
// the io_context's threads; a session has a strand of its own when there are several.
#pragma once

#include "server/http/address.hpp"
#include "server/http/limits.hpp"
#include "server/http/message.hpp"

#include <openssl/types.h>

#include <cstddef>
#include <memory>
#include <vector>

namespace boost::asio {
class io_context;
}

namespace rds::http {

class Listener;
class Sessions;

class Server {
  public:
    // Keeps a reference to the context, which must outlive the server; `threads` is how many run
    // it.
    Server(
        boost::asio::io_context& context,
        int threads,
        Limits limits,
        Handler handler,
        std::shared_ptr<SSL_CTX> tls = nullptr
    );
    ~Server();  // stop()
    Server(Server const&) = delete;
    Server& operator=(Server const&) = delete;

    // Binds and listens; nothing is accepted before start(). Returns the address with the port that
    // was taken. Throws ListenError.
    Address listen(Address const& address);

    // Listens on all of the addresses, or, if that fails, on none of them. Those of port 0 share
    // one free port. Returns the addresses with their ports. Throws ListenError.
    std::vector<Address> listen_on_all(std::vector<ListenOn> const& addresses);

    // Begins to accept on every listened address.
    void start();

    // Connections that could make room for new ones: their clients are owed nothing. Any thread.
    std::size_t idle_connections() const;

    // Stops accepting, closes idle connections, lets requests in flight finish for
    // Limits::drain_time, then cuts them. The context runs out of work when the last session has
    // ended. Any thread; later calls do nothing.
    void stop();

  private:
    std::vector<Address> try_all(std::vector<ListenOn> const& addresses);

    std::shared_ptr<Sessions> sessions_;
    std::vector<std::shared_ptr<Listener>> listeners_;
};

// Raises the process's soft limit of open files so that so many connections fit beside so many
// other files, as far as the hard limit allows. Returns how many connections fit; if they are
// fewer, a warning in the log says why.
int make_room_for(int connections, int others);

}  // namespace rds::http
