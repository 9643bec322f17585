// What comes over plain HTTP where the options allow HTTPS alone.
#include "tests/kit/emulator_under_test.hpp"

#include <gmock/gmock.h>

namespace rds::gateway {

namespace {

using kit::call;
using testing::HasSubstr;
using testing::StartsWith;

constexpr std::string_view kCode = "InvalidProtocol.NeedSsl";

class HttpsOnly : public testing::Test {
  protected:
    static Options https_only() {
        Options options;
        options.tls = TlsMode::only;
        return options;
    }

    static http::Request request(std::string method, std::string target = "/") {
        http::Request request;
        request.method = std::move(method);
        request.target = std::move(target);
        return request;
    }

    kit::EmulatorUnderTest emulator_{R"({"instances": [{"id": "rm-a"}]})", https_only()};
};

TEST_F(HttpsOnly, RefusesACallInTheFormatAskedForAndSaysWhatToDo) {
    auto const json = emulator_.ask(call("DescribeBackupTasks").with("DBInstanceId", "rm-a"));
    EXPECT_EQ(json.status(), 400);
    EXPECT_EQ(json.code(), kCode);
    EXPECT_EQ(json.text("/Message"), "Your request is denied as lack of ssl protect.");
    EXPECT_THAT(json.hint(), AllOf(StartsWith("This port speaks HTTPS only"), HasSubstr("https")));

    auto const xml = emulator_.ask(request("GET", "/?Action=DescribeBackupTasks"));
    EXPECT_EQ(xml.field("Content-Type"), "text/xml;charset=utf-8");
    EXPECT_THAT(xml.body(), HasSubstr("<Code>InvalidProtocol.NeedSsl</Code>"));
}

TEST_F(HttpsOnly, RefusesItBeforeAnythingElseThatIsWrong) {
    for (auto const* const target : {"/", "/?Action=Nothing", "/?Action=%zz", "/x", "/?Format=no"})
        EXPECT_THAT(emulator_.ask(request("GET", target)).body(), HasSubstr(kCode)) << target;
    EXPECT_THAT(emulator_.ask(request("PUT")).body(), HasSubstr(kCode));
}

TEST_F(HttpsOnly, RefusesBrowsersToo) {
    auto page = request("GET");
    page.fields.add("Accept", "text/html");
    for (auto const& asked : {request("OPTIONS"), page}) {
        auto const answer = emulator_.ask(asked);
        EXPECT_EQ(answer.status(), 400);
        EXPECT_THAT(answer.body(), HasSubstr(kCode));
    }
}

TEST_F(HttpsOnly, ServesWhatCameOverTls) {
    auto secure = request("GET", "/?Action=DescribeBackupTasks&DBInstanceId=rm-a");
    secure.secure = true;
    EXPECT_EQ(emulator_.ask(secure).status(), 200);
}

}  // namespace

}  // namespace rds::gateway
