// A law: no signed request of which one byte has changed passes, unless it still says the same.
#include "server/gateway/auth/authenticate.hpp"
#include "server/gateway/wire/call.hpp"
#include "tests/kit/signed_call.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace rds::gateway {

namespace {

using kit::V1Call;
using kit::V3Call;

constexpr storage::Instant kSignedAt{std::chrono::sys_days{std::chrono::year{2026} / 1 / 2}};

identity::Identities testid() {
    identity::Identities identities;
    identities.access_keys.push_back(
        {.id = "testid",
         .owner = std::make_shared<identity::Principal const>(identity::Principal{
             .tenant = "1000000000000000"})}
    );
    return identities;
}

identity::Directory const kDirectory{testid(), "testsecret"};

// By a gateway that has seen no nonce.
bool passes(http::Request const& request) {
    Authenticator authenticator{
        kDirectory,
        {identity::AuthMode::signature, std::chrono::minutes{15}}};
    auto const decoded = decode(request);
    return !decoded.refused &&
           !authenticator.authenticate(request, decoded.call, kSignedAt).refused;
}

std::string meaning(http::Request const& request) {
    auto const call = decode(request).call;
    auto text = call.action + '\n' + call.version + '\n' + call.access_key_id;
    for (auto const& [name, value] : call.arguments.all())
        text.append("\n").append(name).append("=").append(value);
    return text;
}

// Every byte of the text changed, one at a time: into another, and into the other case of a letter.
void for_each_change(
    std::string const& text,
    std::function<void(std::string const&)> const& visit
) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (auto const bits : {0x01U, 0x20U}) {
            auto changed = text;
            changed[at] = static_cast<char>(static_cast<unsigned char>(changed[at]) ^ bits);
            visit(changed);
        }
    }
}

void expect_refused_or_same(http::Request const& changed, http::Request const& original) {
    if (!passes(changed)) return;
    EXPECT_EQ(meaning(changed), meaning(original)) << changed.target << '\n' << changed.body;
    EXPECT_EQ(changed.body.size(), original.body.size());
}

void expect_tampering_is_seen(http::Request const& original) {
    ASSERT_TRUE(passes(original));
    for_each_change(original.target, [&](std::string const& target) {
        auto changed = original;
        changed.target = target;
        expect_refused_or_same(changed, original);
    });
    for_each_change(original.body, [&](std::string const& body) {
        auto changed = original;
        changed.body = body;
        expect_refused_or_same(changed, original);
    });
}

TEST(Tampering, WithTheTargetOfAV1CallIsSeen) {
    auto call = V1Call{"CreateBackup", kSignedAt};
    call.query.set("Flag", "a b~*");
    expect_tampering_is_seen(call.request());
}

TEST(Tampering, WithTheFormOfAV1CallIsSeen) {
    auto call = V1Call{"CreateBackup", kSignedAt};
    call.method = "POST";
    call.form.set("BackupMethod", "Physical").set("SourceIp", "");
    expect_tampering_is_seen(call.request());
}

TEST(Tampering, WithTargetAndBodyOfAV3CallIsSeen) {
    auto call = V3Call{"CreateBackup", kSignedAt};
    call.query.set("Flag", "a b~*");
    call.headers.set("content-type", "application/json");
    call.body = R"({"BackupMethod": "Physical"})";
    expect_tampering_is_seen(call.request());
}

TEST(Tampering, WithASignedHeaderIsSeen) {
    auto const original = V3Call{"CreateBackup", kSignedAt, {"testid", "testsecret"}}.request();
    auto const last = original.fields.size() - 1;  // Authorization, which is the signature itself
    for (std::size_t field = 0; field < last; ++field) {
        auto const [name, value] = original.fields[field];
        if (name == "accept") continue;  // not signed
        for_each_change(std::string{value}, [&, field = field](std::string const& other) {
            auto changed = original;
            changed.fields = {};
            for (std::size_t i = 0; i < original.fields.size(); ++i) {
                auto const [each, as_it_was] = original.fields[i];
                changed.fields.add(each, i == field ? std::string_view{other} : as_it_was);
            }
            EXPECT_FALSE(passes(changed)) << original.fields[field].first << ": " << other;
        });
    }
}

TEST(Tampering, WithTheMethodIsSeen) {
    for (auto request : {V1Call{"A", kSignedAt}.request(), V3Call{"A", kSignedAt}.request()}) {
        request.method = request.method == "GET" ? "POST" : "GET";
        EXPECT_FALSE(passes(request));
    }
}

TEST(Tampering, ByAddingWhatIsNotSignedIsSeen) {
    auto v1 = V1Call{"DescribeBackupTasks", kSignedAt}.request();
    v1.fields.add("x-acs-action", "CreateBackup");
    EXPECT_FALSE(passes(v1));
    auto another_tenant = V1Call{"A", kSignedAt, {"2000000000000000", "testsecret"}}.request();
    another_tenant.fields.add("x-acs-action", "A");
    another_tenant.fields.add("x-acs-accesskey-id", "3000000000000000");
    EXPECT_EQ(decode(another_tenant).call.access_key_id, "2000000000000000");

    auto form = V1Call{"DescribeBackupTasks", kSignedAt}.request();
    form.body = "DBInstanceId=rm-b";
    EXPECT_FALSE(passes(form));
    form.fields.add("Content-Type", "application/json");
    form.body = R"({"DBInstanceId": "rm-b"})";
    EXPECT_FALSE(passes(form));

    auto v3 = V3Call{"DescribeBackupTasks", kSignedAt}.request();
    v3.fields.add("x-acs-security-token", "t");
    EXPECT_FALSE(passes(v3));
    auto twice = V3Call{"DescribeBackupTasks", kSignedAt}.request();
    twice.fields.add("x-acs-action", "CreateBackup");
    EXPECT_FALSE(passes(twice));
    auto authorized_twice = V3Call{"DescribeBackupTasks", kSignedAt}.request();
    authorized_twice.fields.add(
        "Authorization",
        authorized_twice.fields.value_or_empty("Authorization")
    );
    EXPECT_FALSE(passes(authorized_twice));
}

TEST(Tampering, WithWhatTheBodyIsTakenForIsSeen) {
    auto call = V3Call{"CreateBackup", kSignedAt};
    call.body = "BackupMethod=Physical";
    auto request = call.request();
    ASSERT_TRUE(passes(request));
    request.fields.add("Content-Type", "text/plain");
    EXPECT_FALSE(passes(request));
}

// V3 does not sign the key's ID.
TEST(Tampering, ByNamingAnotherKeyOfTheSameSecretIsNoWayToReplayACall) {
    Authenticator authenticator{
        kDirectory,
        {identity::AuthMode::signature, std::chrono::minutes{15}}};
    auto const code = [&authenticator](http::Request const& request) {
        auto const refused =
            authenticator.authenticate(request, decode(request).call, kSignedAt).refused;
        return refused ? refused->code() : "OK";
    };
    auto const original = V3Call{"CreateBackup", kSignedAt}.request();
    auto replayed = original;
    auto authorization = std::string{original.fields.value_or_empty("Authorization")};
    authorization.replace(authorization.find("testid"), 6, "1000000000000000");
    replayed.fields = {};
    for (std::size_t i = 0; i < original.fields.size(); ++i) {
        auto const [name, value] = original.fields[i];
        replayed.fields.add(
            name,
            name == "Authorization" ? std::string_view{authorization} : value
        );
    }
    EXPECT_EQ(code(original), "OK");
    EXPECT_EQ(code(replayed), "SignatureNonceUsed");
}

}  // namespace

}  // namespace rds::gateway
