// Garbage wherever a request says who made it: a documented refusal, never a pass.
#include "server/text/ascii.hpp"
#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/signed_call.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::V1Call;
using kit::V3Call;

constexpr storage::Instant kNow{std::chrono::sys_days{std::chrono::year{2026} / 1 / 2}};

Options checking() {
    Options options;
    options.auth = identity::AuthMode::ram;
    return options;
}

std::vector<std::string> const& garbage() {
    static std::vector<std::string> const values{
        "",
        " ",
        "\"'<>&%00",
        "../../etc/passwd",
        "' OR 1=1 --",
        "\xC3\xA9\xE4\xB8\xAD",
        "\xFF\xFE",
        std::string(1, '\0'),
        "\r\nX: y",
        "-1",
        "99999999999999999999",
        "9999-12-31T23:59:59Z",
        "0000-00-00T00:00:00Z",
        std::string(60'000, 'A'),
        "ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=,Signature=",
        "ACS3-HMAC-SHA256 Credential=,,,===;;;",
        "AWS4-HMAC-SHA256 Credential=testid",
        "Bearer x",
    };
    return values;
}

class HostileCredentials : public testing::Test {
  protected:
    void expect_refused(http::Request const& request, std::string const& what) {
        auto const answer = emulator_.ask(request);
        EXPECT_GE(answer.status(), 400) << what;
        EXPECT_LT(answer.status(), 500) << what << answer.body();
        EXPECT_NE(answer.code(), "") << what << answer.body();
        EXPECT_LE(answer.hint().size(), 1024U) << what;
    }

    kit::EmulatorUnderTest emulator_{R"({"instances": [{"id": "rm-a"}]})", checking()};
};

TEST_F(HostileCredentials, InAParameterOfV1AreRefused) {
    for (auto const* const name :
         {"AccessKeyId",
          "Signature",
          "SignatureMethod",
          "SignatureVersion",
          "SignatureNonce",
          "Timestamp",
          "SecurityToken",
          "BearerToken",
          "SignatureType"}) {
        for (auto const& value : garbage()) {
            auto request = V1Call{"DescribeBackupTasks", kNow}.request();
            auto const pair = kit::percent_encoded(name) + "=" + kit::percent_encoded(value);
            request.target += "&" + pair;
            expect_refused(request, pair);
        }
    }
}

TEST_F(HostileCredentials, InAHeaderOfV3AreRefused) {
    for (auto const* const name :
         {"Authorization",
          "x-acs-action",
          "x-acs-version",
          "x-acs-date",
          "x-acs-signature-nonce",
          "x-acs-content-sha256",
          "x-acs-security-token",
          "x-acs-accesskey-id",
          "Host"}) {
        for (auto const& value : garbage()) {
            auto const original = V3Call{"DescribeBackupTasks", kNow}.request();
            auto request = original;
            request.fields = {};
            request.fields.add(name, value);
            for (std::size_t i = 0; i < original.fields.size(); ++i) {
                auto const [each, as_it_was] = original.fields[i];
                if (!text::equals_ignoring_case(each, name)) request.fields.add(each, as_it_was);
            }
            auto const is_unsigned = std::string_view{name} == "x-acs-accesskey-id";
            if (!is_unsigned) expect_refused(request, std::string{name} + ": " + value);
        }
    }
}

TEST_F(HostileCredentials, GivenTwiceAreNoWayToSignOneCallAndMakeAnother) {
    auto v1 = V1Call{"DescribeBackupTasks", kNow}.request();
    for (auto const* const pair :
         {"AccessKeyId=1234567890123456",
          "Action=CreateBackup",
          "DBInstanceId=rm-b",
          "Timestamp=2026-01-02T00:00:01Z",
          "SignatureNonce=another",
          "Signature=AAAA"}) {
        auto twice = v1;
        twice.target += std::string{"&"} + pair;
        expect_refused(twice, pair);
    }
    auto v3 = V3Call{"DescribeBackupTasks", kNow}.request();
    v3.fields.add("Authorization", "ACS3-HMAC-SHA256 Credential=1234567890123456");
    expect_refused(v3, "a second Authorization");
    EXPECT_EQ(emulator_.state().instances().names(), std::vector<std::string>{"rm-a"});
}

TEST_F(HostileCredentials, OfAThousandParametersAreRefused) {
    auto request = V1Call{"DescribeBackupTasks", kNow, {"testid", "wrong"}};
    for (int i = 0; i < 900; ++i)
        request.query.set("P" + std::to_string(i), std::string(200, '*'));
    expect_refused(request.request(), "many");
}

}  // namespace

}  // namespace rds
