#include "tests/kit/emulator_under_test.hpp"

#include "server/log/log.hpp"
#include "tests/kit/control.hpp"

#include <optional>
#include <stdexcept>
#include <utility>

namespace rds::kit {

namespace {

Options starting_from(std::string_view fixture_json, Options options) {
    log::configure(log::Format::text, log::Level::off);
    options.fixture_json = std::string{fixture_json};
    return options;
}

control::Lane run_at_once() {
    return [](control::Task const& task) { task(); };
}

}  // namespace

EmulatorUnderTest::EmulatorUnderTest(std::string_view fixture_json, Options options)
    : emulator_{start(starting_from(fixture_json, std::move(options)))} {}

std::unique_ptr<Emulator> EmulatorUnderTest::start(Options const& options) {
    Emulator::Outside const outside{
        [this] { return machine_now_; },
        run_at_once,
        [this](storage::Duration time, control::Task task) {
            return start_timer(time, std::move(task));
        },
        [this] { return machine_now_.time_since_epoch(); }};
    auto emulator = std::make_unique<Emulator>(options, outside);
    emulator->resume();
    emulator->set_ready();
    return emulator;
}

control::CallOff EmulatorUnderTest::start_timer(storage::Duration time, control::Task task) {
    auto const timer = timers_.insert(timers_.end(), {machine_now_ + time, std::move(task)});
    return [this, timer] { timers_.erase(timer); };
}

void EmulatorUnderTest::pass(storage::Duration time) {
    machine_now_ += time;
    auto const running = timers_;
    for (auto const& timer : running) {
        if (timer.due <= machine_now_) timer.task();
    }
}

std::shared_ptr<std::optional<Answer>> EmulatorUnderTest::ask_and_go_on(http::Request request) {
    auto const kept = std::make_shared<http::Request const>(std::move(request));
    auto answer = std::make_shared<std::optional<Answer>>();
    emulator_->answer(*kept, [kept, answer](http::Response response) {
        answer->emplace(Answer{std::move(response)});
    });
    return answer;
}

void EmulatorUnderTest::restart(End end, storage::Duration down, Options const& options) {
    if (end == End::orderly) emulator_->keep_clocks();
    emulator_.reset();
    machine_now_ += down;
    emulator_ = start(options);
}

Answer EmulatorUnderTest::ask(http::Request const& request) {
    std::optional<http::Response> response;
    emulator_->answer(request, [&response](http::Response answer) {
        response = std::move(answer);
    });
    if (!response) throw std::logic_error{"the emulator did not answer at once"};
    return {*std::move(response)};
}

Answer
EmulatorUnderTest::control(std::string_view method, std::string_view path, std::string_view body) {
    auto const request = control_request(method, path, body);
    auto answer = ask(request);
    expect_as_documented(request, answer);
    return answer;
}

storage::Tenant& EmulatorUnderTest::state(std::string_view tenant) {
    return emulator_->tenants().find_or_add(tenant)->contents().state;
}

}  // namespace rds::kit
