#pragma once

#include "storage/lifecycle/plan.hpp"

#include <functional>
#include <stdexcept>

namespace rds::storage {

// A change that a resource in its state does not allow. Nothing has been written.
struct IllegalMove : std::logic_error {
    enum class Why : std::uint8_t {
        ended,       // no move is legal any more
        not_ahead,   // no moves lead to this state
        no_failure,  // nothing is under way that could fail
        no_step,     // nothing is planned, and the machine does not say what is next
        held,        // already
        not_held,
    };

    IllegalMove(Machine const& of, State in, Why why_not)
        : std::logic_error{"the resource's state does not allow this"},
          machine{&of},
          state{in},
          why{why_not} {}

    Machine const* machine;
    State state;  // where the resource stands
    Why why;
};

// The lifecycle of one resource, which exists: where it stands, what it did and what it will do.
// Use inside a transaction at the instant `now`, by which all that was due is settled.
class Lifecycle {
  public:
    Lifecycle(sqlite::Connection& database, Kind kind, ResourceId id)
        : Lifecycle{database, machine_of(kind), std::move(id)} {}

    // Another machine than that of its kind: of a test. It outlives the lifecycle.
    Lifecycle(sqlite::Connection& database, Machine const& machine, ResourceId id)
        : database_{database}, machine_{machine}, id_{std::move(id)} {}

    Machine const& machine() const { return machine_; }

    State state();
    bool is_held();

    // The state before this one; where nobody knows, the first that leads here.
    State came_from();

    std::vector<Move> history();
    std::vector<PlannedMove> planned();

    // Of a resource that has just been added, which stands where its history has led: adds what it
    // did and what it will do, and makes what is due. Returns whether its row is still as it was.
    bool
    begin(std::vector<Move> const& history, std::vector<PlannedMove> const& planned, Instant now);

    // Adds what a resource did before it came here; it stands where that has led.
    void remember(std::vector<Move> const& moves);

    // Takes the place of what was planned. What is due at `now` is made. A held resource stays
    // held; moves that count from a release hold one that is not.
    void plan(std::vector<PlannedMove> const& moves, Instant now);

    // The same for effects, behind which all that is due is made anyway.
    void schedule(std::vector<PlannedMove> const& moves, Instant now);

    // Each throws IllegalMove.

    // Moves through every state up to `to`; what is planned behind it keeps its gaps, counted from
    // now. Without `to`: to the next one.
    void step(std::optional<State> to, std::string const& why, Instant now);

    // Moves to where the resource goes that fails. Drops what was planned.
    void fail(std::string const& why, Instant now);

    // Neither time nor polls move the resource until it is released; then it needs as much time for
    // each planned move as was left, and as many polls.
    void hold(Instant now);
    void release(Instant now);

    // Takes the resource from one state to any other, whatever is legal, and drops what was
    // planned.
    void set(State from, State to, std::string const& why, Instant now);

    // Forgets, of the moves made up to this one, all but the last that the machine keeps.
    void forget_before(std::int64_t seq);

    // One poll has shown the resource. If the state has been shown often enough, it leaves it, but
    // not before `earliest`.
    void poll(Instant earliest, Instant now);

  private:
    // Whether the resource is held, and whether polls make one of its planned moves.
    struct Pace {
        bool is_held = false;
        bool is_polled = false;

        bool operator==(Pace const&) const = default;
    };

    struct Standing {
        State state;
        Pace pace;
    };

    Standing standing();
    Standing unended();  // throws IllegalMove
    std::int64_t last_seq();
    void add(std::int64_t seq, PlannedMove const& move, bool is_settled);
    void replace(std::vector<PlannedMove> const& moves, Pace before, bool is_held);
    void set_pace(Pace before, Pace after);

    sqlite::Connection& database_;
    Machine const& machine_;
    ResourceId id_;
};

// A move of any resource, as advances and clocks list it.
struct ScheduledMove {
    Kind kind;
    ResourceId id;
    std::int64_t seq = 0;    // among the moves of the resource
    std::string instance{};  // to which the resource belongs; empty: none
    Move move;
};

// The move that time will make next.
std::optional<ScheduledMove> next_scheduled(sqlite::Connection& database);

// Makes moves that are due at `to`, at most so many (and those of the same instant), in their
// order: by time, kind, ID, and the order of the resource's own. `is_enough` is asked after each
// and ends it early; `observe` sees each. Inside a transaction.
struct Settled {
    std::size_t count = 0;
    std::optional<Instant> last{};  // the instant of the last one
    bool is_complete = true;        // nothing else is due
};

struct Settling {
    // Where an early end may fall: one entry leaves no instant half made, a step of an advance may,
    // since nobody looks before the next one.
    enum class Cut : std::uint8_t { between_instants, anywhere };

    Instant to;
    std::size_t most = 100'000;  // of one entry
    std::function<bool()> is_enough{};
    std::function<void(ScheduledMove const&)> observe{};
    Cut cut = Cut::between_instants;
    std::span<Machine const* const> machines = storage::machines();
};

Settled settle(sqlite::Connection& database, Settling const& settling);

}  // namespace rds::storage
