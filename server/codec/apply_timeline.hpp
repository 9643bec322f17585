// Resources that bring their own moves.
#pragma once

#include "server/codec/fixture.hpp"
#include "storage/lifecycle/lifecycle.hpp"

#include <string>
#include <vector>

namespace rds::codec {

// Throws Invalid, with a pointer within the row, unless the times of the moves are in order and on
// their side of `now`.
void check_timeline(
    Fixture::Timeline const& timeline,
    storage::Instant now,
    std::string const& source
);

// Those of the history.
std::vector<storage::Move> moves_made(Fixture::Timeline const& timeline, storage::Instant now);

// Writes those to come, of a resource that is there, in a transaction of the caller's. No poll
// moves the resource before `earliest`.
void plan_timeline(
    Fixture::Timeline const& timeline,
    storage::Lifecycle lifecycle,
    storage::Instant earliest,
    storage::Instant now
);

}  // namespace rds::codec
