#pragma once

#include "server/control/rest/visit.hpp"

#include <functional>
#include <string_view>
#include <vector>

namespace rds::control::rest {

// What an advance needs of the rest of the program.
struct AdvanceNeeds {
    std::function<storage::Instant()> machine_time;
    std::function<bool()> is_stopping;  // then it stops early
};

// Where an advance is to lead.
struct Destination {
    storage::Instant from;  // what the clock shows
    storage::Instant to;
    double speed;  // at which the clock runs on
};

// How an advance has ended.
struct Outcome {
    storage::Instant reached;
    std::vector<storage::ScheduledMove> moves;  // the first 1,000
    std::size_t count;                          // of all
    std::string_view stopped;  // why it is short of its destination; empty: it is not
};

// Turns the clock of the visited tenant forward, making all moves on the way: at most 2,000,000, in
// steps of 5 ms. Calls of the tenant wait until the end, other tenants are served between the
// steps. Then `answer` says what to answer, on the tenant's lane. Throws storage::sqlite::Error,
// having changed nothing, if not even the first step can be made.
void advance(
    Visit const& visit,
    Destination const& destination,
    AdvanceNeeds needs,
    std::function<Answer(Outcome const&)> answer,
    Reply reply
);

}  // namespace rds::control::rest
