// Every shape in which a client of record sends the same call.
#include "tests/kit/emulator_under_test.hpp"

#include <gmock/gmock.h>

namespace rds::gateway {

namespace {

class RequestShapes : public testing::Test {
  protected:
    static http::Request request(std::string method, std::string target, std::string body = {}) {
        http::Request request;
        request.method = std::move(method);
        request.target = std::move(target);
        request.body = std::move(body);
        request.fields.add("Host", "127.0.0.1:2014");
        return request;
    }

    void expect_the_job(http::Request const& request, std::string_view content_type) {
        auto const answer = emulator_.ask(request);
        EXPECT_EQ(answer.status(), 200) << answer.body();
        EXPECT_EQ(answer.field("Content-Type"), content_type);
        EXPECT_THAT(answer.body(), testing::HasSubstr("4762614"));
        EXPECT_EQ(answer.hint(), "");
    }

    static constexpr auto kJson = "application/json;charset=utf-8";
    static constexpr auto kXml = "text/xml;charset=utf-8";

    kit::EmulatorUnderTest emulator_{R"({
        "instances": [{"id": "rm-a"}],
        "backupJobs": [{"id": 4762614, "instance": "rm-a", "plan": "held"}]
    })"};
};

TEST_F(RequestShapes, V3WithEverythingOfTheProtocolInHeaders) {
    auto call = request("POST", "/?DBInstanceId=rm-a&BackupJobId=4762614");
    call.fields.add("x-acs-version", "2014-08-15");
    call.fields.add("x-acs-action", "DescribeBackupTasks");
    call.fields.add("x-acs-date", "2026-01-02T03:04:05Z");
    call.fields.add("x-acs-signature-nonce", "11111111222233334444555555555555");
    call.fields.add("accept", "application/json");
    call.fields.add(
        "Authorization",
        "ACS3-HMAC-SHA256 Credential=anykey,SignedHeaders=host,Signature=00"
    );
    expect_the_job(call, kJson);
}

TEST_F(RequestShapes, V3AnonymousOrByBearerTokenWithoutAuthorization) {
    auto call = request("POST", "/?DBInstanceId=rm-a&SignatureType=BEARERTOKEN");
    call.fields.add("x-acs-action", "DescribeBackupTasks");
    call.fields.add("x-acs-bearer-token", "token");
    expect_the_job(call, kJson);
}

TEST_F(RequestShapes, V3OfTheOlderJavaCoreWithActionInTheQuery) {
    auto call =
        request("POST", "/?Action=DescribeBackupTasks&Version=2014-08-15&DBInstanceId=rm-a");
    call.fields.add(
        "Authorization",
        "ACS3-HMAC-SHA256 Credential=anykey,Signature=00,SignedHeaders=host"
    );
    expect_the_job(call, kJson);
}

TEST_F(RequestShapes, V1AllInTheQuery) {
    expect_the_job(
        request(
            "GET",
            "/?AccessKeyId=anykey&Action=DescribeBackupTasks&DBInstanceId=rm-a&Format=JSON&"
            "RegionId=cn-hangzhou"
            "&SignatureMethod=HMAC-SHA1&SignatureNonce=1&SignatureVersion=1.0&Timestamp=2026-01-"
            "02T03%3A04%3A05Z"
            "&Version=2014-08-15&Signature=nWr0FkGql%2FxH5Gc1GBQItyTzaOc%3D"
        ),
        kJson
    );
}

TEST_F(RequestShapes, V1AllInAForm) {
    auto call = request(
        "POST",
        "/",
        "Action=DescribeBackupTasks&Version=2014-08-15&Format=JSON&DBInstanceId=rm-a&Signature=x%3D"
    );
    call.fields.add("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8");
    expect_the_job(call, kJson);
}

TEST_F(RequestShapes, V1SplitOverQueryAndForm) {
    auto call = request(
        "POST",
        "/?Action=DescribeBackupTasks&Version=2014-08-15&Format=json&SignatureType=",
        "DBInstanceId=rm-a&SourceIp="
    );
    call.fields.add("Content-Type", "application/x-www-form-urlencoded");
    expect_the_job(call, kJson);
}

TEST_F(RequestShapes, V3WithAJsonBody) {
    auto call = request("POST", "/", R"({"DBInstanceId":"rm-a","BackupJobId":4762614})");
    call.fields.add("x-acs-action", "DescribeBackupTasks");
    call.fields.add("Content-Type", "application/json; charset=utf-8");
    expect_the_job(call, kJson);
}

TEST_F(RequestShapes, HandMadeWithoutFormat) {
    expect_the_job(request("GET", "/?Action=DescribeBackupTasks&DBInstanceId=rm-a"), kXml);
}

}  // namespace

}  // namespace rds::gateway
