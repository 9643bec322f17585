#pragma once

#include "storage/timeline.hpp"

#include <cstdint>
#include <stdexcept>
#include <vector>

namespace rds::storage {

// A change that a job in its state does not allow. Nothing has been written.
class IllegalEdit : public std::logic_error {
  public:
    enum class Why : std::uint8_t {
        ended,      // nothing moves it any more
        not_ahead,  // a step leads only to a later phase
        held,       // already
        not_held,
    };

    IllegalEdit(Phase phase, Why why)
        : std::logic_error{"the job's state does not allow this"}, phase_{phase}, why_{why} {}

    // Where the job stands.
    Phase phase() const { return phase_; }

    Why why() const { return why_; }

    // The phases that a step may lead to.
    std::vector<Phase> legal() const { return steps_from(phase_); }

  private:
    Phase phase_;
    Why why_;
};

}  // namespace rds::storage
