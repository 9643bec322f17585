#include "server/text/secrets.hpp"

#include <gtest/gtest.h>

namespace rds::text {

namespace {

TEST(SecretNames, AreThoseOfPasswordsSecretsPrivateKeysSignaturesAndTokens) {
    for (auto const* const name :
         {"AccountPassword",
          "PassWord",
          "AccountPassword.1",
          "X.Password.Value",
          "Accounts.12.password",
          "AccessKeySecret",
          "ServerKey",
          "ClientKey",
          "PrivateKey",
          "Tls.PrivateKey.1",
          "SecretKey",
          "SecurityToken",
          "BearerToken",
          "Signature",
          "signature",
          "Authorization",
          "x-acs-security-token",
          "X-Acs-Bearer-Token",
          "Source.1.UserPwd"}) {
        EXPECT_TRUE(is_secret_name(name)) << name;
    }
}

TEST(SecretNames, AreNotThoseOfKeysThatArePublicOrOfTokensThatAdmitNobody) {
    for (auto const* const name :
         {"",
          ".",
          "AccessKeyId",
          "ClientToken",
          "NextToken",
          "DBInstanceId",
          "EncryptionKey",
          "KeyPairName",
          "Tag.1.Key",
          "Tag.1.Value",
          "TagKey",
          "SortKey",
          "SignatureNonce",
          "SignatureMethod",
          "ServerCert",
          "ClientCACert",
          "SecretName",
          "SecretArn",
          "PasswordInherit"}) {
        EXPECT_FALSE(is_secret_name(name)) << name;
    }
}

TEST(SecretMembers, AreFoundAtAnyDepthOfAJsonText) {
    for (auto const* const text :
         {R"({"Password":"x"})",
          R"( [{"Account": {"AccountPassword" : "x"}}])",
          R"({"Nested":"{\"Password\":\"x\"}"})",
          R"({"\u0050assword":"x"})",
          R"({"PrivateKey":)"}) {
        EXPECT_TRUE(holds_secret_member(text)) << text;
    }
    for (auto const* const text : {"", "Password", "{}", R"({"DBName":"x"})", R"("Password")"})
        EXPECT_FALSE(holds_secret_member(text)) << text;
}

}  // namespace

}  // namespace rds::text
