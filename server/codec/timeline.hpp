// What a resource did and what it will do, as documents say it. Shows RapidJSON.
#pragma once

#include "server/codec/fields.hpp"
#include "server/codec/fixture.hpp"
#include "storage/lifecycle/lifecycle.hpp"

#include <string>
#include <vector>

namespace rds::codec {

// Whether the row says its moves and not only where it stands.
bool has_timeline(json::Node const& node);

// Reads a list of moves, which lead one after another from `state` to where that stands then.
// Throws json::Invalid for a move that the machine does not allow from where those before it have
// led.
std::vector<storage::PlannedMove> read_moves(
    json::Node const& row,
    char const* list,
    storage::Machine const& machine,
    storage::State& state
);

// Reads whether nothing moves it until it is released. Throws json::Invalid if it has ended.
bool read_held(json::Node const& row, storage::Machine const& machine, storage::State state);

// The timeline of a resource that stands in `status`, whatever led it there: a test may have set
// its status.
Fixture::Timeline
read_timeline_to(json::Node const& row, storage::Machine const& machine, storage::State state);

// Throws json::Invalid unless the times of the moves of the row, which stands at `pointer`, are in
// order and on their side of `now`.
void check_timeline(
    Fixture::Timeline const& timeline,
    storage::Instant now,
    std::string const& source,
    std::string const& pointer = {}
);

// The moves of the history.
std::vector<storage::Move> moves_made(Fixture::Timeline const& timeline, storage::Instant now);

// Writes the moves to come of a resource that is there, in a transaction of the caller's. No poll
// moves the resource before `earliest`.
void plan_timeline(
    Fixture::Timeline const& timeline,
    storage::Lifecycle lifecycle,
    storage::Instant earliest,
    storage::Instant now
);

// Writes "history" and "planned" as members of the object that is being written; of a document,
// "held" and moves that time will not make as well.
void write_timeline(
    json::Writer& writer,
    storage::Lifecycle lifecycle,
    InstantText instant_text,
    bool is_document = false
);

// The members {from, to, at or polls, why} of one move.
void write_move(
    json::Writer& writer,
    storage::Machine const& machine,
    storage::PlannedMove const& move,
    InstantText instant_text
);

}  // namespace rds::codec
