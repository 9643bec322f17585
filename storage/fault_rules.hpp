#pragma once

#include "storage/fields/table.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace rds::storage {

// A rule by which calls are struck: which (action, parameters), when (first, every, after, always,
// until), and what happens to them. What actions and codes mean is for others to know.
struct FaultRule {
    // The connection is closed without an answer.
    enum class Close : std::uint8_t {
        before,  // the call is not handled
        after,   // it was handled and committed
    };

    enum class Body : std::uint8_t { empty, truncated };

    std::int64_t id = 0;
    std::string action{};  // empty: every one
    TextsByName parameters{};
    std::optional<std::int32_t> first{};
    std::optional<std::int32_t> every{};
    std::optional<std::int32_t> after{};
    bool always = false;
    std::optional<Instant> until{};  // on the tenant's clock
    std::string code{};              // empty: the call is not refused
    std::optional<std::int32_t> status{};
    std::optional<std::string> message{};
    std::optional<Duration> retry_after{};
    std::optional<Duration> delay{};  // of the machine's clock
    std::optional<Close> close{};
    std::optional<Body> body{};
    std::string content_type{};
    std::int64_t calls = 0;  // that matched, that no older rule struck, and while it was not spent
    std::int64_t hits = 0;   // of these, that it struck

    // What a refusal answers: of a documented code what its declaration says.
    std::int32_t answered_status = 0;
    std::string answered_message{};

    bool operator==(FaultRule const&) const = default;
};

// The rules of one tenant, the oldest first.
Table const& fault_rules_table();

}  // namespace rds::storage
