#include "server/gateway/auth/signature/versions.hpp"

#include <gtest/gtest.h>

namespace rds::signature {

namespace {

void expect_parts(std::string_view header) {
    auto const parsed = parse_authorization(header);
    EXPECT_EQ(parsed.algorithm, "ACS3-HMAC-SHA256") << header;
    EXPECT_EQ(parsed.credential, "k") << header;
    EXPECT_EQ(parsed.signed_headers, "a;b") << header;
    EXPECT_EQ(parsed.signature, "00") << header;
    EXPECT_EQ(parsed.problem, "") << header;
}

TEST(Authorization, IsReadWhateverTheOrderAndTheBlanks) {
    expect_parts("ACS3-HMAC-SHA256 Credential=k,SignedHeaders=a;b,Signature=00");
    expect_parts("ACS3-HMAC-SHA256 Credential=k,Signature=00,SignedHeaders=a;b");
    expect_parts("ACS3-HMAC-SHA256  Signature=00 , SignedHeaders=a;b,\tCredential = k ");
    expect_parts("ACS3-HMAC-SHA256 XCredential=x,Credential=k,SignedHeaders=a;b,Signature=00,,");
}

TEST(Authorization, SaysWhatIsMissingOrGivenTwice) {
    auto const problem = [](std::string_view header) {
        return parse_authorization(header).problem;
    };
    EXPECT_EQ(problem("ACS3-HMAC-SHA256"), "has no Credential");
    EXPECT_EQ(problem("ACS3-HMAC-SHA256 SignedHeaders=a,Signature=0"), "has no Credential");
    EXPECT_EQ(problem("ACS3-HMAC-SHA256 Credential=k,Signature=0"), "has no SignedHeaders");
    EXPECT_EQ(problem("ACS3-HMAC-SHA256 Credential=k,SignedHeaders=a"), "has no Signature");
    EXPECT_EQ(problem("ACS3-HMAC-SHA256 Credential=,SignedHeaders=a"), "has no Credential");
    EXPECT_EQ(
        problem("ACS3-HMAC-SHA256 Credential=k,Credential=l,SignedHeaders=a,Signature=0"),
        "has more than one Credential"
    );
    EXPECT_EQ(
        problem("ACS3-HMAC-SHA256 Credential=k,SignedHeaders=a,Signature=0,Signature=1"),
        "has more than one Signature"
    );
}

TEST(Authorization, OfAnotherSchemeIsNotV3) {
    EXPECT_TRUE(is_v3("ACS3-RSA-SHA256 Credential=k"));
    EXPECT_FALSE(is_v3("AWS4-HMAC-SHA256 Credential=k"));
    EXPECT_FALSE(is_v3("Basic YTpi"));
    EXPECT_FALSE(is_v3(""));
}

}  // namespace

}  // namespace rds::signature
