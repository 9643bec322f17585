#pragma once

#include "server/control/rest/visit.hpp"

#include <functional>

namespace rds::control::rest {

// What an advance needs of the rest of the program.
struct AdvanceNeeds {
    std::function<storage::Instant()> machine_time;
    std::function<bool()> is_stopping;  // then it stops early
};

// Turns the clock of the visited tenant forward, which shows `from`, making all moves on the way:
// at most 2,000,000, in steps of 5 ms. Calls of the tenant wait until the end, other tenants are
// served between the steps. Answers with the moves: {from, now, moves, count}, and with `stopped`
// where it ended early, the tenant being whole at an earlier instant. Throws
// storage::sqlite::Error, having changed nothing, if not even the first step can be made.
void advance(
    Visit const& visit,
    storage::Instant from,
    storage::Instant to,
    AdvanceNeeds needs,
    Reply reply
);

}  // namespace rds::control::rest
