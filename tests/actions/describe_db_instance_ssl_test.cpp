#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/examples.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;

kit::Examples const kExamples{
    "DescribeDBInstanceSSL",
    R"({"instances": [{"id": "rm-uf6wjk5xxxxxxx"}]})"};

TEST(DescribeDbInstanceSsl, SaysNoUntilSslIsOn) {
    kit::EmulatorUnderTest emulator{R"({"instances": [{"id": "rm-a"}]})"};
    auto const answer = emulator.ask(call("DescribeDBInstanceSSL").with("DBInstanceId", "rm-a"));
    EXPECT_EQ(answer.text("/SSLEnabled"), "No");
    EXPECT_EQ(answer.text("/SSLExpireTime"), "");
}

TEST(DescribeDbInstanceSsl, ShowsTheCertificate) {
    kit::EmulatorUnderTest emulator{
        R"({"instances": [{"id": "rm-a", "ssl": true, "createdAt": "2026-01-01T00:00:00Z"}]})"};
    auto const answer = emulator.ask(call("DescribeDBInstanceSSL").with("DBInstanceId", "rm-a"));
    EXPECT_EQ(answer.text("/SSLEnabled"), "Yes");
    EXPECT_EQ(answer.text("/SSLExpireTime"), "2027-01-01T00:00:00Z");
    EXPECT_EQ(answer.text("/ConnectionString"), "rm-a.mysql.rds.aliyuncs.com");
}

TEST(DescribeDbInstanceSsl, SpeaksOtherwiseOfPostgreSql) {
    kit::EmulatorUnderTest emulator{
        R"({"instances": [{"id": "rm-a", "engine": "PostgreSQL", "ssl": true}]})"};
    auto const answer = emulator.ask(call("DescribeDBInstanceSSL").with("DBInstanceId", "rm-a"));
    EXPECT_EQ(answer.text("/SSLEnabled"), "on");
    EXPECT_EQ(answer.text("/RequireUpdate"), "0");
}

}  // namespace

}  // namespace rds
