#include "server/control/tenants.hpp"

#include <gtest/gtest.h>

namespace rds::control {

namespace {

TEST(RecentJobs, KnowTheJobsOfOthersAlone) {
    RecentJobs jobs;
    jobs.note("1", 7);

    EXPECT_TRUE(jobs.another_has("2", 7));
    EXPECT_FALSE(jobs.another_has("1", 7));
    EXPECT_FALSE(jobs.another_has("2", 8));
    EXPECT_FALSE(jobs.another_has("2", 0));
}

TEST(RecentJobs, ForgetTheOldest) {
    RecentJobs jobs;
    jobs.note("1", 7);
    for (int i = 0; i < 256; ++i)
        jobs.note("1", 1000);

    EXPECT_FALSE(jobs.another_has("2", 7));
}

}  // namespace

}  // namespace rds::control
