#include "server/codec/read.hpp"
#include "server/identity/decide.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace rds::codec {

namespace {

using identity::Identities;
using identity::Principal;
using namespace std::chrono_literals;

constexpr auto kDefault = "1000000000000000";
constexpr auto kOther = "2000000000000000";

Identities identities(std::string const& members) {
    return read(R"({"identities": {)" + members + "}}", "mine.json").identities;
}

void expect_owner(
    identity::SharedPrincipal const& owner,
    Principal::Kind kind,
    std::string const& tenant,
    std::string const& name
) {
    ASSERT_NE(owner, nullptr);
    EXPECT_EQ(owner->kind, kind);
    EXPECT_EQ(owner->tenant, tenant);
    EXPECT_EQ(owner->name, name);
}

TEST(FixtureIdentities, HaveTheKeyTestidIfNoKeysAreGiven) {
    for (auto const* const document : {"{}", R"({"identities": {}})"}) {
        auto const keys = read(document, "mine.json").identities.access_keys;

        ASSERT_EQ(keys.size(), 1U) << document;
        EXPECT_EQ(keys[0].id, "testid");
        EXPECT_EQ(keys[0].secret, std::nullopt);
        EXPECT_TRUE(keys[0].is_active);
        expect_owner(keys[0].owner, Principal::Kind::root, kDefault, "");
    }
}

TEST(FixtureIdentities, HaveOnlyTheKeysThatAreGiven) {
    EXPECT_TRUE(identities(R"("accessKeys": [])").access_keys.empty());
    EXPECT_EQ(identities(R"("accessKeys": [{"id": "mine"}])").access_keys.size(), 1U);
}

TEST(FixtureIdentities, GiveAKeyItsSecretItsStatusAndItsUser) {
    auto const keys = identities(R"(
        "users": [{"name": "alice"}],
        "accessKeys": [
            {"id": "LTAI5t", "secret": "s &=", "status": "Inactive", "user": "alice"},
            {"id": "root"}
        ])")
                          .access_keys;

    ASSERT_EQ(keys.size(), 2U);
    EXPECT_EQ(keys[0].id, "LTAI5t");
    EXPECT_EQ(keys[0].secret, "s &=");
    EXPECT_FALSE(keys[0].is_active);
    expect_owner(keys[0].owner, Principal::Kind::user, kDefault, "alice");
    expect_owner(keys[1].owner, Principal::Kind::root, kDefault, "");
}

TEST(FixtureIdentities, GiveAKeyOfSixteenDigitsToTheTenantOfThatNumber) {
    auto const keys = identities(R"(
        "users": [{"name": "bob", "account": "2000000000000000"}],
        "accessKeys": [
            {"id": "2000000000000000", "secret": "s", "user": "bob"},
            {"id": "3000000000000000"},
            {"id": "4000000000000000", "account": "2000000000000000"}
        ])")
                          .access_keys;

    expect_owner(keys.at(0).owner, Principal::Kind::user, kOther, "bob");
    expect_owner(keys.at(1).owner, Principal::Kind::root, "3000000000000000", "");
    expect_owner(keys.at(2).owner, Principal::Kind::root, kOther, "");
}

TEST(FixtureIdentities, KnowATenantByItsAlias) {
    auto const all = identities(R"(
        "accounts": [{"id": "2000000000000000", "alias": "acme"}],
        "users": [{"name": "alice", "account": "acme"}, {"name": "alice"}],
        "accessKeys": [
            {"id": "a", "secret": "s", "user": "alice", "account": "2000000000000000"},
            {"id": "b", "secret": "s", "user": "alice"},
            {"id": "c", "account": "acme"}
        ])");

    expect_owner(all.access_keys.at(0).owner, Principal::Kind::user, kOther, "alice");
    expect_owner(all.access_keys.at(1).owner, Principal::Kind::user, kDefault, "alice");
    expect_owner(all.access_keys.at(2).owner, Principal::Kind::root, kOther, "");
}

TEST(FixtureIdentities, LetAUserAndARoleHaveOneName) {
    auto const all = identities(R"(
        "users": [{"name": "ops"}], "roles": [{"name": "ops"}],
        "bearerTokens": [{"token": "a", "user": "ops"}, {"token": "b", "role": "ops"}, {"token": "c"}])"
    );

    expect_owner(all.bearer_tokens.at(0).owner, Principal::Kind::user, kDefault, "ops");
    expect_owner(all.bearer_tokens.at(1).owner, Principal::Kind::role, kDefault, "ops");
    expect_owner(all.bearer_tokens.at(2).owner, Principal::Kind::root, kDefault, "");
}

TEST(FixtureIdentities, GiveATemporaryKeyItsTokenAndItsRole) {
    auto const all = identities(R"(
        "roles": [{"name": "reader"}],
        "stsTokens": [{"accessKeyId": "STS.a", "secret": "s", "securityToken": "t", "role": "reader"}])"
    );

    auto const& temporary = all.temporary_keys.at(0);
    EXPECT_EQ(temporary.key.id, "STS.a");
    EXPECT_EQ(temporary.key.secret, "s");
    EXPECT_EQ(temporary.security_token, "t");
    expect_owner(temporary.key.owner, Principal::Kind::role, kDefault, "reader");
}

TEST(FixtureIdentities, LetTokensExpireAfterAWhileOrAtAnInstant) {
    auto const token = [](std::string const& expires) {
        return identities(R"("bearerTokens": [{"token": "t", "expires": ")" + expires + "\"}]")
            .bearer_tokens.at(0)
            .expires_at;
    };

    EXPECT_EQ(token("90s"), identity::Expiry{90'000ms});
    EXPECT_EQ(token("-1h"), identity::Expiry{storage::Duration{-1h}});
    EXPECT_EQ(token("1970-01-01T00:01:00Z"), identity::Expiry{storage::Instant{1min}});
    EXPECT_EQ(
        identities(R"("bearerTokens": [{"token": "t"}])").bearer_tokens.at(0).expires_at,
        std::nullopt
    );
    EXPECT_EQ(
        identities(
            R"("roles": [{"name": "r"}], "stsTokens":
               [{"accessKeyId": "a", "secret": "s", "securityToken": "t", "role": "r"}])"
        )
            .temporary_keys.at(0)
            .expires_at,
        identity::Expiry{storage::Duration{1h}}
    );
}

TEST(FixtureIdentities, TellWhereAPolicyStands) {
    auto const all = identities(R"(
        "users": [{"name": "x"}, {"name": "alice", "policies": [
            {"Version": "1", "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}]},
            {"Version": "1", "Statement": [{"Effect": "Allow", "Action": "rds:*", "Resource": "*"}]}
        ]}],
        "accessKeys": [{"id": "a", "secret": "s", "user": "alice"}])");

    auto const decision = decide(*all.access_keys.at(0).owner, {"rds:CreateBackup", "acs:rds:::x"});

    EXPECT_FALSE(decision.is_allowed);
    EXPECT_EQ(decision.statement, "/identities/users/1/policies/0/Statement/0");
}

TEST(FixtureIdentities, OfOneOwnerAreShared) {
    auto const all = identities(R"(
        "users": [{"name": "alice"}],
        "accessKeys": [{"id": "a", "secret": "s", "user": "alice"}, {"id": "b", "secret": "s", "user": "alice"}],
        "bearerTokens": [{"token": "t", "user": "alice"}])");

    EXPECT_EQ(all.access_keys.at(0).owner, all.access_keys.at(1).owner);
    EXPECT_EQ(all.access_keys.at(0).owner, all.bearer_tokens.at(0).owner);
}

TEST(FixtureIdentities, TakeTheLongestNamesSecretsAndTokens) {
    std::string const id(128, '~');
    auto const all = identities(
        R"("accessKeys": [{"id": ")" + id + R"(", "secret": ")" + std::string(256, ' ') +
        R"("}], "bearerTokens": [{"token": ")" + std::string(8192, '=') + "\"}]"
    );

    EXPECT_EQ(all.access_keys.at(0).id, id);
    EXPECT_EQ(all.access_keys.at(0).secret, std::string(256, ' '));
    EXPECT_EQ(all.bearer_tokens.at(0).token, std::string(8192, '='));
}

TEST(FixtureIdentities, OfTheCompiledInRamShowEachKind) {
    auto const all = load("ram").identities;

    ASSERT_EQ(all.access_keys.size(), 3U);
    EXPECT_EQ(all.access_keys[0].id, "testid");
    EXPECT_EQ(all.access_keys[1].owner->arn(), "acs:ram::1000000000000000:user/alice");
    EXPECT_FALSE(all.access_keys[2].is_active);
    EXPECT_EQ(
        all.temporary_keys.at(0).key.owner->arn(),
        "acs:ram::1000000000000000:role/backup-operator"
    );
    EXPECT_EQ(all.bearer_tokens.at(0).owner, all.access_keys[1].owner);
}

}  // namespace

}  // namespace rds::codec
