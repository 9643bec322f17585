// An advance of a tenant's clock: in steps, between which other tenants are served.
#include "server/control/routes/advance.hpp"

#include "server/log/log.hpp"

#include <chrono>
#include <limits>
#include <utility>

namespace rds::control::rest {

namespace {

constexpr std::size_t kMostListed = 1000;
constexpr std::size_t kMostMoves = 2'000'000;
constexpr std::chrono::milliseconds kStep{5};

// One advance. Shared by the tasks that carry it on, one after another, on the tenant's lane.
class Advance : public std::enable_shared_from_this<Advance> {
  public:
    using Describe = std::function<Answer(Outcome const&)>;

    Advance(
        Visit const& visit,
        Destination const& destination,
        AdvanceNeeds needs,
        Describe answer,
        Reply reply
    )
        : tenant_{visit.tenant.shared_from_this()},
          destination_{destination},
          needs_{std::move(needs)},
          answer_{std::move(answer)},
          reply_{std::move(reply)} {}

    // The first step throws what storage throws, having changed nothing. Answers once.
    void begin() {
        if (step()) return finish({});
        tenant_->pause();
        try {
            go_on();
        } catch (std::exception const&) {
            end("There is no memory for the rest.");
        }
    }

  private:
    using SteadyClock = std::chrono::steady_clock;

    // Returns whether all is made that is due.
    bool step() {
        auto const until = SteadyClock::now() + kStep;
        return make({
            .to = destination_.to,
            .most = kMostMoves - count_,
            .is_enough = [until] { return SteadyClock::now() >= until; },
            .cut = storage::Settling::Cut::anywhere,
        });
    }

    bool make(storage::Settling settling) {
        std::vector<storage::ScheduledMove> made;
        if (moves_.size() < kMostListed) {
            settling.observe = [&](storage::ScheduledMove const& move) {
                if (moves_.size() + made.size() < kMostListed) made.push_back(move);
            };
        }
        auto const advanced =
            tenant_->contents().state.advance(settling, destination_.speed, needs_.machine_time());
        moves_.insert(moves_.end(), made.begin(), made.end());
        reached_ = tenant_->contents().state.settled_until();
        count_ += advanced.count;
        return advanced.is_complete;
    }

    void go_on() {
        tenant_->go_on([self = shared_from_this()] { self->next(); });
    }

    void next() noexcept {
        try {
            if (needs_.is_stopping()) return stop("The emulator is stopping.");
            if (count_ >= kMostMoves) return stop("One advance makes no more than 2000000 moves.");
            if (step()) return end({});
            go_on();
        } catch (std::exception const& error) {
            log::error("an advance ended early: {}", error.what());
            end("The rest could not be written; the emulator's log has the cause.");
        }
    }

    // Leaves no instant half made.
    void stop(std::string_view why) {
        auto const speed = tenant_->contents().state.clock().speed();
        destination_ = {destination_.from, reached_, speed};
        make({.to = reached_, .most = std::numeric_limits<std::size_t>::max()});
        end(why);
    }

    void end(std::string_view why) noexcept {
        finish(why);
        tenant_->resume();
    }

    void finish(std::string_view stopped) noexcept {
        Answer answer;
        try {
            answer = answer_({reached_, std::move(moves_), count_, stopped});
        } catch (std::exception const&) {
            answer = answer_to_exception();
        }
        reply_(std::move(answer));
    }

    SharedTenant const tenant_;
    Destination destination_;
    AdvanceNeeds const needs_;
    Describe const answer_;
    Reply const reply_;
    storage::Instant reached_{};
    std::vector<storage::ScheduledMove> moves_{};
    std::size_t count_ = 0;
};

}  // namespace

void advance(
    Visit const& visit,
    Destination const& destination,
    AdvanceNeeds needs,
    std::function<Answer(Outcome const&)> answer,
    Reply reply
) {
    std::make_shared<Advance>(
        visit,
        destination,
        std::move(needs),
        std::move(answer),
        std::move(reply)
    )
        ->begin();
}

}  // namespace rds::control::rest
