#include "tests/unit/codec/refusal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace rds::codec {

namespace {

using testing::HasSubstr;
using testing::Not;

constexpr auto kSecret = "hunter2";

// Documents that are refused, "@" standing for the secret.
std::vector<std::string> const kDocuments{
    R"("accessKeys": [{"id": "a", "secret": "@\n"}])",
    R"("accessKeys": [{"id": "a", "secret": "@\u0000"}])",
    R"("accessKeys": [{"id": "a", "secret": "@é"}])",
    R"("accessKeys": [{"id": "a", "secret": ["@"]}])",
    R"("accessKeys": [{"id": "a", "secret": {"@": 1}}])",
    R"("accessKeys": [{"id": "a", "secret": "@", "secret": "@"}])",
    R"("accessKeys": [{"id": "a", "secret": "@", "status": "on"}])",
    R"("accessKeys": [{"id": "a", "secret": "@"}, {"id": "a", "secret": "@"}])",
    R"("accessKeys": [{"secret": "@"}])",
    R"("accessKeys": [{"id": "a", "secrte": "@"}])",
    R"("accessKeys": ["@"])",
    R"("accessKeys": "@")",
    R"("stsTokens": ["@"])",
    R"("stsTokens": "@")",
    R"("stsTokens": [{"accessKeyId": "a", "secret": "@", "securityToken": "@"}])",
    R"("stsTokens": [{"accessKeyId": "a", "secret": "@", "securityToken": "@ ", "role": "r"}])",
    R"("stsTokens": [{"accessKeyId": "a", "secret": "@", "securityToken": "@", "role": "r"}])",
    R"("roles": [{"name": "r"}], "stsTokens": [
        {"accessKeyId": "a", "secret": "@", "securityToken": "@", "role": "r"},
        {"accessKeyId": "b", "secret": "@", "securityToken": "@", "role": "r"}])",
    R"("bearerTokens": "@")",
    R"("bearerTokens": ["@"])",
    R"("bearerTokens": [{"token": "@ @"}])",
    R"("bearerTokens": [{"token": ["@"]}])",
    R"("bearerTokens": [{"token": "@"}, {"token": "@"}])",
    R"("bearerTokens": [{"token": "@", "expires": "never"}])",
    R"("bearerTokens": [{"token": "@", "user": "nobody"}])",
    R"("bearerTokens": [{"token": "@")",
};

std::string with_secret(std::string text) {
    for (std::size_t at = 0; (at = text.find('@', at)) != std::string::npos; ++at)
        text.replace(at, 1, kSecret);
    return text;
}

TEST(FixtureSecrets, AreNeverShown) {
    for (auto const& members : kDocuments) {
        auto const said = refusal_of(with_secret(R"({"identities": {)" + members + "}}"));

        EXPECT_NE(said.message(), "accepted") << members;
        EXPECT_THAT(said.what(), Not(HasSubstr(kSecret))) << members;
    }
}

// The numbers in a message would be enough for a short one.
TEST(FixtureSecrets, AreNotShownWhenTheyAreNumbers) {
    auto const said = refusal_of(R"({"identities": {"bearerTokens": [{"token": 90210}]}})");

    EXPECT_THAT(said.message(), HasSubstr("secret, not shown"));
    EXPECT_THAT(said.message(), Not(HasSubstr("90210")));
}

}  // namespace

}  // namespace rds::codec
