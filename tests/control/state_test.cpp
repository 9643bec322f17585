#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/state_text.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace rds {

namespace {

using kit::call;
using kit::EmulatorUnderTest;
using namespace std::chrono_literals;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr auto kNeighbour = "2000000000000000";
constexpr auto kLoadedFixture = R"({
    "instances": [{"id": "rm-a"}],
    "faults": [{"action": "DescribeBackupTasks", "code": "InternalFailure", "first": 2}]
})";

class State : public testing::Test {
  protected:
    kit::Answer create(std::string_view instance = "rm-a", std::string_view key = {}) {
        return emulator_.ask(call("CreateBackup").with("DBInstanceId", instance).by(key));
    }

    int describe_status() {
        return emulator_.ask(call("DescribeBackupTasks").with("DBInstanceId", "rm-a")).status();
    }

    std::vector<std::string> instances(std::string_view tenant = control::kDefaultTenant) {
        return emulator_.state(tenant).instances().names();
    }

    // What is said of a document that is loaded, and that it changed nothing.
    kit::Answer refused(std::string_view fixture) {
        auto const before = kit::state_text(emulator_.state());
        auto answer =
            emulator_.control("POST", "load", fmt::format(R"({{"fixture": {}}})", fixture));
        EXPECT_EQ(answer.status(), 400) << answer.body();
        EXPECT_EQ(kit::state_text(emulator_.state()), before);
        return answer;
    }

    EmulatorUnderTest emulator_{kLoadedFixture};
};

TEST_F(State, IsResetWithItsIdsItsFaultsAndItsClock) {
    auto const first = create().text("/BackupJobId");
    EXPECT_EQ(describe_status(), 400);
    EXPECT_EQ(describe_status(), 400);
    EXPECT_EQ(describe_status(), 200);
    emulator_.state().set_clock(
        storage::Clock{
            storage::Instant{std::chrono::sys_days{std::chrono::year{2040} / 1 / 1}},
            {},
            0},
        {}
    );

    auto const answer = emulator_.control("POST", "reset");

    EXPECT_EQ(answer.status(), 200);
    EXPECT_EQ(answer.text("/now"), "2026-01-02T00:00:00Z");
    EXPECT_EQ(describe_status(), 400);
    EXPECT_EQ(create().text("/BackupJobId"), first);
}

TEST_F(State, IsResetOfOneTenantOrOfAll) {
    create("rm-a");
    create("rm-a", kNeighbour);

    emulator_.control("POST", fmt::format("reset?account={}", kNeighbour));
    EXPECT_EQ(create("rm-a").code(), "BackupJobExists");
    EXPECT_EQ(create("rm-a", kNeighbour).status(), 200);

    auto const answer = emulator_.control("POST", "reset?account=*");
    EXPECT_EQ(answer.text("/accounts/2000000000000000/now"), "2026-01-02T00:00:00Z");
    EXPECT_EQ(create("rm-a").status(), 200);
    EXPECT_EQ(create("rm-a", kNeighbour).status(), 200);
}

TEST_F(State, IsLoadedIntoOneTenantAlone) {
    instances();
    auto const answer = emulator_.control(
        "POST",
        fmt::format("load?account={}", kNeighbour),
        R"({"fixture": {"instances": [{"id": "rm-b"}], "clock": {"now": "2030-01-01T00:00:00Z", "speed": 0}}})"
    );

    EXPECT_EQ(answer.status(), 200);
    EXPECT_EQ(answer.text("/now"), "2030-01-01T00:00:00Z");
    EXPECT_THAT(instances(kNeighbour), ElementsAre("rm-b"));
    EXPECT_THAT(instances(), ElementsAre("rm-a"));
    EXPECT_EQ(describe_status(), 400);
}

TEST_F(State, IsLoadedFromAFixtureThatIsCompiledIn) {
    EXPECT_EQ(emulator_.control("POST", "load", R"({"fixture": "default"})").status(), 200);
    EXPECT_THAT(instances(), testing::Contains("rm-uf6wjk5xxxxxxx"));
}

TEST_F(State, IsNeverLoadedFromAFileOfTheServer) {
    for (auto const* const name : {"/etc/passwd", "./default", "../fixtures/default.json", ""}) {
        auto const answer = refused(fmt::format(R"("{}")", name));
        EXPECT_EQ(answer.text("/pointer"), "/fixture");
        EXPECT_THAT(answer.text("/detail"), HasSubstr("is not one of"));
    }
    EXPECT_THAT(refused(R"("defautl")").text("/detail"), HasSubstr("did you mean \"default\""));
}

TEST_F(State, IsNotLoadedFromWhatIsNoFixture) {
    for (auto const* const value : {"7", "null", "[]", "true"}) {
        auto const answer = refused(value);
        EXPECT_EQ(answer.text("/pointer"), "/fixture");
        EXPECT_THAT(answer.text("/detail"), HasSubstr("neither the name of a fixture nor"));
    }
    auto const answer = emulator_.control("POST", "load", "{}");
    EXPECT_EQ(answer.status(), 400);
    EXPECT_THAT(
        answer.text("/detail"),
        AllOf(HasSubstr("\"fixture\" is missing"), HasSubstr("the name of a fixture or a fixture"))
    );
}

TEST_F(State, IsNotChangedByADocumentThatIsWrong) {
    EXPECT_EQ(refused(R"({"instances": [{"id": 7}]})").text("/pointer"), "/fixture/instances/0/id");
    EXPECT_EQ(
        refused(R"({"settings": {"jobPlan": "hold"}})").text("/pointer"),
        "/fixture/settings/jobPlan"
    );
    EXPECT_EQ(
        refused(R"({"faults": [{"action": "DropEverything", "code": "InternalFailure"}]})")
            .text("/pointer"),
        "/fixture/faults/0/action"
    );
    EXPECT_EQ(
        refused(R"({"instances": [{"id": "rm-a"}], "backupJobs": [
            {"id": 1, "instance": "rm-a", "status": "Waiting", "startedAt": "2040-01-01T00:00:00Z"}]})"
        )
            .text("/pointer"),
        "/fixture/backupJobs/0/startedAt"
    );
    EXPECT_EQ(
        refused(R"({"lastIds": {"backup": 2147483647}, "instances": [{"id": "rm-a"}],
                    "backupJobs": [{"id": 1, "instance": "rm-a"}]})")
            .text("/pointer"),
        "/fixture/backupJobs/0"
    );
}

TEST_F(State, DoesNotTakeIdentitiesThatCome) {
    auto const answer = refused(R"({"identities": {"users": [{"name": "alice"}]}})");
    EXPECT_EQ(answer.text("/pointer"), "/fixture/identities");
    EXPECT_THAT(answer.text("/detail"), HasSubstr("when it starts"));
    EXPECT_EQ(refused(R"("ram")").text("/pointer"), "/fixture");
}

TEST_F(State, BeginsWithTheStartFixtureThatIsSetLast) {
    instances();
    auto const answer = emulator_.control(
        "PUT",
        "start-fixture",
        R"({"fixture": {"instances": [{"id": "rm-new"}]}})"
    );

    EXPECT_EQ(answer.status(), 204);
    EXPECT_THAT(instances(), ElementsAre("rm-a"));
    EXPECT_THAT(instances(kNeighbour), ElementsAre("rm-new"));
    emulator_.control("POST", "reset");
    EXPECT_THAT(instances(), ElementsAre("rm-new"));
}

TEST_F(State, KeepsTheStartFixtureWhenTheNewOneIsWrong) {
    auto const answer = emulator_.control(
        "PUT",
        "start-fixture",
        R"({"fixture": {"backupJobs": [{"id": 1, "instance": "rm-x"}]}})"
    );

    EXPECT_EQ(answer.status(), 400);
    EXPECT_EQ(answer.text("/pointer"), "/fixture/backupJobs/0/instance");
    EXPECT_THAT(instances(kNeighbour), ElementsAre("rm-a"));
}

TEST(StateWithOptions, OptionsWinOverAStartFixtureAndGiveWayToOneThatIsLoaded) {
    Options options;
    options.job_plan.name = "polls";
    options.clock_frozen = true;
    options.backups_per_day = 5;
    EmulatorUnderTest emulator{"{}", options};
    constexpr auto kBody =
        R"({"fixture": {"settings": {"jobPlan": "held"}, "clock": {"speed": 60}}})";

    emulator.control("POST", "load", kBody);
    EXPECT_EQ(emulator.state().settings().get().job_plan, "held");
    EXPECT_EQ(emulator.state().settings().get().backups_per_day, 5);
    EXPECT_EQ(emulator.state().clock().speed, 60);

    emulator.control("PUT", "start-fixture", kBody);
    emulator.control("POST", "reset");
    EXPECT_EQ(emulator.state().settings().get().job_plan, "polls");
    EXPECT_EQ(emulator.state().clock().speed, 0);
}

TEST_F(State, ThatNoFixtureCanSayIsNotExported) {
    constexpr storage::Instant kFar{std::chrono::sys_days{std::chrono::year{12026} / 1 / 1}};
    emulator_.state().set_clock(storage::Clock{kFar, {}, 0}, {});

    auto const answer = emulator_.control("GET", "export");

    EXPECT_EQ(answer.status(), 409);
    EXPECT_THAT(answer.text("/detail"), HasSubstr("9999"));
}

}  // namespace

}  // namespace rds
