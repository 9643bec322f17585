// What becomes of a control call for which there is no memory.
#include "server/emulator/emulator.hpp"
#include "server/log/log.hpp"
#include "tests/kit/failing_memory.hpp"

#include <gtest/gtest.h>

#include <list>
#include <memory>
#include <new>
#include <string>
#include <utility>

namespace rds {

namespace {

using kit::FailingMemory;

class OutOfMemory : public testing::TestWithParam<FailingMemory::How> {
  protected:
    OutOfMemory() {
        log::configure(log::Format::text, log::Level::off);
        Options options;
        options.fixture_json = R"({"instances": [{"id": "rm-a"}]})";
        emulator_ = std::make_unique<Emulator>(
            options,
            Emulator::Outside{
                [] { return storage::Instant{}; },
                [] { return [](control::Task const& task) noexcept { task(); }; },
                [this](std::chrono::milliseconds /*time*/, control::Task task) {
                    timers_.push_back(std::move(task));
                    return [] {};  // what is called off may run all the same, as any timer may
                }}
        );
        for (auto const* const key : {"1111111111111111", "2222222222222222"})
            ask("GET", std::string{"/?Action=DescribeBackupTasks&AccessKeyId="} + key);
    }

    struct Asked {
        http::Request request;
        int answers = 0;
    };

    // A call that fails before anything is done about it counts as answered.
    Asked& send(std::string method, std::string target, std::string body = {}, int spared = -1) {
        auto& asked = asked_.emplace_back();
        asked.request.method = std::move(method);
        asked.request.target = std::move(target);
        asked.request.body = std::move(body);
        asked.request.fields.add("Content-Type", "application/json");
        http::Reply reply = [&asked](http::Response const& /*response*/) { ++asked.answers; };
        if (spared < 0) {
            emulator_->answer(asked.request, std::move(reply));
            return asked;
        }
        FailingMemory const memory{spared, GetParam()};
        try {
            emulator_->answer(asked.request, std::move(reply));
        } catch (std::bad_alloc const&) {
            EXPECT_EQ(asked.answers, 0);
            asked.answers = 1;
        }
        return asked;
    }

    int ask(std::string method, std::string target, std::string body = {}, int spared = -1) {
        return send(std::move(method), std::move(target), std::move(body), spared).answers;
    }

    std::list<Asked> asked_;  // a call that waits is answered later
    std::list<control::Task> timers_;
    std::unique_ptr<Emulator> emulator_;
};

TEST_P(OutOfMemory, EveryCallIsAnsweredOnceAndTheProgramGoesOn) {
    struct Call {
        char const* method;
        char const* target;
        char const* body;
    };

    for (auto const& [method, target, body] :
         {Call{"GET", "/_emulator/clock", ""},
          Call{"GET", "/_emulator/nothing", ""},
          Call{"GET", "/_emulator/clock?account=*", ""},
          Call{"POST", "/_emulator/reset?account=*", ""},
          Call{"POST", "/_emulator/clock/advance", R"({"by": "1h"})"},
          Call{"PUT", "/_emulator/clock", R"({"now": "2030-01-01T00:00:00Z", "frozen": true})"},
          Call{"GET", "/_emulator/requests?limit=0", ""},
          Call{"POST", "/_emulator/requests/wait", R"({"count": 1, "timeout": "0s"})"}}) {
        ASSERT_EQ(ask(method, target, body), 1) << target;
        int spared = 0;
        do {
            ASSERT_EQ(ask(method, target, body, spared), 1) << target << ' ' << spared;
            ++spared;
        } while (FailingMemory::has_struck());
        EXPECT_GT(spared, 1);
    }
}

TEST_P(OutOfMemory, AWaitIsToldOnceByWhatEndsIt) {
    constexpr auto const* kWait = R"({"match": {"action": "CreateBackup"}, "timeout": "1s"})";
    int spared = 0;
    bool struck = true;
    for (; struck; ++spared) {
        auto const& asked = send("POST", "/_emulator/requests/wait", kWait, spared);
        struck = FailingMemory::has_struck();
        ASSERT_LE(asked.answers, 1);
        for (auto const& task : std::exchange(timers_, {}))
            task();
        ASSERT_EQ(asked.answers, 1) << spared;
    }
    EXPECT_GT(spared, 1);
}

INSTANTIATE_TEST_SUITE_P(
    AnyAllocation,
    OutOfMemory,
    testing::Values(FailingMemory::How::once, FailingMemory::How::from_then_on),
    [](auto const& tested) {
        return tested.param == FailingMemory::How::once ? "One" : "AllThatFollow";
    }
);

}  // namespace

}  // namespace rds
