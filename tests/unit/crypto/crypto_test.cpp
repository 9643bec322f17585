#include "server/crypto/digest.hpp"
#include "server/crypto/password.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace rds::crypto {

namespace {

TEST(Digest, IsThatOfThePublishedExamples) {
    EXPECT_EQ(hex(digest(Algorithm::md5, "abc").view()), "900150983cd24fb0d6963f7d28e17f72");
    EXPECT_EQ(
        hex(digest(Algorithm::sha1, "abc").view()),
        "a9993e364706816aba3e25717850c26c9cd0d89d"
    );
    EXPECT_EQ(
        hex(digest(Algorithm::sha256, "").view()),
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
}

// RFC 2202, 2 and RFC 4231, 4.3
TEST(Mac, IsThatOfThePublishedExamples) {
    constexpr auto kText = "what do ya want for nothing?";
    EXPECT_EQ(
        hex(Mac::hmac(Algorithm::sha1, "Jefe").of(kText).view()),
        "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"
    );
    EXPECT_EQ(
        hex(Mac::hmac(Algorithm::sha256, "Jefe").of(kText).view()),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    );
}

TEST(Mac, TakesAnEmptyKeyAndIsTheSameEveryTime) {
    auto const mac = Mac::hmac(Algorithm::sha256, "");
    auto const first = hex(mac.of("").view());
    EXPECT_EQ(first, "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
    EXPECT_EQ(hex(mac.of("").view()), first);
}

// RFC 4648, 10
TEST(Base64, IsPaddedAndInOneLine) {
    EXPECT_EQ(base64(""), "");
    EXPECT_EQ(base64("f"), "Zg==");
    EXPECT_EQ(base64("fooba"), "Zm9vYmE=");
    EXPECT_EQ(base64(std::string(60, 'a')).size(), 80U);
}

TEST(ConstantTime, TellsEqualFromDifferent) {
    EXPECT_TRUE(equal_in_constant_time("", ""));
    EXPECT_TRUE(equal_in_constant_time("abc", "abc"));
    EXPECT_FALSE(equal_in_constant_time("abc", "abd"));
    EXPECT_FALSE(equal_in_constant_time("abc", "abcd"));
}

TEST(PasswordHash, IsOfItsPasswordAndOfNoOther) {
    auto const hash = password_hash("Test-1234");

    EXPECT_TRUE(is_hash_of(hash, "Test-1234"));
    EXPECT_FALSE(is_hash_of(hash, "Test-12345"));
    EXPECT_FALSE(is_hash_of(hash, ""));
    EXPECT_EQ(hash.size(), 16U + 1U + 64U);
    EXPECT_EQ(hash.find("Test"), std::string::npos);
}

TEST(PasswordHash, IsAnotherOneEachTime) {
    EXPECT_NE(password_hash("Test-1234"), password_hash("Test-1234"));
}

TEST(PasswordHash, OfNobodyIsOfNoPassword) {
    EXPECT_FALSE(is_hash_of("", ""));
    EXPECT_FALSE(is_hash_of("0123456789abcdef:", ""));
}

}  // namespace

}  // namespace rds::crypto
