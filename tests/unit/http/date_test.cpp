#include "server/http/response_head.hpp"

#include <gtest/gtest.h>

namespace rds::http {
namespace {

TEST(Date, IsWrittenAsHttpWantsIt) {
    EXPECT_EQ(date_text(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");  // RFC 7231's example
    EXPECT_EQ(date_text(0), "Thu, 01 Jan 1970 00:00:00 GMT");
}

TEST(Date, OfAResponseIsTheMachinesTime) {
    auto const before = std::time(nullptr);

    std::string head;
    write_head(head, {}, std::nullopt);

    auto const after = std::time(nullptr);
    auto const has = [&head](std::time_t seconds) {
        return head.find("\r\nDate: " + date_text(seconds) + "\r\n") != std::string::npos;
    };
    EXPECT_TRUE(has(before) || has(after)) << head;
}

}  // namespace
}  // namespace rds::http
