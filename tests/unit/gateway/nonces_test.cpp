#include "server/gateway/nonces.hpp"

#include <gtest/gtest.h>

#include <string>

namespace rds::gateway {

namespace {

using std::chrono::seconds;
using Kept = Nonces::Kept;

constexpr storage::Instant kNow{};

TEST(Nonces, AreKeptUntilTheyExpireAndCountForTheirKeyAlone) {
    Nonces nonces;
    EXPECT_EQ(nonces.keep("k", "n", kNow + seconds{10}, kNow), Kept::now);
    EXPECT_EQ(nonces.keep("k", "n", kNow + seconds{20}, kNow), Kept::before);
    EXPECT_TRUE(nonces.has("k", "n", kNow + seconds{10}));
    EXPECT_FALSE(nonces.has("other", "n", kNow));
    EXPECT_FALSE(nonces.has("k", "n", kNow + seconds{11}));
}

TEST(Nonces, DoNotMixUpWhereTheKeyEnds) {
    Nonces nonces;
    nonces.keep("ab", "c", kNow + seconds{10}, kNow);
    EXPECT_FALSE(nonces.has("a", "bc", kNow));
}

TEST(Nonces, AreNeverForgottenForOthersWhileTheyLive) {
    Nonces nonces{3};
    for (auto const* const nonce : {"1", "2", "3"})
        EXPECT_EQ(nonces.keep("k", nonce, kNow + seconds{10}, kNow), Kept::now);
    EXPECT_EQ(nonces.keep("k", "4", kNow + seconds{99}, kNow), Kept::no_room);
    EXPECT_TRUE(nonces.has("k", "1", kNow));
    EXPECT_EQ(nonces.keep("k", "4", kNow + seconds{99}, kNow + seconds{11}), Kept::now);
}

TEST(Nonces, OfAMillionCallsAreAllKept) {
    constexpr int kMany = 1'000'000;
    Nonces nonces;
    for (int i = 0; i < kMany; ++i) {
        ASSERT_EQ(
            nonces.keep("k", std::to_string(i), kNow + seconds{i % 1800}, kNow - seconds{1}),
            Kept::now
        );
    }
    EXPECT_EQ(nonces.keep("k", "more", kNow, kNow - seconds{1}), Kept::no_room);
    EXPECT_TRUE(nonces.has("k", "0", kNow - seconds{1}));
    EXPECT_TRUE(nonces.has("k", "999999", kNow - seconds{1}));
}

}  // namespace

}  // namespace rds::gateway
