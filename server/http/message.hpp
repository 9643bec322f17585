// What the rest of the program sees of HTTP: requests, responses, and the function between them. No
// socket, no Beast, no coroutine.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rds::http {

// How an answer goes to its client, for tests of clients: late, cut off, or not at all.
struct Delivery {
    enum class Sent : std::uint8_t {
        whole,
        nothing,    // the connection closes without a byte
        truncated,  // the head, with the whole Content-Length, and half of the body
    };

    // Before the first byte; not waited for once the server stops.
    std::chrono::milliseconds delay{0};
    Sent sent = Sent::whole;
};

// Header fields in the order they came. Names are compared without regard to case.
class Fields {
  public:
    void add(std::string_view name, std::string_view value);

    // One field of that name in place of all that there are.
    void replace(std::string_view name, std::string_view value);

    // The last value of that name, or nothing. The view lives until the next add().
    std::optional<std::string_view> find(std::string_view name) const;

    // The last value of that name, or an empty view.
    std::string_view value_or_empty(std::string_view name) const;

    // How many fields have that name.
    std::size_t count(std::string_view name) const;

    std::size_t size() const { return rows_.size(); }

    std::pair<std::string_view, std::string_view> operator[](std::size_t index) const {
        return rows_[index];
    }

  private:
    std::vector<std::pair<std::string, std::string>> rows_;
};

struct Request {
    std::string method;  // as sent: "GET"
    std::string target;  // path and query, as sent: "/?Action=..."
    Fields fields;
    std::string body;     // decoded from its transfer coding
    std::string peer;     // the client's address without port: "127.0.0.1"
    bool secure = false;  // came over TLS
    std::chrono::steady_clock::time_point received;

    std::string_view path() const;

    // What follows the first '?', without it; empty if there is none.
    std::string_view query() const;
};

struct Response {
    int status = 200;
    Fields fields;  // without Date, Content-Length, Connection and Keep-Alive, which the session
                    // writes
    std::string body;
    Delivery delivery{};
};

// Called exactly once with the answer, on any thread, before or after the Handler returns.
using Reply = std::function<void(Response)>;

// Answers a request. Must not block for long: it runs on the session's thread. Must not throw: that
// ends the connection without an answer. The request stays valid and unchanged until the reply is
// called or dropped.
using Handler = std::function<void(Request const&, Reply)>;

// Returns the Content-Encoding of a request, in quotes, or nothing if its body is as it is.
std::string content_encoding(Request const& request);

}  // namespace rds::http
