#pragma once

#include "storage/instant.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rds::control {

// One call of the API as the journal keeps it: complete when it gets there, and never changed.
// Texts are as they came, but secrets are redacted.
struct Entry {
    struct Parameter {
        std::string name;
        std::string value;
    };

    std::string request_id{};
    storage::Instant machine_time{};                // when it came
    std::optional<storage::Instant> tenant_time{};  // absent: refused before it was known
    std::string caller{};  // a key's ID, or whom a bearer token stands for; empty: neither
    std::string client{};  // User-Agent, cut
    std::string peer{};
    std::string action{};                 // empty: none was given
    std::vector<Parameter> parameters{};  // decoded, in the order they came
    int status = 200;
    std::string code = "OK";
    std::string hint{};
    std::optional<std::int64_t> fault{};  // the rule that struck it
    std::chrono::microseconds duration{0};

    // Returns the value that counts: the last one of that name.
    std::optional<std::string_view> parameter(std::string_view name) const;

    // Returns how much memory it takes, about.
    std::size_t bytes() const;
};

using SharedEntry = std::shared_ptr<Entry const>;

}  // namespace rds::control
