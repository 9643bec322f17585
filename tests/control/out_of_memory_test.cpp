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
                [] { return [](control::Task const& task) { task(); }; },
                [this](std::chrono::milliseconds /*time*/, control::Task task) {
                    auto const timer = timers_.insert(timers_.end(), std::move(task));
                    return [this, timer] { timers_.erase(timer); };
                }}
        );
        for (auto const* const key : {"1111111111111111", "2222222222222222"})
            ask("GET", std::string{"/?Action=DescribeBackupTasks&AccessKeyId="} + key);
    }

    // How many answers came; of a call that failed before anything was done about it, none.
    int ask(std::string method, std::string target, std::string body = {}, int spared = -1) {
        http::Request request;
        request.method = std::move(method);
        request.target = std::move(target);
        request.body = std::move(body);
        request.fields.add("Content-Type", "application/json");
        int answers = 0;
        http::Reply reply = [&answers](http::Response const& /*response*/) { ++answers; };
        if (spared < 0) {
            emulator_->answer(request, std::move(reply));
            return answers;
        }
        FailingMemory const memory{spared, GetParam()};
        try {
            emulator_->answer(request, std::move(reply));
        } catch (std::bad_alloc const&) {
            EXPECT_EQ(answers, 0);
            return 1;
        }
        return answers;
    }

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
        auto answers = ask("POST", "/_emulator/requests/wait", kWait, spared);
        struck = FailingMemory::has_struck();
        ASSERT_LE(answers, 1);
        for (auto const& task : std::exchange(timers_, {}))
            task();
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
