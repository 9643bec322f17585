// An advance of a tenant's clock: in steps, between which other tenants are served.
#include "server/control/routes/advance.hpp"

#include "server/control/routes/shown_state.hpp"
#include "server/text/time.hpp"

#include <chrono>
#include <utility>
#include <vector>

namespace rds::control::rest {

namespace {

using storage::Instant;

constexpr std::size_t kMostListed = 1000;
constexpr std::size_t kMostMoves = 2'000'000;
constexpr std::chrono::milliseconds kStep{5};

// One advance. Shared by the tasks that carry it on, one after another, on the tenant's lane.
class Advance : public std::enable_shared_from_this<Advance> {
  public:
    Advance(Visit const& visit, Instant from, Instant to, AdvanceNeeds needs, Reply reply)
        : tenant_{visit.tenant.shared_from_this()},
          from_{from},
          to_{to},
          needs_{std::move(needs)},
          reply_{std::move(reply)} {}

    // The first step throws what storage throws, having changed nothing. Answers once.
    void begin() {
        if (step(kMostMoves)) return finish({});
        tenant_->pause();
        try {
            go_on();
        } catch (std::exception const& error) {
            end(error.what());
        }
    }

  private:
    using SteadyClock = std::chrono::steady_clock;

    // Returns whether all is made that is due.
    bool step(std::size_t most) {
        auto const until = SteadyClock::now() + kStep;
        storage::Settling const settling{
            .to = to_,
            .most = most,
            .is_enough = [until] { return SteadyClock::now() >= until; },
            .observe =
                [this](storage::ScheduledMove const& move) {
                    if (moves_.size() < kMostListed) moves_.push_back(move);
                },
        };
        auto const listed = moves_.size();
        try {
            auto const advanced =
                tenant_->contents().state.advance(settling, needs_.machine_time());
            reached_ = advanced.reached;
            count_ += advanced.count;
            return advanced.is_complete;
        } catch (...) {
            moves_.erase(moves_.begin() + static_cast<std::ptrdiff_t>(listed), moves_.end());
            throw;
        }
    }

    void go_on() {
        tenant_->go_on([self = shared_from_this()] { self->next(); });
    }

    void next() noexcept {
        try {
            if (needs_.is_stopping()) return end("The emulator is stopping.");
            if (count_ >= kMostMoves) return end("One advance makes no more than 2000000 moves.");
            if (step(kMostMoves - count_)) return end({});
            go_on();
        } catch (std::exception const& error) {
            end(error.what());
        }
    }

    void end(std::string_view why) noexcept {
        finish(why);
        tenant_->resume();
    }

    void finish(std::string_view stopped) noexcept {
        Answer answer;
        try {
            json::Writer writer;
            writer.object([&] {
                writer.member("from", text::short_timestamp(from_));
                writer.member("now", text::short_timestamp(reached_));
                writer.key("moves");
                writer.list(moves_, [&](auto const& move) {
                    writer.object([&] { write_scheduled(writer, move); });
                });
                writer.member("count", count_);
                if (!stopped.empty()) writer.member("stopped", stopped);
            });
            answer = Answer::json(writer.text());
        } catch (std::exception const&) {
            answer = answer_to_exception();
        }
        reply_(std::move(answer));
    }

    SharedTenant const tenant_;
    Instant const from_;
    Instant const to_;
    AdvanceNeeds const needs_;
    Reply const reply_;
    Instant reached_{};
    std::vector<storage::ScheduledMove> moves_{};
    std::size_t count_ = 0;
};

}  // namespace

void advance(Visit const& visit, Instant from, Instant to, AdvanceNeeds needs, Reply reply) {
    std::make_shared<Advance>(visit, from, to, std::move(needs), std::move(reply))->begin();
}

}  // namespace rds::control::rest
