#pragma once

#include "server/http/message.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <utility>

namespace rds::http {

inline constexpr auto* kGet = "GET /one HTTP/1.1\r\nHost: a\r\n\r\n";
// Whoever has read 100 Continue knows that it is in hand; its body is one byte.
inline constexpr auto* kHalfPost =
    "POST /busy HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n";

// Answers at once with what was asked: "POST /path?query body".
inline void echo(Request const& request, Reply const& reply) {
    Response response;
    response.body = request.method + " " + request.target + " " + request.body;
    reply(std::move(response));
}

inline Response text(std::string body) {
    Response response;
    response.body = std::move(body);
    return response;
}

// Keeps each request until the test, on its own thread, takes it and replies.
class Waiting {
  public:
    struct Asked {
        Request const* request;
        Reply reply;
    };

    Handler handler() {
        return [this](Request const& request, Reply reply) {
            std::scoped_lock const lock{mutex_};
            asked_.push_back({&request, std::move(reply)});
            arrived_.notify_one();
        };
    }

    Asked take() {
        std::unique_lock lock{mutex_};
        arrived_.wait(lock, [this] { return !asked_.empty(); });
        auto asked = std::move(asked_.front());
        asked_.pop_front();
        return asked;
    }

  private:
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<Asked> asked_;
};

}  // namespace rds::http
