// The one line that the log has for each request, whatever became of it.
#include "server/log/log.hpp"
#include "tests/kit/emulator_under_test.hpp"

#include <gmock/gmock.h>

#include <sstream>

namespace rds::gateway {

namespace {

using kit::call;
using testing::ContainsRegex;

class RequestLog : public testing::Test {
  protected:
    void SetUp() override { log::configure(log::Format::text, log::Level::info, stream_); }

    void TearDown() override { log::configure(log::Format::text, log::Level::info); }

    // The only line that the log has.
    std::string line() const {
        auto text = stream_.str();
        EXPECT_EQ(std::ranges::count(text, '\n'), 1) << text;
        return text;
    }

    static http::Request request(std::string method) {
        http::Request request;
        request.method = std::move(method);
        request.target = "/";
        request.fields.add("Accept", "text/html");
        return request;
    }

    kit::EmulatorUnderTest emulator_{R"({"instances": [{"id": "rm-a"}]})"};
    std::ostringstream stream_;
};

TEST_F(RequestLog, NamesIdTenantActionAndOkOfASuccess) {
    auto const answer = emulator_.ask(
        call("DescribeBackupTasks").with("DBInstanceId", "rm-a").by("1234567890123456")
    );

    EXPECT_THAT(
        line(),
        ContainsRegex(
            " INFO  " + answer.text("/RequestId") +
            " 1234567890123456 DescribeBackupTasks 200 OK [0-9]+us\n"
        )
    );
}

TEST_F(RequestLog, NamesCodeAndHintOfARefusal) {
    auto const answer = emulator_.ask(call("DescribeBackupTasks"));

    EXPECT_THAT(
        line(),
        ContainsRegex(
            answer.text("/RequestId") +
            " 1000000000000000 DescribeBackupTasks 400 MissingDBInstanceId [0-9]+us "
            "hint=\"DBInstanceId is required"
        )
    );
}

TEST_F(RequestLog, HasTheRequestsOfBrowsersToo) {
    auto const preflight = emulator_.ask(request("OPTIONS"));

    EXPECT_EQ(preflight.status(), 200);
    EXPECT_EQ(preflight.field("Access-Control-Allow-Methods"), "POST, GET, OPTIONS");
    EXPECT_THAT(line(), testing::HasSubstr(" OPTIONS 200 OK "));
}

TEST_F(RequestLog, HasTheFrontPage) {
    auto const page = emulator_.ask(request("GET"));

    EXPECT_EQ(page.field("Content-Type"), "text/html; charset=utf-8");
    EXPECT_THAT(page.body(), testing::HasSubstr("DBInstanceId=rm-a"));
    EXPECT_THAT(line(), testing::HasSubstr(" GET 200 OK "));
}

}  // namespace

}  // namespace rds::gateway
