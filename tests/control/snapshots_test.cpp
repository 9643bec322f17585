#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/folder.hpp"

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
using testing::HasSubstr;

constexpr auto kForkedTenant = "2000000000000000";
constexpr auto kSavedFixture = R"({
    "instances": [{"id": "rm-a"}],
    "faults": [{"action": "CreateBackup", "code": "InternalError", "first": 1}]
})";

// In memory, and kept in files.
class Snapshot : public testing::TestWithParam<bool> {
  protected:
    Options options() const {
        Options options;
        if (GetParam()) options.data_dir = folder_.path().string();
        return options;
    }

    kit::Answer create(std::string_view key = {}) {
        return emulator_.ask(call("CreateBackup").with("DBInstanceId", "rm-a").by(key));
    }

    std::size_t jobs(std::string_view key = {}) {
        return emulator_.ask(call("DescribeBackupTasks").with("DBInstanceId", "rm-a").by(key))
            .job_ids()
            .size();
    }

    kit::Folder folder_;
    EmulatorUnderTest emulator_{kSavedFixture, options()};
};

INSTANTIATE_TEST_SUITE_P(Kept, Snapshot, testing::Bool(), [](auto const& kept) {
    return kept.param ? "InAFile" : "InMemory";
});

TEST_P(Snapshot, BringsBackJobsFaultsIdsAndTime) {
    auto const saved = emulator_.control("PUT", "snapshots/before");
    EXPECT_EQ(saved.status(), 201);
    EXPECT_EQ(saved.text("/name"), "before");
    EXPECT_EQ(saved.text("/now"), "2026-01-02T00:00:00Z");
    EXPECT_EQ(create().code(), "InternalError");
    auto const id = create().text("/BackupJobId");
    emulator_.pass(2s);

    auto const restored = emulator_.control("POST", "snapshots/before/restore");

    EXPECT_EQ(restored.status(), 200);
    EXPECT_EQ(restored.text("/now"), "2026-01-02T00:00:00Z");
    EXPECT_EQ(jobs(), 0U);
    EXPECT_EQ(create().code(), "InternalError");
    EXPECT_EQ(create().text("/BackupJobId"), id);
}

TEST_P(Snapshot, StaysThroughResetAndIsListed) {
    create();
    create();
    emulator_.control("PUT", "snapshots/one-job");
    emulator_.control("POST", "reset");
    EXPECT_EQ(jobs(), 0U);

    EXPECT_EQ(emulator_.control("GET", "snapshots").text("/snapshots/0/name"), "one-job");
    emulator_.control("POST", "snapshots/one-job/restore");
    EXPECT_EQ(jobs(), 1U);
}

TEST_P(Snapshot, IsReplacedUnderItsName) {
    emulator_.control("PUT", "snapshots/it");
    create();
    create();
    EXPECT_EQ(emulator_.control("PUT", "snapshots/it").status(), 200);
    emulator_.control("POST", "reset");
    emulator_.control("POST", "snapshots/it/restore");
    EXPECT_EQ(jobs(), 1U);
}

TEST_P(Snapshot, IsForkedIntoAnotherTenant) {
    create();
    create();
    emulator_.control("PUT", "snapshots/it");

    auto const answer = emulator_.control(
        "POST",
        "snapshots/it/fork",
        fmt::format(R"({{"account": "{}"}})", kForkedTenant)
    );

    EXPECT_EQ(answer.status(), 200);
    EXPECT_EQ(answer.text("/account"), kForkedTenant);
    EXPECT_EQ(jobs(kForkedTenant), 1U);
    emulator_.control("POST", fmt::format("reset?account={}", kForkedTenant));
    EXPECT_EQ(jobs(kForkedTenant), 0U);
    EXPECT_EQ(jobs(), 1U);
}

TEST(Snapshots, ThatWereRestoredAreThereAfterARestart) {
    kit::Folder const folder;
    Options options;
    options.data_dir = folder.path().string();
    options.fixture_json = kSavedFixture;
    EmulatorUnderTest emulator{kSavedFixture, options};
    auto const create = [&emulator] {
        return emulator.ask(call("CreateBackup").with("DBInstanceId", "rm-a")).code();
    };
    create();  // the fault
    create();
    emulator.control("PUT", "snapshots/it");
    emulator.control("POST", "reset");
    emulator.control("POST", "snapshots/it/restore");

    emulator.restart(EmulatorUnderTest::End::crash, 0s, options);

    EXPECT_EQ(create(), "BackupJobExists");
    EXPECT_EQ(emulator.control("GET", "snapshots").body(), R"({"snapshots":[]})");
}

TEST(Snapshots, AreOfOneTenant) {
    EmulatorUnderTest emulator{kSavedFixture};
    emulator.control("PUT", "snapshots/mine");

    auto const list = emulator.control("GET", fmt::format("snapshots?account={}", kForkedTenant));
    EXPECT_EQ(list.body(), R"({"snapshots":[]})");
    auto const path = fmt::format("snapshots/mine/restore?account={}", kForkedTenant);
    EXPECT_EQ(emulator.control("POST", path).status(), 404);
}

TEST(Snapshots, AreForgotten) {
    EmulatorUnderTest emulator{kSavedFixture};
    emulator.control("PUT", "snapshots/mine");

    EXPECT_EQ(emulator.control("DELETE", "snapshots/mine").status(), 204);
    EXPECT_EQ(emulator.control("DELETE", "snapshots/mine").status(), 404);
    EXPECT_EQ(emulator.control("GET", "snapshots").body(), R"({"snapshots":[]})");
}

TEST(Snapshots, HaveNamesWithoutPaths) {
    EmulatorUnderTest emulator{kSavedFixture};
    for (auto const* const name :
         {"..",
          ".hidden",
          "..%2F..%2Fetc%2Fpasswd",
          "a%2Fb",
          "a%5Cb",
          "a%20b",
          "a%00b",
          "a%FFb",
          "%C3%A4"}) {
        auto const answer = emulator.control("PUT", fmt::format("snapshots/{}", name));
        EXPECT_EQ(answer.status(), 400) << name;
        EXPECT_EQ(answer.text("/parameter"), "name") << name;
    }
    EXPECT_EQ(emulator.control("PUT", "snapshots/a/b").status(), 404);
    EXPECT_EQ(emulator.control("PUT", "snapshots/" + std::string(65, 'a')).status(), 400);
    EXPECT_EQ(emulator.control("PUT", "snapshots/" + std::string(64, 'a')).status(), 201);
    EXPECT_EQ(emulator.control("PUT", "snapshots/v1.2_rc-3").status(), 201);
}

TEST(Snapshots, ThatAreUnknownNameTheNearOnes) {
    EmulatorUnderTest emulator{kSavedFixture};
    emulator.control("PUT", "snapshots/before");

    for (auto const* const what : {"beofre/restore", "beofre/fork"}) {
        auto const answer = emulator.control(
            "POST",
            fmt::format("snapshots/{}", what),
            std::string_view{what}.ends_with("fork") ? R"({"account": "testid"})" : ""
        );
        EXPECT_EQ(answer.status(), 404);
        EXPECT_EQ(answer.text("/parameter"), "name");
        EXPECT_THAT(answer.text("/detail"), HasSubstr("did you mean \"before\""));
    }
}

TEST(Snapshots, AreNoMoreThanATenantMayHave) {
    EmulatorUnderTest emulator{kSavedFixture};
    for (int i = 0; i < 64; ++i)
        EXPECT_EQ(emulator.control("PUT", fmt::format("snapshots/{}", i)).status(), 201);

    auto const answer = emulator.control("PUT", "snapshots/64");
    EXPECT_EQ(answer.status(), 409);
    EXPECT_THAT(answer.text("/detail"), AllOf(HasSubstr("64"), HasSubstr("delete one")));
    EXPECT_EQ(emulator.control("PUT", "snapshots/63").status(), 200);
}

TEST(Snapshots, AreForkedIntoOneTenantThatThereMayBe) {
    Options options;
    options.max_accounts = 1;
    EmulatorUnderTest emulator{kSavedFixture, options};
    emulator.control("PUT", "snapshots/it");
    emulator.state("1111111111111111");

    auto const beyond =
        emulator.control("POST", "snapshots/it/fork", R"({"account": "2000000000000000"})");
    EXPECT_EQ(beyond.status(), 409);
    EXPECT_EQ(beyond.text("/pointer"), "/account");
    EXPECT_THAT(beyond.text("/detail"), HasSubstr("--max-accounts"));
    auto const all = emulator.control("POST", "snapshots/it/fork", R"({"account": "*"})");
    EXPECT_EQ(all.status(), 400);
    EXPECT_EQ(all.text("/pointer"), "/account");
    // Its own tenant is one too.
    EXPECT_EQ(
        emulator.control("POST", "snapshots/it/fork", R"({"account": "testid"})").status(),
        200
    );
}

}  // namespace

}  // namespace rds
