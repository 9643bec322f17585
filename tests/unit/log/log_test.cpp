#include "server/log/log.hpp"

#include "server/text/time.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace rds::log {

namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::Not;

constexpr auto kTime = "....-..-..T..:..:..\\....Z";

class LogTest : public testing::Test {
  protected:
    void TearDown() override { configure(Format::text, Level::info); }

    std::ostringstream stream_;
};

RequestLine successful() {
    return {
        .request_id = "90496720-2319-42A8-87CD-FCE4DF95EBED",
        .tenant = "1000000000000000",
        .action = "DescribeBackupTasks",
        .duration = 412us,
    };
}

using TextLog = LogTest;
using JsonLog = LogTest;

TEST_F(TextLog, HasTimeLevelAndMessage) {
    configure(Format::text, Level::debug, stream_);

    info("listening on {}", 2014);

    EXPECT_THAT(stream_.str(), MatchesRegex(std::string{kTime} + " INFO  listening on 2014\n"));
}

TEST_F(TextLog, SaysTheTimeInUtc) {
    configure(Format::text, Level::debug, stream_);
    auto const before =
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());

    info("now");

    auto const time = text::parse_timestamp(stream_.str().substr(0, 24));
    ASSERT_TRUE(time);
    EXPECT_GE(*time, before);
    EXPECT_LE(*time, std::chrono::system_clock::now());
}

TEST_F(TextLog, NamesEveryLevel) {
    configure(Format::text, Level::debug, stream_);

    debug("a");
    info("b");
    warn("c");
    error("d");

    for (auto const* line : {" DEBUG a\n", " INFO  b\n", " WARN  c\n", " ERROR d\n"}) {
        EXPECT_THAT(stream_.str(), HasSubstr(line));
    }
}

TEST_F(TextLog, KeepsAnEventToOnePrintableLine) {
    configure(Format::text, Level::info, stream_);

    info("{}", "one\ntwo\x1b[31m \xc3\xa9 100% %41");

    EXPECT_THAT(stream_.str(), HasSubstr("INFO  one%0Atwo%1B[31m %C3%A9 100% %41\n"));
}

TEST_F(TextLog, LeavesOutWhatIsBelowItsLevel) {
    configure(Format::text, Level::warn, stream_);

    info("quiet");
    request(successful());

    EXPECT_THAT(stream_.str(), IsEmpty());
    EXPECT_FALSE(is_enabled(Level::info));
    EXPECT_TRUE(is_enabled(Level::warn));
}

TEST_F(TextLog, IsSilentWhenOff) {
    configure(Format::text, Level::off, stream_);

    error("quiet");

    EXPECT_THAT(stream_.str(), IsEmpty());
}

TEST_F(TextLog, SaysARequestInOneLine) {
    configure(Format::text, Level::info, stream_);

    request(successful());

    EXPECT_THAT(
        stream_.str(),
        MatchesRegex(
            std::string{kTime} +
            " INFO  90496720-2319-42A8-87CD-FCE4DF95EBED 1000000000000000 DescribeBackupTasks 200 "
            "OK 412us\n"
        )
    );
}

TEST_F(TextLog, SaysCodeAndHintOfARefusal) {
    configure(Format::text, Level::info, stream_);
    auto line = successful();
    line.status = 404;
    line.code = "InvalidAction.NotFound";
    line.hint = R"(did you mean "CreateBackup"?)";

    request(line);

    EXPECT_THAT(
        stream_.str(),
        HasSubstr(R"(404 InvalidAction.NotFound 412us hint="did you mean \"CreateBackup\"?")")
    );
}

TEST_F(TextLog, LetsNoCallerForgeItsColumns) {
    configure(Format::text, Level::info, stream_);
    auto line = successful();
    line.action = "A 200 OK\n";
    line.tenant = "";

    request(line);

    EXPECT_THAT(stream_.str(), HasSubstr("FCE4DF95EBED - A%20200%20OK%0A 200 OK 412us\n"));
}

TEST_F(TextLog, CutsALongAction) {
    configure(Format::text, Level::info, stream_);
    auto line = successful();
    std::string const action(1000, 'A');
    line.action = action;

    request(line);

    EXPECT_THAT(stream_.str(), HasSubstr(" " + std::string(64, 'A') + "... 200"));
}

TEST_F(JsonLog, IsOneObjectALine) {
    configure(Format::json, Level::info, stream_);

    warn("a \"{}\" \\ \n", "quoted");

    EXPECT_THAT(stream_.str(), MatchesRegex("\\{\"time\":\"" + std::string{kTime} + "\".*\\}\n"));
    EXPECT_THAT(stream_.str(), HasSubstr(R"(,"level":"warn","message":"a \"quoted\" \\ %0A"})"));
}

TEST_F(JsonLog, GivesARequestMembersOfItsOwn) {
    configure(Format::json, Level::info, stream_);
    auto line = successful();

    request(line);

    EXPECT_THAT(
        stream_.str(),
        HasSubstr(R"("level":"info","requestId":"90496720-2319-42A8-87CD-FCE4DF95EBED",)"
                  R"("account":"1000000000000000","action":"DescribeBackupTasks","status":200,)"
                  R"("code":"OK","microseconds":412})")
    );
    EXPECT_THAT(stream_.str(), Not(HasSubstr("hint")));
}

TEST_F(JsonLog, CutsALongAction) {
    configure(Format::json, Level::info, stream_);
    auto line = successful();
    std::string const action(1000, 'A');
    line.action = action;

    request(line);

    EXPECT_THAT(
        stream_.str(),
        HasSubstr("\"action\":\"" + std::string(64, 'A') + "...\",\"status\":200")
    );
}

TEST_F(JsonLog, ShowsAHintIfThereIsOne) {
    configure(Format::json, Level::info, stream_);
    auto line = successful();
    line.hint = "use \"x\"";

    request(line);

    EXPECT_THAT(stream_.str(), HasSubstr(R"(,"hint":"use \"x\""})"));
}

}  // namespace

}  // namespace rds::log
