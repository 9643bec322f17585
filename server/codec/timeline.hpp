// What a resource did and what it will do, as documents say it. Shows RapidJSON.
#pragma once

#include "server/codec/fixture.hpp"
#include "server/json/node.hpp"
#include "server/json/writer.hpp"
#include "storage/lifecycle/lifecycle.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace rds::codec {

// Reads a member that is relative to now or an instant; `otherwise` if it is absent. Throws
// json::Invalid.
Time read_time(json::Node const& node, char const* name, std::string_view otherwise);

// Whether the row says its moves and not only where it stands.
bool has_timeline(json::Node const& node);

// Reads the moves of one resource, one after another. Each function throws json::Invalid for a
// move that the machine does not allow from where those before it have led.
class TimelineReader {
  public:
    TimelineReader(storage::Machine const& machine, storage::State state)
        : machine_{machine}, state_{state} {}

    // Where the moves that were read have led, and where it was before.
    storage::State state() const { return state_; }

    storage::State came_from() const { return came_from_; }

    std::vector<Fixture::Move> history(json::Node const& row);
    std::vector<Fixture::PlannedMove> planned(json::Node const& row);

    // Whether nothing moves it until it is released.
    bool held(json::Node const& row) const;

  private:
    std::pair<storage::State, storage::State> read(json::Node const& node);
    std::string shown(storage::State state) const;

    storage::Machine const& machine_;
    storage::State state_;
    storage::State came_from_ = 0;
};

// The timeline of a resource that stands in `status`, whatever led it there: a test may have set
// its status.
Fixture::Timeline
read_timeline_to(json::Node const& row, storage::Machine const& machine, storage::State state);

// Throws json::Invalid, with a pointer within the row, unless the times of the moves are in order
// and on their side of `now`.
void check_timeline(
    Fixture::Timeline const& timeline,
    storage::Instant now,
    std::string const& source
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

// Which moves are written, and how.
struct TimelineStyle {
    std::string (*instant_text)(storage::Instant instant);
    bool is_document = false;  // for TimelineReader; otherwise only what time will do
};

// Writes "history" and "planned" as members of the object that is being written; of a document,
// "held" as well.
void write_timeline(json::Writer& writer, storage::Lifecycle lifecycle, TimelineStyle style);

// The members {from, to, at, why} of one move.
void write_move(
    json::Writer& writer,
    storage::Machine const& machine,
    storage::Move const& move,
    std::string (*instant_text)(storage::Instant instant)
);

}  // namespace rds::codec
