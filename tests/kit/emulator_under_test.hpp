#pragma once

#include "server/emulator.hpp"
#include "tests/kit/answer.hpp"
#include "tests/kit/call.hpp"

#include <memory>
#include <string_view>

namespace rds::kit {

// The whole emulator in process, on a machine clock that stands still until told otherwise. One
// thread.
class EmulatorUnderTest {
  public:
    // Starts from this fixture; `options` may say more.
    explicit EmulatorUnderTest(std::string_view fixture_json, Options options = {});

    Answer ask(http::Request const& request);

    Answer ask(Call const& call) { return ask(call.request()); }

    // The machine's clock moves on, and with it every account's that runs.
    void pass(storage::Duration time) { machine_now_ += time; }

    api::Catalog const& catalog() const { return emulator_->catalog(); }

    // The state behind an account; opens it.
    storage::Account& state(std::string_view account = control::kDefaultAccount);

  private:
    storage::Instant machine_now_{std::chrono::sys_days{std::chrono::year{2026} / 1 / 2}};
    std::unique_ptr<Emulator> emulator_;
};

}  // namespace rds::kit
