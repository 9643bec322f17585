// How the options change the way callers are treated.
#include "tests/kit/emulator_under_test.hpp"

#include <gmock/gmock.h>

namespace rds::gateway {

namespace {

using kit::call;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr std::string_view kFixture = R"({"instances": [{"id": "rm-a"}]})";

kit::Call poll(std::string_view instance = "rm-a") {
    return call("DescribeBackupTasks").with("DBInstanceId", instance);
}

class Strict : public testing::Test {
  protected:
    static Options strict() {
        Options options;
        options.strict = true;
        return options;
    }

    kit::EmulatorUnderTest emulator_{kFixture, strict()};
};

TEST_F(Strict, RefusesParametersThatTheActionDoesNotKnowAndNamesThemAll) {
    auto unknown = poll();
    for (auto const* const name : {"P1", "P2", "P3", "P4", "P5", "P6", "BackupJobID"})
        unknown = std::move(unknown).with(name, "1");

    auto const answer = emulator_.ask(unknown);

    EXPECT_EQ(answer.status(), 400);
    EXPECT_EQ(answer.code(), "InvalidParameters.Format");
    EXPECT_THAT(answer.hint(), HasSubstr("P1, P2, P3, P4, P5, P6 and BackupJobID (did you mean"));
}

TEST_F(Strict, LetsPassWhatEveryClientSends) {
    auto const answer = emulator_.ask(poll().by("key").with("RegionId", "cn-hangzhou"));
    EXPECT_EQ(answer.status(), 200) << answer.hint();
}

class LocalRecommend : public testing::Test {
  protected:
    static Options local() {
        Options options;
        options.recommend = Recommend::local;
        return options;
    }

    kit::Answer refused(std::string_view host, bool secure = false) {
        http::Request request;
        request.method = "GET";
        request.target = poll("rm-c").request().target;
        request.fields.add("Host", host);
        request.secure = secure;
        return emulator_.ask(request);
    }

    kit::EmulatorUnderTest emulator_{kFixture, local()};
};

TEST_F(LocalRecommend, LeadsToTheCallInTheJournal) {
    auto const answer = refused("rds.local:2014");
    EXPECT_EQ(
        answer.text("/Recommend"),
        "http://rds.local:2014/_emulator/requests/" + answer.text("/RequestId")
    );
    EXPECT_THAT(refused("[::1]:2014").text("/Recommend"), StartsWith("http://[::1]:2014/_em"));
    EXPECT_THAT(refused("localhost", true).text("/Recommend"), StartsWith("https://localhost/_em"));
}

TEST_F(LocalRecommend, LeadsNowhereElse) {
    for (auto const* const host :
         {"",
          "a b",
          "a/b",
          "evil@host",
          "a\"b",
          "]]>",
          "[::1",
          "[x]",
          "a:port",
          "a:123456",
          "a:1:2",
          ":80"}) {
        EXPECT_THAT(refused(host).text("/Recommend"), StartsWith("https://api.aliyun.com/"))
            << host;
    }
}

TEST(TenantHeader, IsOnAnswersOfTheApiAlone) {
    kit::EmulatorUnderTest emulator{kFixture};
    http::Request preflight;
    preflight.method = "OPTIONS";
    preflight.target = "/";
    EXPECT_EQ(emulator.ask(preflight).field("x-rds-emulator-account"), "");
    EXPECT_EQ(emulator.ask(poll()).field("x-rds-emulator-account"), control::kDefaultTenant);
}

TEST(AllDigitKey, IsToldThatItFellToTheDefaultTenant) {
    kit::EmulatorUnderTest emulator{kFixture};
    EXPECT_THAT(emulator.ask(poll().by("123456789012345")).hint(), testing::HasSubstr("15 digits"));
    EXPECT_EQ(emulator.ask(poll().by("1234567890123456")).hint(), "");
    EXPECT_EQ(emulator.ask(poll().by("testid")).hint(), "");
}

TEST(AllDigitKey, IsFineIfTheFixtureHasIt) {
    Options options;
    options.access_key_id = "12345";
    kit::EmulatorUnderTest emulator{kFixture, options};
    EXPECT_EQ(emulator.ask(poll().by("12345")).hint(), "");
}

TEST(JobOfAnotherTenant, IsHintedAtWhereItWasMadeNotLongAgo) {
    kit::EmulatorUnderTest emulator{kFixture};
    constexpr std::string_view kOther = "1234567890123456";
    auto const made = emulator.ask(call("CreateBackup").with("DBInstanceId", "rm-a").by(kOther));
    auto const job = made.text("/BackupJobId");

    auto const here = emulator.ask(poll().with("BackupJobId", job)).hint();
    auto const there = emulator.ask(poll().with("BackupJobId", job).by(kOther)).hint();
    auto const nowhere = emulator.ask(poll().with("BackupJobId", "7")).hint();

    EXPECT_THAT(here, StartsWith("This account has no job " + job + "; CreateBackup gave this ID"));
    EXPECT_THAT(here, Not(HasSubstr(kOther)));
    EXPECT_EQ(there, "");
    EXPECT_EQ(nowhere, "This account has no job 7.");
}

}  // namespace

}  // namespace rds::gateway
