#pragma once

#include "server/control/journal/journal.hpp"

#include <atomic>
#include <cstddef>
#include <exception>
#include <string>
#include <vector>

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

// What a test asks of a call: all of it must hold. Each question spends what it compares and throws
// Work::Exhausted.
struct Match {
    // One member of a call, and the text that it must have, or, if there is a star in it, the
    // pattern that its text must be as.
    struct Member {
        std::string name;           // "action", "code", ...; of a parameter, its name
        bool is_parameter = false;  // an absent one has no text, and a star does not stand for it
        std::string expected;
    };

    std::vector<Member> members{};

    bool holds(Entry const& entry, Work& work) const;

    // Says what keeps it from holding, each a sentence without its end: "status is 200, not 403".
    std::vector<std::string> differences(Entry const& entry, Work& work) const;
};

// Counts the members that do not hold.
std::size_t count_differences(Match const& match, Entry const& entry, Work& work);

}  // namespace rds::control
