#pragma once

#include "server/api/arguments.hpp"
#include "storage/instant.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace rds::control {

// Which of the calls that match a rule strikes.
struct Turn {
    enum class Kind : std::uint8_t { first, every, after, always };

    Kind kind = Kind::first;
    int count = 1;  // not of always

    // Whether it is the turn of this call, counted from 1.
    bool comes_at(std::int64_t call) const;

    // No call after so many will be struck.
    bool is_over_after(std::int64_t calls) const;
};

// What happens to a call that is struck. A refused one is not handled, and changes nothing.
struct FaultEffect {
    struct Refusal {
        std::string code;
        int status;  // HTTP
        std::string message;
        bool is_documented;
    };

    enum class Close : std::uint8_t {
        no,
        before,  // the call is handled
        after,   // it was handled and committed, and before its answer
    };

    enum class Body : std::uint8_t { whole, empty, truncated };

    std::optional<Refusal> refusal;
    std::optional<std::chrono::milliseconds> retry_after;  // of a refusal
    std::optional<std::chrono::milliseconds> delay;        // of machine time
    Close close = Close::no;
    Body body = Body::whole;
    std::string content_type;  // empty: its own
};

// How often a rule was tried on calls that match, and how often it struck.
struct FaultCounts {
    std::int64_t calls = 0;
    std::int64_t hits = 0;
};

// A rule by which calls are struck.
struct FaultRule {
    std::string action;  // empty: every action
    std::map<std::string, std::string> parameters;
    Turn turn;
    std::optional<storage::Instant> until;   // tenant time
    std::optional<storage::Duration> lasts;  // until then, from when it is added
    FaultEffect effect;
    FaultCounts begins_with;  // when it is added

    // The values that count of a call's parameters, by name.
    using Values = std::unordered_map<std::string_view, std::string_view>;

    // Whether a call is one of those that it is about.
    bool matches(std::string_view asked, Values const& values) const;

    // It strikes no more, having been tried on so many calls.
    bool is_spent(std::int64_t calls, storage::Instant now) const;
};

// "Injected: rule 3, hit 2 of the first 5."
std::string hint_injected(std::int64_t rule, std::int64_t hit, Turn const& turn);

}  // namespace rds::control
