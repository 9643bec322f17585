#include "server/control/faults.hpp"

#include <gtest/gtest.h>

namespace rds::control {

namespace {

namespace kinds = api::faults;

std::string struck(Faults& faults, std::string_view action) {
    auto const fault = faults.strike(action);
    return fault ? fault->code() : "";
}

TEST(Faults, StrikeTheFirstCallsOfTheirActionAndThenNoMore) {
    Faults faults;
    faults.add({"DescribeBackupTasks", &kinds::kInternalFailure, 2});

    EXPECT_EQ(struck(faults, "CreateBackup"), "");
    EXPECT_EQ(struck(faults, "DescribeBackupTasks"), "InternalFailure");
    EXPECT_EQ(struck(faults, "DescribeBackupTasks"), "InternalFailure");
    EXPECT_EQ(struck(faults, "DescribeBackupTasks"), "");
}

TEST(Faults, TakeTurnsInTheOrderTheyWereAdded) {
    Faults faults;
    faults.add({"A", &kinds::kThrottlingUser, 1});
    faults.add({"A", &kinds::kInternalError, 1});

    EXPECT_EQ(struck(faults, "A"), "Throttling.User");
    EXPECT_EQ(struck(faults, "A"), "InternalError");
    EXPECT_EQ(struck(faults, "A"), "");
}

}  // namespace

}  // namespace rds::control
