#include "server/control/faults.hpp"

#include <gtest/gtest.h>

namespace rds::control {

namespace {

namespace kinds = api::faults;

class InjectedFaults : public testing::Test {
  protected:
    std::string struck(std::string_view action) {
        auto const fault = faults_.strike(action, state_);
        return fault ? fault->code() : "";
    }

    storage::Account state_{storage::Clock{}};
    Faults faults_;
};

TEST_F(InjectedFaults, StrikeTheFirstCallsOfTheirActionAndThenNoMore) {
    faults_.add({"DescribeBackupTasks", &kinds::kInternalFailure, 2}, state_);

    EXPECT_EQ(struck("CreateBackup"), "");
    EXPECT_EQ(struck("DescribeBackupTasks"), "InternalFailure");
    EXPECT_EQ(struck("DescribeBackupTasks"), "InternalFailure");
    EXPECT_EQ(struck("DescribeBackupTasks"), "");
}

TEST_F(InjectedFaults, TakeTurnsInTheOrderTheyWereAdded) {
    faults_.add({"A", &kinds::kThrottlingUser, 1}, state_);
    faults_.add({"A", &kinds::kInternalError, 1}, state_);

    EXPECT_EQ(struck("A"), "Throttling.User");
    EXPECT_EQ(struck("A"), "InternalError");
    EXPECT_EQ(struck("A"), "");
}

TEST_F(InjectedFaults, GoOnWhereTheyStoodWhenTheyAreRestored) {
    faults_.add({"A", &kinds::kThrottlingUser, 3}, state_);
    struck("A");
    struck("A");

    auto const kept = state_.injected_faults().all();
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(kept[0].code, "Throttling.User");
    faults_ = Faults{};
    faults_.restore({"A", &kinds::kThrottlingUser, 3}, kept[0]);

    EXPECT_EQ(struck("A"), "Throttling.User");
    EXPECT_EQ(struck("A"), "");
}

}  // namespace

}  // namespace rds::control
