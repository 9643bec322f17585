// A TCP client that sends exactly the bytes it is given and waits for the answer, never longer than
// its patience. What goes wrong is thrown as std::runtime_error, so it fails the test that uses it.
#pragma once

#include "tests/kit/patience.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace rds::kit {

// An HTTP response as it came.
struct RawAnswer {
    int status = 0;
    std::string head;                           // status line and fields, with the last empty line
    std::map<std::string, std::string> fields;  // names in lower case; of several the last
    std::string body;
};

class RawClient {
  public:
    explicit RawClient(
        std::uint16_t port,
        std::string const& host = "127.0.0.1",
        std::chrono::milliseconds patience = kPatience
    );
    virtual ~RawClient();
    RawClient(RawClient&& other) noexcept;
    RawClient& operator=(RawClient&&) = delete;
    RawClient(RawClient const&) = delete;
    RawClient& operator=(RawClient const&) = delete;

    void send(std::string_view bytes);

    // As send(), for a server that may have hung up: false if it did.
    virtual bool try_send(std::string_view bytes);

    // One answer, by its Content-Length; what follows it stays for the next call.
    RawAnswer read_answer();

    // One answer that has no body, whatever its Content-Length says: one to HEAD.
    RawAnswer read_head();

    // All up to and with `end`.
    std::string read_until(std::string_view end);

    // All until the server closes; a reset counts as closing.
    std::string read_to_end();

    // Nothing comes for so long, and the connection stays open.
    bool stays_silent(std::chrono::milliseconds time);

    // Nothing more will be sent; the answer can still be read.
    void finish_sending() const;

    // Hangs up with a reset.
    void reset();

    // send() and read_answer().
    RawAnswer ask(std::string_view request);

  protected:
    // More of what is read, or false: the server has closed.
    virtual bool receive();

    // False: nothing of these happened within the client's patience.
    bool wait(short events) const { return wait(events, patience_); }

    int socket() const { return socket_; }

    void append(std::string_view bytes) { received_ += bytes; }

  private:
    bool wait(short events, std::chrono::milliseconds time) const;

    int socket_;
    std::chrono::milliseconds patience_;
    std::string received_;
};

}  // namespace rds::kit
