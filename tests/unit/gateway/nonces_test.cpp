#include "server/gateway/auth/nonces.hpp"

#include <gtest/gtest.h>

#include <string>

namespace rds::gateway {

namespace {

using std::chrono::seconds;
using Kept = Nonces::Kept;

constexpr storage::Instant kSeenAt{};

TEST(Nonces, AreKeptUntilTheyExpireAndCountForTheirKeyAlone) {
    Nonces nonces;
    EXPECT_EQ(nonces.keep("k", "n", kSeenAt + seconds{10}, kSeenAt), Kept::now);
    EXPECT_EQ(nonces.keep("k", "n", kSeenAt + seconds{20}, kSeenAt), Kept::before);
    EXPECT_TRUE(nonces.has("k", "n", kSeenAt + seconds{10}));
    EXPECT_FALSE(nonces.has("other", "n", kSeenAt));
    EXPECT_FALSE(nonces.has("k", "n", kSeenAt + seconds{11}));
}

TEST(Nonces, DoNotMixUpWhereTheKeyEnds) {
    Nonces nonces;
    nonces.keep("ab", "c", kSeenAt + seconds{10}, kSeenAt);
    EXPECT_FALSE(nonces.has("a", "bc", kSeenAt));
}

TEST(Nonces, AreNeverForgottenForOthersWhileTheyLive) {
    Nonces nonces{3};
    for (auto const* const nonce : {"1", "2", "3"})
        EXPECT_EQ(nonces.keep("k", nonce, kSeenAt + seconds{10}, kSeenAt), Kept::now);
    EXPECT_EQ(nonces.keep("k", "4", kSeenAt + seconds{99}, kSeenAt), Kept::no_room);
    EXPECT_TRUE(nonces.has("k", "1", kSeenAt));
    EXPECT_EQ(nonces.keep("k", "4", kSeenAt + seconds{99}, kSeenAt + seconds{11}), Kept::now);
}

TEST(Nonces, OfManyCallsAreAllKept) {
    constexpr int kMany = 100'000;
    Nonces nonces{kMany};
    for (int i = 0; i < kMany; ++i) {
        ASSERT_EQ(
            nonces.keep("k", std::to_string(i), kSeenAt + seconds{i % 1800}, kSeenAt - seconds{1}),
            Kept::now
        );
    }
    EXPECT_EQ(nonces.keep("k", "more", kSeenAt, kSeenAt - seconds{1}), Kept::no_room);
    EXPECT_TRUE(nonces.has("k", "0", kSeenAt - seconds{1}));
    EXPECT_TRUE(nonces.has("k", "99999", kSeenAt - seconds{1}));
}

}  // namespace

}  // namespace rds::gateway
