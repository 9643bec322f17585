// Tenants that end: deleted, forgotten since nobody used them, or refused for want of room.
#include "tests/kit/control.hpp"
#include "tests/kit/emulator_under_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>

namespace rds {

namespace {

using namespace std::chrono_literals;
using kit::call;
using kit::EmulatorUnderTest;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kOneInstance =
    R"({"instances": [{"id": "rm-a", "jobPlan": "instant"}]})";
constexpr std::string_view kDefault = "1000000000000000";
constexpr std::string_view kOne = "1111111111111111";
constexpr std::string_view kOwnTenant = "2222222222222222";
constexpr std::string_view kThird = "3333333333333333";

kit::Answer create(EmulatorUnderTest& emulator, std::string_view tenant) {
    return emulator.ask(call("CreateBackup").with("DBInstanceId", "rm-a").by(tenant));
}

kit::Answer remove(EmulatorUnderTest& emulator, std::string_view tenant) {
    return emulator.control("DELETE", std::string{"accounts/"}.append(tenant));
}

std::string about(std::string_view path, std::string_view tenant) {
    return std::string{path}.append("?account=").append(tenant);
}

std::string tenants(EmulatorUnderTest& emulator) {
    return emulator.control("GET", "accounts").body();
}

TEST(DeletedTenant, IsAFreshOneWhenItIsUsedAgain) {
    EmulatorUnderTest emulator{kOneInstance};
    auto const first = create(emulator, kOne).text("/BackupJobId");
    emulator.control("PUT", about("clock", kOne), R"({"frozen": true})");
    emulator.control("PUT", about("snapshots/it", kOne));

    auto const answer = remove(emulator, kOne);

    EXPECT_EQ(answer.status(), 204);
    EXPECT_EQ(answer.field("x-rds-emulator-account"), kOne);
    EXPECT_THAT(tenants(emulator), Not(HasSubstr(kOne)));
    EXPECT_EQ(create(emulator, kOne).text("/BackupJobId"), first);
    EXPECT_EQ(emulator.control("GET", about("requests", kOne)).json()["requests"].Size(), 1U)
        << "the journal begins anew";
    EXPECT_EQ(emulator.control("GET", about("clock", kOne)).text("/mode"), "real");
    EXPECT_TRUE(emulator.control("GET", about("snapshots", kOne)).json()["snapshots"].Empty());
}

TEST(DeletedTenant, LeavesTheOthersAsTheyAre) {
    EmulatorUnderTest emulator{kOneInstance};
    create(emulator, kOne);
    create(emulator, kOwnTenant);
    auto const before = emulator.control("GET", about("requests", kOwnTenant)).body();

    remove(emulator, kOne);

    EXPECT_EQ(emulator.control("GET", about("requests", kOwnTenant)).body(), before);
    EXPECT_THAT(tenants(emulator), HasSubstr(kOwnTenant));
}

TEST(DeletedTenant, EndsTheWaitsForItsCalls) {
    EmulatorUnderTest emulator{kOneInstance};
    auto const request = kit::control_request("POST", about("requests/wait", kOne), "{}");
    auto const its = emulator.ask_and_go_on(request);
    auto const others = emulator.ask_and_go_on(
        kit::control_request("POST", about("requests/wait", kOwnTenant), "{}")
    );
    ASSERT_FALSE(*its);

    remove(emulator, kOne);

    ASSERT_TRUE(*its);
    EXPECT_EQ((*its)->status(), 404);
    kit::expect_as_documented(request, **its);
    EXPECT_FALSE(*others);
    create(emulator, kOwnTenant);
    EXPECT_TRUE(*others);
}

TEST(DeletedTenant, IsNotAskedForItsJobsAnyMore) {
    EmulatorUnderTest emulator{kOneInstance};
    auto const job = create(emulator, kOne).text("/BackupJobId");
    auto const hint = [&emulator, &job] {
        auto asked = call("DescribeBackupTasks").with("DBInstanceId", "rm-a");
        return emulator.ask(std::move(asked).with("BackupJobId", job).by(kOwnTenant)).hint();
    };
    ASSERT_THAT(hint(), HasSubstr("another account"));

    remove(emulator, kOne);

    EXPECT_THAT(hint(), Not(HasSubstr("another account")));
}

TEST(DeletedTenant, IsResetIfItIsTheDefaultOne) {
    EmulatorUnderTest emulator{kOneInstance};
    auto const first = create(emulator, "testid").text("/BackupJobId");

    EXPECT_EQ(remove(emulator, kDefault).status(), 204);

    EXPECT_THAT(tenants(emulator), HasSubstr(kDefault));
    EXPECT_TRUE(emulator.control("GET", "requests").json()["requests"].Empty());
    EXPECT_EQ(create(emulator, "testid").text("/BackupJobId"), first);
}

TEST(DeletedTenant, MustHaveBeenUsed) {
    EmulatorUnderTest emulator{kOneInstance};
    EXPECT_EQ(remove(emulator, kOne).status(), 404);
    EXPECT_EQ(remove(emulator, kDefault).status(), 404);
    EXPECT_THAT(tenants(emulator), Not(HasSubstr(kOne)));
}

// A mistyped one must not be taken for the default tenant, as other paths take it.
TEST(DeletedTenant, MustBeNamedByItsId) {
    EmulatorUnderTest emulator{kOneInstance};
    create(emulator, "testid");
    for (auto const* const id : {"testid", "111111111111111", "11111111111111111", "*"}) {
        auto const answer = remove(emulator, id);
        EXPECT_EQ(answer.status(), 400) << id;
        EXPECT_EQ(answer.text("/parameter"), "account") << id;
    }
    EXPECT_EQ(emulator.control("GET", "requests").json()["requests"].Size(), 1U);
}

Options with_room_for(int most) {
    Options options;
    options.max_accounts = most;
    return options;
}

TEST(TooManyTenants, AreRefusedByAnErrorThatNoSdkTriesAgain) {
    EmulatorUnderTest emulator{kOneInstance, with_room_for(2)};
    create(emulator, kOne);
    create(emulator, kOwnTenant);

    auto const refused = create(emulator, kThird);

    EXPECT_EQ(refused.status(), 400);
    EXPECT_EQ(refused.code(), "EmulatorTooManyAccounts");
    EXPECT_THAT(refused.text("/Message"), HasSubstr("DELETE /_emulator/accounts/"));
    EXPECT_THAT(refused.text("/Message"), HasSubstr("--max-accounts"));
    EXPECT_THAT(refused.text("/Message"), Not(HasSubstr("NotFound")));
    EXPECT_THAT(refused.hint(), HasSubstr("--max-accounts is 2"));
    EXPECT_EQ(create(emulator, kOne).status(), 200) << "those that exist go on";
}

TEST(TooManyTenants, AreRefusedByTheControlApiToo) {
    EmulatorUnderTest emulator{kOneInstance, with_room_for(1)};
    create(emulator, kOne);
    auto const refused = emulator.control("GET", about("clock", kOwnTenant));
    EXPECT_EQ(refused.status(), 409);
    EXPECT_EQ(refused.text("/parameter"), "account");
    EXPECT_THAT(refused.text("/detail"), HasSubstr("--max-accounts"));
}

TEST(TooManyTenants, NeverKeepOutTheDefaultOne) {
    EmulatorUnderTest emulator{kOneInstance, with_room_for(1)};
    create(emulator, kOne);
    EXPECT_EQ(create(emulator, "testid").status(), 200);
    EXPECT_EQ(create(emulator, kOwnTenant).status(), 400) << "and it takes nobody's place";
}

TEST(TooManyTenants, AreNoMoreOnceOneIsDeleted) {
    EmulatorUnderTest emulator{kOneInstance, with_room_for(1)};
    create(emulator, kOne);
    remove(emulator, kOne);
    EXPECT_EQ(create(emulator, kOwnTenant).status(), 200);
}

Options forgetting_after(std::chrono::milliseconds idle, int most = 10) {
    auto options = with_room_for(most);
    options.account_idle = idle;
    return options;
}

TEST(IdleTenant, IsForgottenAfterItsTime) {
    EmulatorUnderTest emulator{kOneInstance, forgetting_after(1min)};
    auto const first = create(emulator, kOne).text("/BackupJobId");
    emulator.pass(59s);
    EXPECT_NE(create(emulator, kOne).text("/BackupJobId"), first) << "used in time";
    emulator.pass(59s);
    EXPECT_THAT(tenants(emulator), HasSubstr(kOne));

    emulator.pass(1s);

    EXPECT_THAT(tenants(emulator), Not(HasSubstr(kOne)));
    EXPECT_EQ(create(emulator, kOne).text("/BackupJobId"), first);
    EXPECT_EQ(emulator.control("GET", about("requests", kOne)).json()["requests"].Size(), 1U);
}

TEST(IdleTenant, GivesItsPlaceToOthers) {
    EmulatorUnderTest emulator{kOneInstance, forgetting_after(1min, 1)};
    create(emulator, kOne);
    emulator.pass(59s);
    EXPECT_EQ(create(emulator, kOwnTenant).status(), 400);
    emulator.pass(1s);
    EXPECT_EQ(create(emulator, kOwnTenant).status(), 200);
}

TEST(IdleTenant, StaysIfItIsTheDefaultOne) {
    EmulatorUnderTest emulator{kOneInstance, forgetting_after(1min)};
    auto const first = create(emulator, "testid").text("/BackupJobId");
    emulator.pass(1h);
    EXPECT_NE(create(emulator, "testid").text("/BackupJobId"), first);
}

TEST(IdleTenant, StaysWhileSomebodyWaitsForItsCalls) {
    EmulatorUnderTest emulator{kOneInstance, forgetting_after(10s)};
    auto const first = create(emulator, kOne).text("/BackupJobId");
    auto const waited = emulator.ask_and_go_on(kit::control_request(
        "POST",
        about("requests/wait", kOne),
        R"({"count": 9, "timeout": "1m"})"
    ));
    emulator.pass(30s);
    EXPECT_THAT(tenants(emulator), HasSubstr(kOne));
    emulator.pass(30s);
    ASSERT_TRUE(*waited);

    emulator.pass(9s);

    EXPECT_NE(create(emulator, kOne).text("/BackupJobId"), first);
}

TEST(IdleTenant, StaysForeverUnlessAnOptionSaysOtherwise) {
    EmulatorUnderTest emulator{kOneInstance};
    auto const first = create(emulator, kOne).text("/BackupJobId");
    emulator.pass(std::chrono::hours{24 * 365});
    EXPECT_NE(create(emulator, kOne).text("/BackupJobId"), first);
}

}  // namespace

}  // namespace rds
