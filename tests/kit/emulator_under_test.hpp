#pragma once

#include "server/emulator/emulator.hpp"
#include "tests/kit/answer.hpp"
#include "tests/kit/call.hpp"

#include <list>
#include <memory>
#include <optional>
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

    // For an answer that comes later: empty until then. The request is kept.
    std::shared_ptr<std::optional<Answer>> ask_and_go_on(http::Request request);

    // Calls the control API: control("POST", "clock/advance", R"({"by": "1m"})"). Fails the test if
    // the OpenAPI document does not have the answer.
    Answer control(std::string_view method, std::string_view path, std::string_view body = {});

    // Ends the emulator, as SIGTERM does or as a crash does, and starts it again with these options
    // after the machine's clock has moved on.
    enum class End : bool { orderly, crash };
    void restart(End end, storage::Duration down, Options const& options);

    // The machine's clock moves on, and with it every tenant's that runs; timers that are due go
    // off.
    void pass(storage::Duration time);

    // As the first thing that SIGTERM does.
    void stop_waiting() { emulator_->stop_waiting(); }

    api::Catalog const& catalog() const { return emulator_->catalog(); }

    // The state behind a tenant; opens it.
    storage::Tenant& state(std::string_view tenant = control::kDefaultTenant);

  private:
    std::unique_ptr<Emulator> start(Options const& options);

    struct Timer {
        storage::Instant due;
        control::Task task;
    };

    control::CallOff start_timer(storage::Duration time, control::Task task);

    std::list<Timer> timers_;
    storage::Instant machine_now_{std::chrono::sys_days{std::chrono::year{2026} / 1 / 2}};
    std::unique_ptr<Emulator> emulator_;
};

}  // namespace rds::kit
