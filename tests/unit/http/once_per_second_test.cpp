#include "server/http/sessions.hpp"

#include <gtest/gtest.h>

namespace rds::http {

namespace {

using std::chrono::milliseconds;

TEST(OncePerSecond, IsTrueAtFirstAndAgainWhenASecondHasPassed) {
    OncePerSecond once;
    auto const start = OncePerSecond::Clock::now();

    EXPECT_TRUE(once(start));
    EXPECT_FALSE(once(start));
    EXPECT_FALSE(once(start + milliseconds{999}));
    EXPECT_TRUE(once(start + milliseconds{1000}));
    EXPECT_FALSE(once(start + milliseconds{1999}));
    EXPECT_TRUE(once(start + milliseconds{60'000}));
}

}  // namespace

}  // namespace rds::http
