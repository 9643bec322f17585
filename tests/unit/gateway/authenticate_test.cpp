#include "server/gateway/auth/authenticate.hpp"

#include "server/gateway/auth/signature/versions.hpp"
#include "server/gateway/wire/call.hpp"
#include "tests/kit/signed_call.hpp"

#include <gmock/gmock.h>

namespace rds::gateway {

namespace {

using identity::AuthMode;
using kit::Key;
using kit::V1Call;
using kit::V3Call;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::HasSubstr;
using testing::Not;

constexpr storage::Instant kNow{std::chrono::sys_days{std::chrono::year{2026} / 1 / 2}};
constexpr std::string_view kAction = "DescribeBackupTasks";
Key const kTemporary{"STS.one", "temporary-secret", "token-of-one"};

identity::SharedPrincipal principal(identity::Principal::Kind kind, std::string name) {
    return std::make_shared<identity::Principal const>(
        identity::Principal{kind, "2000000000000000", std::move(name)}
    );
}

identity::Identities identities() {
    using enum identity::Principal::Kind;
    identity::Identities all;
    all.access_keys = {
        {.id = "testid", .owner = principal(root, "")},
        {.id = "alices", .secret = "alices-secret", .owner = principal(user, "alice")},
        {.id = "idle", .is_active = false, .owner = principal(user, "alice")},
    };
    all.temporary_keys = {
        {{.id = "STS.one", .secret = "temporary-secret", .owner = principal(role, "reader")},
         "token-of-one",
         storage::Duration{minutes{60}}},
        {{.id = "STS.two", .secret = "temporary-secret", .owner = principal(role, "reader")},
         "token-of-two",
         storage::Duration{minutes{60}}},
    };
    all.bearer_tokens = {{"bearer-of-alice", principal(user, "alice")}};
    return all;
}

Authenticator
authenticator(AuthMode mode = AuthMode::signature, storage::Duration skew = minutes{15}) {
    return {identity::Directory{identities(), "testsecret"}, {mode, skew}};
}

class Authentication : public testing::Test {
  protected:
    Authenticated by(http::Request const& request, storage::Instant now = kNow) {
        auto const decoded = decode(request);
        EXPECT_FALSE(decoded.refused) << decoded.refused->code();
        return checked_.authenticate(request, decoded.call, now);
    }

    std::string code(http::Request const& request, storage::Instant now = kNow) {
        auto const answer = by(request, now);
        return answer.refused ? answer.refused->code() : "OK";
    }

    Authenticator checked_{authenticator()};
};

TEST_F(Authentication, LetsEachKindOfCredentialThrough) {
    EXPECT_EQ(code(V1Call{kAction, kNow}.request()), "OK");
    EXPECT_EQ(code(V3Call{kAction, kNow}.request()), "OK");
    EXPECT_EQ(code(V1Call{kAction, kNow, kTemporary}.request()), "OK");
    EXPECT_EQ(code(V3Call{kAction, kNow, kTemporary}.request()), "OK");

    auto sha256 = V1Call{kAction, kNow};
    sha256.query.set("SignatureMethod", "HMAC-SHA256");
    EXPECT_EQ(code(sha256.request()), "OK");
}

TEST_F(Authentication, TakesTheHeadersOfV3BesideAV1SignatureIfTheySayTheSameAsPopCoreDoes) {
    auto request = V1Call{kAction, kNow}.request();
    request.fields.add("x-acs-action", kAction);
    request.fields.add("x-acs-version", "2014-08-15");
    EXPECT_EQ(code(request), "OK");
    request.fields.add("x-acs-action", "CreateBackup");
    EXPECT_EQ(code(request), "IncompleteSignature");
}

TEST_F(Authentication, CoversAFormThatIsSplitFromTheQueryAndEmptyValues) {
    auto call = V1Call{kAction, kNow};
    call.method = "POST";
    call.form.set("BackupJobId", "1").set("SourceIp", "").set("Flag", "a b*~'()!+%\xC3\xA9");
    EXPECT_EQ(code(call.request()), "OK");
}

TEST_F(Authentication, CoversABodyByItsDigest) {
    auto call = V3Call{kAction, kNow};
    call.body = R"({"BackupMode": "Manual"})";
    call.headers.set("content-type", "application/json; charset=utf-8");
    EXPECT_EQ(code(call.request()), "OK");
}

TEST_F(Authentication, NamesTheOwnersTenantAndWhomPoliciesBind) {
    auto const alices = by(V3Call{kAction, kNow, {"alices", "alices-secret"}}.request());
    EXPECT_EQ(alices.caller.tenant, "2000000000000000");
    EXPECT_EQ(alices.caller.principal->name, "alice");

    auto const sixteen = by(V1Call{kAction, kNow, {"1234567890123456", "testsecret"}}.request());
    EXPECT_FALSE(sixteen.refused);
    EXPECT_EQ(sixteen.caller.tenant, "1234567890123456");
    EXPECT_EQ(sixteen.caller.principal, nullptr);
}

TEST_F(Authentication, TakesABearerTokenInPlaceOfAKey) {
    auto v3 = V3Call{kAction, kNow};
    v3.query.set("SignatureType", "BEARERTOKEN");
    v3.headers.set("x-acs-bearer-token", "bearer-of-alice");
    auto const without_authorization = [](http::Request request) {
        auto const fields = std::exchange(request.fields, {});
        for (std::size_t i = 0; i + 1 < fields.size(); ++i)
            request.fields.add(fields[i].first, fields[i].second);
        return request;
    };
    auto const newer = by(without_authorization(v3.request()));
    EXPECT_FALSE(newer.refused);
    EXPECT_EQ(newer.caller.principal->name, "alice");

    auto v1 = V1Call{kAction, kNow, {"", ""}};
    v1.query.set("SignatureType", "BEARERTOKEN").set("BearerToken", "bearer-of-alice");
    EXPECT_EQ(code(v1.request()), "OK");
    v1.query.set("BearerToken", "of-nobody");
    EXPECT_EQ(code(v1.request()), "InvalidBearerToken");
    v1.query.set("BearerToken", "");
    EXPECT_EQ(code(v1.request()), "MissingBearerToken");
}

TEST_F(Authentication, AcceptsATimestampThatIsOffByAsMuchAsIsAllowedAndNoMore) {
    for (auto const off : {minutes{15}, minutes{-15}}) {
        EXPECT_EQ(code(V1Call{kAction, kNow + off}.request()), "OK");
        EXPECT_EQ(code(V3Call{kAction, kNow + off}.request()), "OK");
        auto const beyond = off + (off.count() > 0 ? seconds{1} : seconds{-1});
        EXPECT_EQ(code(V1Call{kAction, kNow + beyond}.request()), "InvalidTimeStamp.Expired");
        EXPECT_EQ(code(V3Call{kAction, kNow + beyond}.request()), "InvalidTimeStamp.Expired");
    }
}

TEST_F(Authentication, SaysHowFarATimestampIsOff) {
    auto const refused = by(V1Call{kAction, kNow - minutes{20}}.request()).refused;
    EXPECT_THAT(refused->hint(), HasSubstr("1200 s behind, of which --auth-max-skew allows 900 s"));
}

TEST_F(Authentication, WithASkewOfZeroTakesAnyTimestampButNoNonceTwice) {
    auto any = authenticator(AuthMode::signature, storage::Duration{0});
    auto const request = V1Call{kAction, storage::Instant{}}.request();
    auto const call = decode(request).call;
    EXPECT_FALSE(any.authenticate(request, call, kNow).refused);
    EXPECT_EQ(
        any.authenticate(request, call, kNow + minutes{15}).refused->code(),
        "SignatureNonceUsed"
    );
    auto later = request;
    later.received += minutes{16};
    EXPECT_FALSE(any.authenticate(later, call, kNow + minutes{15} + seconds{1}).refused);
}

TEST_F(Authentication, TakesMillisecondsInATimestamp) {
    auto call = V1Call{kAction, kNow};
    call.query.set("Timestamp", "2026-01-02T00:00:00.998Z");
    EXPECT_EQ(code(call.request()), "OK");
}

TEST_F(Authentication, RefusesANonceTwiceUntilItsTimestampIsTooOldAnyway) {
    auto const request = V3Call{kAction, kNow}.request();
    EXPECT_EQ(code(request), "OK");
    EXPECT_EQ(code(request), "SignatureNonceUsed");
    EXPECT_EQ(code(request, kNow + minutes{15}), "SignatureNonceUsed");
    EXPECT_EQ(code(request, kNow + minutes{15} + seconds{1}), "InvalidTimeStamp.Expired");
}

TEST_F(Authentication, KeepsNoNonceOfACallWhoseSignatureIsWrong) {
    auto call = V1Call{kAction, kNow};
    call.secret = "wrong";
    EXPECT_EQ(code(call.request()), "SignatureDoesNotMatch");
    call.secret = "testsecret";
    EXPECT_EQ(code(call.request()), "OK");
}

TEST_F(Authentication, LetsTheSameNonceOfAnotherKeyThrough) {
    auto one = V1Call{kAction, kNow};
    auto other = V1Call{kAction, kNow, {"alices", "alices-secret"}};
    one.query.set("SignatureNonce", "same");
    other.query.set("SignatureNonce", "same");
    EXPECT_EQ(code(one.request()), "OK");
    EXPECT_EQ(code(other.request()), "OK");
}

TEST_F(Authentication, EndsTheV1MessageWithTheStringToSignToTheByte) {
    auto call = V1Call{kAction, kNow};
    call.query.set("Flag", "a b");
    call.secret = "wrong";
    auto const request = call.request();
    auto const refused = by(request).refused;
    auto const decoded = decode(request);
    auto const expected =
        signature::V1::of("GET", decoded.call.arguments, crypto::Algorithm::sha1).string_to_sign();
    EXPECT_EQ(
        refused->message(),
        "Specified signature is not matched with our calculation. server string to sign is:" +
            expected
    );
    EXPECT_THAT(
        refused->hint(),
        HasSubstr("Either the secret is not that of \"testid\" (the default one")
    );
}

TEST_F(Authentication, ShowsStringToSignAndCanonicalRequestInTheV3Message) {
    auto call = V3Call{kAction, kNow};
    call.secret = "wrong";
    auto const message = by(call.request()).refused->message();
    EXPECT_THAT(
        message,
        testing::MatchesRegex(
            "Specified signature does not match our calculation. server StringToSign is "
            "\\[ACS3-HMAC-SHA256\n[0-9a-f]*\\] server CanonicalRequest is "
            "\\[POST\n/\nDBInstanceId=rm-a\nhost:127.0.0.1:2014\n.*\n[0-9a-f]*\\]"
        )
    );
}

TEST_F(Authentication, TakesNoNonceAgainWhenTheMachinesClockJumpsAheadAndBack) {
    auto const first = V1Call{kAction, kNow}.request();
    EXPECT_EQ(code(first), "OK");
    EXPECT_EQ(code(V1Call{kAction, kNow + minutes{60}}.request(), kNow + minutes{60}), "OK");
    EXPECT_EQ(code(first), "SignatureNonceUsed");
}

TEST_F(Authentication, ShowsNoSecretInTheMessageAboutAWrongSignature) {
    auto v1 = V1Call{kAction, kNow, kTemporary};
    auto v3 = V3Call{kAction, kNow, kTemporary};
    for (auto* const query : {&v1.query, &v3.query})
        query->set("Account.1.Password", "hunter2").set("ClientToken", "shown");
    v1.secret = "wrong";
    v3.secret = "wrong";
    for (auto const& request : {v1.request(), v3.request()}) {
        auto const refused = by(request).refused;
        EXPECT_EQ(refused->code(), "SignatureDoesNotMatch");
        EXPECT_THAT(refused->message(), HasSubstr("shown"));
        EXPECT_THAT(refused->message(), HasSubstr("redacted"));
        EXPECT_THAT(refused->message(), Not(HasSubstr(kTemporary.security_token)));
        EXPECT_THAT(refused->message(), Not(HasSubstr("hunter2")));
    }
}

TEST_F(Authentication, ChecksNothingWhenOff) {
    auto off = authenticator(AuthMode::off);
    auto const hint = [&off](http::Request const& request) {
        auto const answer = off.authenticate(request, decode(request).call, kNow);
        EXPECT_FALSE(answer.refused);
        return answer.hint;
    };
    auto wrong = V1Call{kAction, kNow};
    wrong.secret = "wrong";
    EXPECT_EQ(hint(wrong.request()), "");
    EXPECT_EQ(hint(V1Call{kAction, kNow}.request()), "");
    EXPECT_EQ(hint(V1Call{kAction, kNow - minutes{99}}.request()), "");
    EXPECT_EQ(hint(V3Call{kAction, kNow, {"nobody", "any"}}.request()), "");
}

TEST_F(Authentication, WhenOffSpeaksOnceOfAKeyWhoseOwnSecretDidNotSign) {
    auto off = authenticator(AuthMode::off);
    auto const hint = [&off](http::Request const& request) {
        return off.authenticate(request, decode(request).call, kNow).hint;
    };
    auto wrong = V1Call{kAction, kNow, {"alices", "alices-secret"}};
    wrong.secret = "wrong";
    EXPECT_THAT(hint(wrong.request()), HasSubstr("\"alices\""));
    EXPECT_EQ(hint(wrong.request()), "") << "nothing is looked at any more";
    EXPECT_EQ(hint(V3Call{kAction, kNow, kTemporary}.request()), "") << "it is right";
}

TEST_F(Authentication, GivesBackTheNonceOfACallThatWasNotHandled) {
    auto const request = V1Call{kAction, kNow}.request();
    auto const first = by(request);
    ASSERT_TRUE(first.nonce);
    EXPECT_EQ(code(request), "SignatureNonceUsed");
    checked_.give_back(*first.nonce);
    EXPECT_EQ(code(request), "OK");
}

TEST(CallersWithoutChecks, UseTheTenantTheirKeySays) {
    auto off = authenticator(AuthMode::off);
    auto const tenant_of = [&off](std::string key) {
        Call call;
        call.access_key_id = std::move(key);
        return off.authenticate({}, call, kNow).caller.tenant;
    };
    EXPECT_EQ(tenant_of("1234567890123456"), "1234567890123456");
    EXPECT_EQ(tenant_of("alices"), "2000000000000000");
    for (auto const* const key :
         {"", "anykey", "123456789012345", "12345678901234567", "123456789012345x"}) {
        EXPECT_EQ(tenant_of(key), "1000000000000000") << key;
    }
}

}  // namespace

}  // namespace rds::gateway
