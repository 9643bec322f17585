#include "server/http/response_head.hpp"

#include <gtest/gtest.h>

namespace rds::http {
namespace {

TEST(Date, IsWrittenAsHttpWantsIt) {
    EXPECT_EQ(date_text(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");  // RFC 7231's example
    EXPECT_EQ(date_text(0), "Thu, 01 Jan 1970 00:00:00 GMT");
}

TEST(Date, CurrentOneIsTheMachinesTime) {
    auto const before = std::time(nullptr);

    std::string const now{current_date()};

    auto const after = std::time(nullptr);
    EXPECT_TRUE(now == date_text(before) || now == date_text(after)) << now;
}

}  // namespace
}  // namespace rds::http
