#pragma once

#include "storage/instant.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace rds::control {

// One call of the API as the journal keeps it: complete when it gets there, and never changed.
// Texts are as they came, but for secrets, which are not in it. What is viewed is not its own.
struct Entry {
    struct Parameter {
        std::string_view name;
        std::string_view value;
    };

    std::string_view request_id{};
    storage::Instant machine_time{};  // when it came
    std::optional<storage::Instant>
        account_time{};         // absent: refused before its account was entered
    std::string_view caller{};  // a key's ID, or whom a bearer token stands for; empty: neither
    std::string_view client{};  // User-Agent, cut
    std::string_view peer{};
    std::string_view action{};                // empty: none was given
    std::span<Parameter const> parameters{};  // decoded, in the order they came
    int status = 200;
    std::string_view code = "OK";
    std::string_view hint{};
    std::optional<std::int64_t> fault{};  // the rule that struck it
    std::chrono::microseconds duration{0};

    // The value that counts: the last one of that name.
    std::optional<std::string_view> parameter(std::string_view name) const;

    // What it takes of the memory when it is kept, about.
    std::size_t bytes() const;
};

using SharedEntry = std::shared_ptr<Entry const>;

// The same call with all that it views beside it, in one block of memory: thousands of entries,
// each of many small parts, would cost every call more in cold memory than the copy does.
SharedEntry keep(Entry const& draft);

}  // namespace rds::control
