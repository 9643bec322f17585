#include "server/gateway/auth/nonces.hpp"

#include <gtest/gtest.h>

#include <string>

namespace rds::gateway {

namespace {

using std::chrono::hours;
using std::chrono::seconds;
using Kept = Nonces::Kept;
using Steady = std::chrono::steady_clock::time_point;

// So long after the start by the machine's clock and by the steady one.
Nonces::Now by_clocks(seconds machine, seconds steady) {
    return {storage::Instant{machine}, Steady{steady}};
}

Nonces::Now after(seconds time) {
    return by_clocks(time, time);
}

constexpr storage::Instant at(seconds time) {
    return storage::Instant{time};
}

TEST(Nonces, AreKeptUntilTheyExpireAndCountForTheirKeyAlone) {
    Nonces nonces;
    EXPECT_EQ(nonces.keep("k", "n", at(seconds{10}), after(seconds{0})).kept, Kept::now);
    EXPECT_EQ(nonces.keep("k", "n", at(seconds{20}), after(seconds{0})).kept, Kept::before);
    EXPECT_TRUE(nonces.has("k", "n", after(seconds{10})));
    EXPECT_FALSE(nonces.has("other", "n", after(seconds{0})));
    EXPECT_FALSE(nonces.has("k", "n", after(seconds{11})));
}

TEST(Nonces, OutliveAMachineClockThatJumpsAheadAndBack) {
    Nonces nonces;
    nonces.keep("k", "n", at(seconds{10}), after(seconds{0}));

    EXPECT_TRUE(nonces.has("k", "n", by_clocks(hours{1}, seconds{1})));
    EXPECT_EQ(
        nonces.keep("k", "n", at(seconds{10}), by_clocks(seconds{2}, seconds{2})).kept,
        Kept::before
    );
    EXPECT_TRUE(nonces.has("k", "n", by_clocks(seconds{5}, hours{1}))) << "it could come again";
    EXPECT_FALSE(nonces.has("k", "n", by_clocks(seconds{11}, hours{1})));
}

TEST(Nonces, OfACallFromAheadOfTheMachineLiveAsLongByBothClocks) {
    Nonces nonces;
    nonces.keep("k", "n", at(seconds{30}), after(seconds{10}));
    EXPECT_TRUE(nonces.has("k", "n", by_clocks(seconds{31}, seconds{30})));
    EXPECT_FALSE(nonces.has("k", "n", by_clocks(seconds{31}, seconds{31})));
}

TEST(Nonces, ThatAreGivenBackAreAsGoodAsNewAndExpireWithTheirLastCall) {
    Nonces nonces;
    auto const first = nonces.keep("k", "n", at(seconds{10}), after(seconds{0}));
    nonces.keep("k", "other", at(seconds{10}), after(seconds{0}));
    nonces.give_back(first.place);
    EXPECT_FALSE(nonces.has("k", "n", after(seconds{0})));
    EXPECT_TRUE(nonces.has("k", "other", after(seconds{0})));

    EXPECT_EQ(nonces.keep("k", "n", at(seconds{20}), after(seconds{0})).kept, Kept::now);
    EXPECT_TRUE(nonces.has("k", "n", after(seconds{15})))
        << "nothing of the first is left to expire";
    nonces.give_back(first.place);
    EXPECT_FALSE(nonces.has("k", "other", after(seconds{15})));
}

TEST(Nonces, DoNotMixUpWhereTheKeyEnds) {
    Nonces nonces;
    nonces.keep("ab", "c", at(seconds{10}), after(seconds{0}));
    EXPECT_FALSE(nonces.has("a", "bc", after(seconds{0})));
}

TEST(Nonces, AreNeverForgottenForOthersWhileTheyLive) {
    Nonces nonces{3};
    for (auto const* const nonce : {"1", "2", "3"})
        EXPECT_EQ(nonces.keep("k", nonce, at(seconds{10}), after(seconds{0})).kept, Kept::now);
    EXPECT_EQ(nonces.keep("k", "4", at(seconds{99}), after(seconds{0})).kept, Kept::no_room);
    EXPECT_TRUE(nonces.has("k", "1", after(seconds{0})));
    EXPECT_EQ(nonces.keep("k", "4", at(seconds{99}), after(seconds{11})).kept, Kept::now);
}

TEST(Nonces, OfManyCallsAreAllKept) {
    constexpr int kMany = 100'000;
    auto const now = after(seconds{0});
    Nonces nonces{kMany};
    for (int i = 0; i < kMany; ++i) {
        ASSERT_EQ(
            nonces.keep("k", std::to_string(i), at(seconds{1 + i % 1800}), now).kept,
            Kept::now
        );
    }
    EXPECT_EQ(nonces.keep("k", "more", at(seconds{1}), now).kept, Kept::no_room);
    EXPECT_TRUE(nonces.has("k", "0", now));
    EXPECT_TRUE(nonces.has("k", "99999", now));
}

}  // namespace

}  // namespace rds::gateway
