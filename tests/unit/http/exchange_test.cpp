#include "server/http/exchange.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace rds::http {
namespace {

Response with_status(int status) {
    Response response;
    response.status = status;
    return response;
}

TEST(Exchange, ReplyBeforeAnyoneWaitsNeedsNoWaking) {
    Exchange exchange;
    bool woken = false;

    exchange.reply(with_status(201));

    EXPECT_TRUE(exchange.answered());
    EXPECT_FALSE(exchange.await([&woken] { woken = true; }));
    EXPECT_FALSE(woken);
    EXPECT_EQ(exchange.response().status, 201);
}

TEST(Exchange, ReplyWakesWhoeverWaits) {
    Exchange exchange;
    int woken = 0;

    EXPECT_TRUE(exchange.await([&woken] { ++woken; }));
    EXPECT_FALSE(exchange.answered());
    exchange.reply(with_status(202));

    EXPECT_EQ(woken, 1);
    EXPECT_TRUE(exchange.answered());
    EXPECT_EQ(exchange.response().status, 202);
}

TEST(Exchange, ReplyAfterAbandoningWakesNobody) {
    Exchange exchange;
    bool woken = false;

    EXPECT_TRUE(exchange.await([&woken] { woken = true; }));
    EXPECT_TRUE(exchange.abandon());
    exchange.reply(with_status(200));

    EXPECT_FALSE(woken);
}

TEST(Exchange, CannotBeAbandonedWhenNobodyWaitsOrTheReplyWasFirst) {
    Exchange fresh;
    Exchange answered;
    answered.await([] {});
    answered.reply(with_status(200));

    EXPECT_FALSE(fresh.abandon());
    EXPECT_FALSE(answered.abandon());
}

TEST(Exchange, LetsGoOfTheWakingOnceItIsOver) {
    auto const held = std::make_shared<int>();
    Exchange answered;
    Exchange abandoned;
    answered.await([held] {});
    abandoned.await([held] {});
    EXPECT_EQ(held.use_count(), 3);

    answered.reply(with_status(200));
    abandoned.abandon();

    EXPECT_EQ(held.use_count(), 1);
}

TEST(Exchange, EitherWakesOrIsFoundAnsweredWhenBothComeAtOnce) {
    for (int round = 0; round < 500; ++round) {
        Exchange exchange;
        std::atomic<bool> woken = false;
        bool waits = false;
        {
            std::jthread const replying{[&exchange] { exchange.reply(with_status(203)); }};
            waits = exchange.await([&woken] { woken = true; });
        }
        EXPECT_EQ(waits, woken);
        EXPECT_TRUE(exchange.answered());
        EXPECT_EQ(exchange.response().status, 203);
    }
}

TEST(Exchange, EitherWakesOrIsAbandonedWhenBothComeAtOnce) {
    for (int round = 0; round < 500; ++round) {
        Exchange exchange;
        std::atomic<bool> woken = false;
        exchange.await([&woken] { woken = true; });
        bool abandoned = false;
        {
            std::jthread const replying{[&exchange] { exchange.reply(with_status(200)); }};
            abandoned = exchange.abandon();
        }
        EXPECT_NE(abandoned, woken);
    }
}

using ExchangeDeathTest = testing::Test;

TEST_F(ExchangeDeathTest, SecondReplyIsABug) {
#ifdef NDEBUG
    GTEST_SKIP() << "assertions are off";
#else
    Exchange exchange;
    exchange.reply(with_status(200));
    EXPECT_DEATH(exchange.reply(with_status(200)), "a second reply");
#endif
}

}  // namespace
}  // namespace rds::http
