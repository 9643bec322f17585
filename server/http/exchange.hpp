// One request and the answer to it: the place where a session and whoever answers meet.
//
// The session and the Reply it gave to the handler own an exchange together, so a reply that comes
// after the session has ended still finds it, and its answer is read by nobody. No locks: the
// answer is written before `state_` says so.
#pragma once

#include "server/http/message.hpp"

#include <atomic>
#include <cassert>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>

namespace rds::http {

class Exchange {
  public:
    // Filled by the session before it asks, unchanged from then on.
    Request& request() { return request_; }

    // The answering side; any thread, once. Keeps the room as long as the response.
    void reply(Response response, std::shared_ptr<void const> room = {}) {
        assert(state_ != State::answered && "a second reply");
        response_ = std::move(response);
        room_ = std::move(room);
        if (state_.exchange(State::answered) != State::awaited) return;
        auto const wake = std::exchange(wake_, nullptr);
        wake();
    }

    // The rest is the session's side; its thread only.

    bool answered() const { return state_ == State::answered; }

    // The answer, once answered.
    Response& response() { return response_; }

    // True: `wake` will be called, on the thread that replies, unless the session abandons the
    // exchange. False: the answer is here already and `wake` is not called.
    bool await(std::function<void()> wake) {
        wake_ = std::move(wake);
        auto const awaited = moves(State::asked, State::awaited);
        if (!awaited) wake_ = nullptr;
        return awaited;
    }

    // Gives up waiting. False: nothing waits, or the answer came first and `wake` is under way.
    bool abandon() {
        auto const abandoned = moves(State::awaited, State::abandoned);
        if (abandoned) wake_ = nullptr;
        return abandoned;
    }

  private:
    enum class State : std::uint8_t { asked, awaited, answered, abandoned };

    bool moves(State from, State to) { return state_.compare_exchange_strong(from, to); }

    std::atomic<State> state_{State::asked};
    Request request_;
    Response response_;
    std::shared_ptr<void const> room_;
    std::function<void()> wake_;  // only while awaited: a reply that is kept must not keep a strand
};

}  // namespace rds::http
