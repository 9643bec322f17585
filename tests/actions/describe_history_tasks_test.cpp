#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/examples.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;

kit::Examples const kExamples{
    "DescribeHistoryTasks",
    R"({"instances": [{"id": "rm-uf6wjk5xxxxxxx"}]})"};

constexpr auto kThreeTasks = R"({
    "clock": {"now": "2026-01-02T00:01:00Z", "speed": 0},
    "instances": [
        {"id": "rm-a", "description": "orders", "tasks": [
            {"id": "1", "action": "CreateDBInstance", "startedAt": "2026-01-02T00:00:00Z",
             "finishedAt": "2026-01-02T00:00:10Z"},
            {"id": "3", "action": "RestartDBInstance", "startedAt": "2026-01-02T00:00:30Z",
             "finishedAt": "2026-01-02T00:00:31Z"}]},
        {"id": "pgm-b", "engine": "PostgreSQL", "regionId": "eu-central-1", "tasks": [
            {"id": "2", "action": "CreateDBInstance", "startedAt": "2026-01-02T00:00:20Z",
             "finishedAt": "2026-01-02T00:00:22Z"}]}]})";

class DescribeHistoryTasks : public testing::Test {
  protected:
    kit::Answer ask(std::vector<std::pair<std::string, std::string>> const& more = {}) {
        auto query = kit::call("DescribeHistoryTasks")
                         .with("FromStartTime", "2026-01-02T00:00:00Z")
                         .with("ToStartTime", "2026-01-02T00:01:00Z");
        for (auto const& [name, value] : more)
            query = std::move(query).with(name, value);
        return emulator_.ask(query);
    }

    kit::EmulatorUnderTest emulator_{kThreeTasks};
};

TEST_F(DescribeHistoryTasks, ListsTheNewestFirst) {
    auto const answer = ask();

    EXPECT_EQ(answer.text("/TotalCount"), "3");
    EXPECT_EQ(answer.text("/PageSize"), "10");
    EXPECT_EQ(answer.text("/Items/0/TaskId"), "t-emulator3");
    EXPECT_EQ(answer.text("/Items/1/InstanceId"), "pgm-b");
    EXPECT_EQ(answer.text("/Items/1/DbType"), "postgresql");
    EXPECT_EQ(answer.text("/Items/2/InstanceName"), "orders");
    EXPECT_EQ(answer.text("/Items/2/EndTime"), "2026-01-02T00:00:10Z");
    EXPECT_EQ(answer.text("/Items/2/Progress"), "100");
}

TEST_F(DescribeHistoryTasks, ListsWhatEachFilterWants) {
    for (auto const& [name, value, ids] :
         std::vector<std::tuple<std::string, std::string, std::string>>{
             {"InstanceId", "rm-a", "31"},
             {"InstanceId", "rm-a,pgm-b", "321"},
             {"InstanceId", "rm-other", ""},
             {"RegionId", "eu-central-1", "2"},
             {"TaskId", "t-emulator2", "2"},
             {"TaskType", "CreateDBInstance", "21"},
             {"Status", "Succeed", "321"},
             {"Status", "Running", ""},
             {"Status", "Canceled", ""},
             {"FromExecTime", "2", "21"},
             {"ToExecTime", "2", "32"},
             {"ToStartTime", "2026-01-02T00:00:20Z", "21"},
             {"FromStartTime", "2026-01-02T00:00:21Z", "3"}}) {
        auto const answer = ask({{name, value}});
        std::string shown;
        for (std::size_t i = 0; i < ids.size(); ++i)
            shown += answer.text("/Items/" + std::to_string(i) + "/TaskId").back();
        EXPECT_EQ(shown, ids) << name << ' ' << value;
        EXPECT_EQ(answer.text("/TotalCount"), std::to_string(ids.size())) << name << ' ' << value;
    }
}

TEST_F(DescribeHistoryTasks, HasPages) {
    auto const second = ask({{"PageSize", "10"}, {"PageNumber", "2"}});

    EXPECT_EQ(second.text("/PageNumber"), "2");
    EXPECT_EQ(second.text("/TotalCount"), "3");
    EXPECT_EQ(second.text("/Items/0/TaskId"), "");
}

TEST_F(DescribeHistoryTasks, RefusesAnEndBeforeTheStart) {
    auto const answer = ask({{"ToStartTime", "2026-01-01T00:00:00Z"}});

    EXPECT_EQ(answer.status(), 400);
    EXPECT_EQ(answer.code(), "Param.Invalid.TimeEndBeforeStart");
    EXPECT_EQ(ask({{"FromStartTime", "2026-01-02T00:00Z"}}).code(), "Param.Invalid");
}

TEST_F(DescribeHistoryTasks, ShowsHowFarATaskUnderWayIs) {
    emulator_.control("PATCH", "settings", R"({"instanceDuration": "20s"})");
    emulator_.ask(call("DeleteDBInstance").with("DBInstanceId", "rm-a"));
    emulator_.control("POST", "clock/advance", R"({"by": "2500ms"})");

    auto const answer = ask({{"Status", "Running"}, {"ToStartTime", "2026-01-03T00:00:00Z"}});

    EXPECT_EQ(answer.text("/Items/0/TaskType"), "DeleteDBInstance");
    EXPECT_EQ(answer.text("/Items/0/Progress"), "25");
    EXPECT_EQ(answer.text("/Items/0/RemainTime"), "8");
    EXPECT_EQ(answer.text("/Items/0/EndTime"), "");
}

}  // namespace

}  // namespace rds
