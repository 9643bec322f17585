#include "tests/kit/control.hpp"
#include "tests/kit/emulator_under_test.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <chrono>
#include <memory>
#include <optional>

namespace rds {

namespace {

using namespace std::chrono_literals;
using kit::Answer;

class JournalWait : public testing::Test {
  protected:
    std::shared_ptr<std::optional<Answer>> wait(std::string_view body) {
        return emulator_.ask_and_go_on(kit::control_request("POST", "requests/wait", body));
    }

    static void expect_documented(Answer const& answer) {
        kit::expect_as_documented(kit::control_request("POST", "requests/wait", "{}"), answer);
    }

    Answer poll() {
        return emulator_.ask(kit::call("DescribeBackupTasks").with("DBInstanceId", "rm-a"));
    }

    kit::EmulatorUnderTest emulator_{R"({"instances": [{"id": "rm-a"}]})"};
};

TEST_F(JournalWait, IsAnsweredByTheCallThatCompletesIt) {
    poll();
    auto const waited = wait(R"({"match": {"action": "DescribeBackupTasks"}, "count": 2})");
    ASSERT_FALSE(*waited);

    auto const second = poll();

    ASSERT_TRUE(*waited);
    expect_documented(**waited);
    EXPECT_TRUE((*waited)->json()["reached"].GetBool());
    EXPECT_EQ((*waited)->text("/count"), "2");
    EXPECT_EQ((*waited)->text("/requests/1/requestId"), second.field("x-acs-request-id"));
}

TEST_F(JournalWait, IsAnsweredWhenItsTimeIsOver) {
    auto const waited = wait(R"({"timeout": "2s"})");
    emulator_.pass(1s);
    ASSERT_FALSE(*waited);

    emulator_.pass(1s);

    ASSERT_TRUE(*waited);
    expect_documented(**waited);
    EXPECT_FALSE((*waited)->json()["reached"].GetBool());
}

TEST_F(JournalWait, IsAnsweredWhenTheEmulatorStops) {
    auto const waited = wait("{}");

    emulator_.stop_waiting();

    ASSERT_TRUE(*waited);
    expect_documented(**waited);
    EXPECT_EQ((*waited)->status(), 503);
}

TEST_F(JournalWait, IsRefusedBeyondSixtyFourOfATenant) {
    for (int i = 0; i < 64; ++i)
        ASSERT_FALSE(*wait("{}"));

    EXPECT_EQ(emulator_.control("POST", "requests/wait", "{}").status(), 409);
    auto const others = emulator_.ask_and_go_on(
        kit::control_request("POST", "requests/wait?account=1234567890123456", "{}")
    );
    EXPECT_FALSE(*others);
    emulator_.stop_waiting();
    EXPECT_TRUE(*others);
}

TEST_F(JournalWait, IsNotLongerThanAMinute) {
    for (auto const* const time : {"61s", "-1s", "soon", "1d"}) {
        auto const body = fmt::format(R"({{"timeout": "{}"}})", time);
        auto const answer = emulator_.control("POST", "requests/wait", body);
        EXPECT_EQ(answer.status(), 400) << time;
        EXPECT_EQ(answer.text("/pointer"), "/timeout");
    }
}

}  // namespace

}  // namespace rds
