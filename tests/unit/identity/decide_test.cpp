#include "server/identity/decide.hpp"

#include "server/identity/policy.hpp"
#include "server/json/node.hpp"
#include "server/json/parse.hpp"

#include <gtest/gtest.h>

namespace rds::identity {

namespace {

Question const kQuestion{
    "rds:DescribeBackupTasks",
    "acs:rds:cn-hangzhou:1000000000000000:dbinstance/rm-a"};

Policy policy(std::string_view pointer, std::string const& statements) {
    std::string const source = "the policy";
    auto const document =
        json::parse(R"({"Version": "1", "Statement": [)" + statements + "]}", source);
    return parse_policy({document, source, pointer});
}

Principal user(std::vector<Policy> policies) {
    return {Principal::Kind::user, "1000000000000000", "alice", std::move(policies)};
}

constexpr auto kOther = R"({"Effect": "Allow", "Action": "ecs:*", "Resource": "*"})";
constexpr auto kAllow = R"({"Effect": "Allow", "Action": "rds:*", "Resource": "*"})";
constexpr auto kDeny = R"({"Effect": "Deny", "Action": "*", "Resource": "*"})";

TEST(IdentityDecision, LetsARootDoAllWhateverItsPolicies) {
    auto root = user({policy("/p", kDeny)});
    root.kind = Principal::Kind::root;

    EXPECT_TRUE(decide(root, kQuestion).is_allowed);
    EXPECT_EQ(decide(root, kQuestion).statement, "");
}

TEST(IdentityDecision, NamesTheStatementThatAllowed) {
    auto const decision = decide(
        user({policy("/a", kOther), policy("/b", std::string{kOther} + ',' + kAllow)}),
        kQuestion
    );

    EXPECT_TRUE(decision.is_allowed);
    EXPECT_EQ(decision.statement, "/b/Statement/1");
}

TEST(IdentityDecision, NamesTheStatementThatDenied) {
    auto const decision = decide(user({policy("/a", kAllow), policy("/b", kDeny)}), kQuestion);

    EXPECT_FALSE(decision.is_allowed);
    EXPECT_EQ(decision.statement, "/b/Statement/0");
}

TEST(IdentityDecision, NamesNoStatementIfNoneMatched) {
    auto const decision = decide(user({policy("/a", kOther)}), kQuestion);

    EXPECT_FALSE(decision.is_allowed);
    EXPECT_EQ(decision.statement, "");
}

TEST(IdentityDecision, TreatsARoleAsAUser) {
    auto role = user({policy("/a", kAllow)});
    role.kind = Principal::Kind::role;

    EXPECT_TRUE(decide(role, kQuestion).is_allowed);
    role.policies.push_back(policy("/b", kDeny));
    EXPECT_FALSE(decide(role, kQuestion).is_allowed);
}

TEST(IdentityPrincipal, HasTheNameThatRamGivesIt) {
    Principal alice{Principal::Kind::user, "1000000000000000", "alice", {}};
    EXPECT_EQ(alice.arn(), "acs:ram::1000000000000000:user/alice");
    alice.kind = Principal::Kind::role;
    EXPECT_EQ(alice.arn(), "acs:ram::1000000000000000:role/alice");
    alice.kind = Principal::Kind::root;
    EXPECT_EQ(alice.arn(), "acs:ram::1000000000000000:root");
}

}  // namespace

}  // namespace rds::identity
