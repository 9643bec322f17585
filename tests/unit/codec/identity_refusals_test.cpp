#include "tests/unit/codec/refusal.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace rds::codec {

namespace {

std::string with_identities(std::string const& members) {
    return R"({"identities": {)" + members + "}}";
}

std::string user(std::string const& policy) {
    return with_identities(R"("users": [{"name": "alice", "policies": [)" + policy + "]}]");
}

std::string key(std::string const& members) {
    return with_identities(R"("users": [{"name": "alice"}], "accessKeys": [{)" + members + "}]");
}

std::string sts(std::string const& members) {
    return with_identities(
        R"("roles": [{"name": "reader"}], "stsTokens": [)"
        R"({"accessKeyId": "a", "secret": "s", "securityToken": "t", "role": "reader"}, {)" +
        members + "}]"
    );
}

std::string bearer(std::string const& members) {
    return with_identities(
        R"("users": [{"name": "alice"}], "roles": [{"name": "reader"}], "bearerTokens": [{)" +
        members + "}]"
    );
}

std::vector<Refusal> const kStructure{
    {"NoObject", R"({"identities": []})", "/identities", "object"},
    {"AnUnknownMember", with_identities(R"("user": [])"), "/identities/user", R"("users")"},
    {"AnAccountOfAShortNumber",
     with_identities(R"("accounts": [{"id": "7", "alias": "acme"}])"),
     "/identities/accounts/0/id",
     "16 digits"},
    {"AnAliasOfAnotherShape",
     with_identities(R"("accounts": [{"id": "2000000000000000", "alias": "Acme"}])"),
     "/identities/accounts/0/alias",
     "lowercase"},
    {"AUserWithoutName", with_identities(R"("users": [{}])"), "/identities/users/0", R"("name")"},
    {"AUserWhoseNameIsAnAddress",
     with_identities(R"("users": [{"name": "alice@acme"}])"),
     "/identities/users/0/name",
     "hyphens"},
    {"APolicyByName",
     user(R"("AliyunRDSReadOnlyAccess")"),
     "/identities/users/0/policies/0",
     "object"},
    {"AKeyWithASpace", key(R"("id": "a b")"), "/identities/accessKeys/0/id", "printable"},
    {"AKeyWithAnEqualsSign", key(R"("id": "a=")"), "/identities/accessKeys/0/id", "printable"},
    {"AKeyWithoutCharacters", key(R"("id": "")"), "/identities/accessKeys/0/id", "printable"},
    {"AStatusInAnotherCase",
     key(R"("id": "a", "status": "active")"),
     "/identities/accessKeys/0/status",
     R"("Active")"},
    {"AnStsTokenWithoutRole",
     sts(R"("accessKeyId": "b", "secret": "s", "securityToken": "u")"),
     "/identities/stsTokens/1",
     R"("role")"},
    {"AnStsTokenWithoutSecret",
     sts(R"("accessKeyId": "b", "securityToken": "u", "role": "reader")"),
     "/identities/stsTokens/1",
     R"("secret")"},
};

std::vector<Refusal> const kSense{
    {"AnAccountTwice",
     with_identities(
         R"("accounts": [{"id": "2000000000000000", "alias": "a"}, {"id": "2000000000000000", "alias": "b"}])"
     ),
     "/identities/accounts/1/id",
     "/identities/accounts/0/id"},
    {"AnAliasTwice",
     with_identities(
         R"("accounts": [{"id": "2000000000000000", "alias": "a"}, {"id": "3000000000000000", "alias": "a"}])"
     ),
     "/identities/accounts/1/alias",
     "/identities/accounts/0/alias"},
    {"AnAliasThatThereIsNot",
     with_identities(
         R"("accounts": [{"id": "2000000000000000", "alias": "acme"}], "users": [{"name": "a", "account": "acne"}])"
     ),
     "/identities/users/0/account",
     R"("acme")"},
    {"AnAliasWhereThereIsNone",
     key(R"("id": "a", "account": "acme")"),
     "/identities/accessKeys/0/account",
     R"("acme")"},
    {"AUserTwice",
     with_identities(
         R"("users": [{"name": "alice"}, {"name": "alice", "account": "1000000000000000"}])"
     ),
     "/identities/users/1/name",
     "/identities/users/0/name"},
    {"AUserThatThereIsNot",
     key(R"("id": "a", "user": "alcie")"),
     "/identities/accessKeys/0/user",
     R"("alice")"},
    {"AUsersKeyWithoutASecret",
     key(R"("id": "a", "user": "alice")"),
     "/identities/accessKeys/0/secret",
     "secret"},
    {"AUserOfAnotherAccount",
     key(R"("id": "a", "user": "alice", "account": "2000000000000000")"),
     "/identities/accessKeys/0/user",
     "2000000000000000"},
    {"ARoleThatIsAUser",
     bearer(R"("token": "x", "role": "alice")"),
     "/identities/bearerTokens/0/role",
     R"("reader")"},
    {"ARoleAndAUser",
     bearer(R"("token": "x", "role": "reader", "user": "alice")"),
     "/identities/bearerTokens/0/role",
     R"("user")"},
    {"AKeyTwice",
     key(R"("id": "a"}, {"id": "a")"),
     "/identities/accessKeys/1/id",
     "/identities/accessKeys/0/id"},
    {"AKeyOfAnStsTokenTwice",
     sts(R"("accessKeyId": "a", "secret": "s", "securityToken": "u", "role": "reader")"),
     "/identities/stsTokens/1/accessKeyId",
     "/identities/stsTokens/0/accessKeyId"},
    {"ASecurityTokenTwice",
     sts(R"("accessKeyId": "b", "secret": "s", "securityToken": "t", "role": "reader")"),
     "/identities/stsTokens/1/securityToken",
     "/identities/stsTokens/0/securityToken"},
    {"ABearerTokenTwice",
     bearer(R"("token": "x"}, {"token": "x")"),
     "/identities/bearerTokens/1/token",
     "/identities/bearerTokens/0/token"},
    {"AnExpiryOfAnotherShape",
     bearer(R"("token": "x", "expires": "tomorrow")"),
     "/identities/bearerTokens/0/expires",
     "duration"},
    {"APolicyWithoutVersion", user("{}"), "/identities/users/0/policies/0", R"("Version")"},
    {"AStatementOfAnUnknownOperator",
     user(R"({"Version": "1", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*",)"
          R"("Condition": {"StringLikes": {"rds:ResourceTag/a": "b"}}}]})"),
     "/identities/users/0/policies/0/Statement/0/Condition/StringLikes",
     R"("StringLike")"},
    {"AnActionOfARole",
     with_identities(R"("roles": [{"name": "r", "policies": [{"Version": "1", "Statement": [)"
                     R"({"Effect": "Allow", "Action": "Describe*", "Resource": "*"}]}]}])"),
     "/identities/roles/0/policies/0/Statement/0/Action",
     R"("Describe*")"},
};

TEST(FixtureIdentity, IsRefusedWhereItsStructureIsWrong) {
    expect_refused(kStructure);
}

TEST(FixtureIdentity, IsRefusedWhereItMakesNoSense) {
    expect_refused(kSense);
}

}  // namespace

}  // namespace rds::codec
