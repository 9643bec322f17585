#pragma once

#include <atomic>
#include <cstddef>
#include <exception>

namespace rds::control {

// Counts what one request makes the server compare, so that factors which are bounded each, such as
// expectations, patterns and calls in the journal, have a bounded product. Any thread.
class Work {
  public:
    // In steps, each about the comparison of one byte. What they take, docs/limits.md says.
    static constexpr std::size_t kMost = 50'000'000;

    class Exhausted : public std::exception {};

    explicit Work(std::size_t most = kMost) : most_{most} {}

    // Adds steps that have been made. Throws Exhausted once there are more than there may be.
    void spend(std::size_t steps) {
        if (spent_.fetch_add(steps, std::memory_order_relaxed) + steps > most_) throw Exhausted{};
    }

    std::size_t spent() const { return spent_; }

  private:
    std::size_t const most_;
    std::atomic<std::size_t> spent_{0};
};

}  // namespace rds::control
