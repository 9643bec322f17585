// What tenants are after the emulator was ended and started again on the same directory.
#include "server/log/log.hpp"
#include "storage/unusable.hpp"
#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/folder.hpp"
#include "tests/kit/state_text.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

namespace rds {

namespace {

using kit::call;
using namespace std::chrono_literals;
using End = kit::EmulatorUnderTest::End;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr auto kKeptFixture = R"({
    "instances": [{"id": "rm-a"}, {"id": "rm-polls", "jobPlan": "polls"}],
    "faults": [{"action": "CreateBackup", "code": "Throttling.User", "first": 2}]
})";
constexpr auto kOtherFixture = R"({"instances": [{"id": "rm-z"}]})";
constexpr auto kAnotherTenant = "2000000000000000";

class DataDirectory : public testing::TestWithParam<End> {
  protected:
    Options options() const {
        Options options;
        options.data_dir = folder_.path().string();
        options.fixture_json = kKeptFixture;
        return options;
    }

    kit::Answer create(std::string_view instance, std::string_view tenant = {}) {
        return emulator_.ask(call("CreateBackup").with("DBInstanceId", instance).by(tenant));
    }

    kit::Answer jobs_of(std::string_view instance) {
        return emulator_.ask(call("DescribeBackupTasks").with("DBInstanceId", instance));
    }

    void restart(Options const& with) { emulator_.restart(GetParam(), 1h, with); }

    kit::Folder folder_;
    kit::EmulatorUnderTest emulator_{kKeptFixture, options()};
};

INSTANTIATE_TEST_SUITE_P(
    After,
    DataDirectory,
    testing::Values(End::orderly, End::crash),
    [](auto const& end) { return end.param == End::orderly ? "AnOrderlyEnd" : "ACrash"; }
);

TEST_P(DataDirectory, KeepsEveryTenantAsItWas) {
    for (std::string const tenant : {"1000000000000000", kAnotherTenant})
        emulator_.control("PUT", "clock?account=" + tenant, R"({"frozen": true})");
    EXPECT_EQ(create("rm-a").code(), "Throttling.User");
    EXPECT_EQ(create("rm-a", kAnotherTenant).code(), "Throttling.User");
    EXPECT_EQ(create("rm-a", kAnotherTenant).code(), "Throttling.User");
    EXPECT_EQ(create("rm-a", kAnotherTenant).status(), 200);
    auto const mine = kit::state_text(emulator_.state());
    auto const others = kit::state_text(emulator_.state(kAnotherTenant));
    EXPECT_NE(mine, others);

    restart(options());

    EXPECT_EQ(kit::state_text(emulator_.state()), mine);
    EXPECT_EQ(kit::state_text(emulator_.state(kAnotherTenant)), others);
}

TEST_P(DataDirectory, KeepsHowOftenFaultsHaveStruck) {
    EXPECT_EQ(create("rm-a").code(), "Throttling.User");

    restart(options());

    EXPECT_EQ(create("rm-a").code(), "Throttling.User");
    EXPECT_EQ(create("rm-a").status(), 200);
}

TEST_P(DataDirectory, KeepsWhatPollsHaveMoved) {
    create("rm-polls");
    create("rm-polls");
    EXPECT_EQ(create("rm-polls").status(), 200);
    EXPECT_EQ(jobs_of("rm-polls").first_job("BackupStatus"), "NoStart");
    EXPECT_EQ(jobs_of("rm-polls").first_job("BackupStatus"), "Checking");

    restart(options());

    EXPECT_EQ(jobs_of("rm-polls").first_job("BackupStatus"), "Preparing");
}

TEST_P(DataDirectory, SeedsOnlyNewTenants) {
    create("rm-a");
    auto other = options();
    other.fixture_json = kOtherFixture;

    restart(other);

    EXPECT_THAT(emulator_.state().instances().names(), ElementsAre("rm-a", "rm-polls"));
    EXPECT_THAT(emulator_.state(kAnotherTenant).instances().names(), ElementsAre("rm-z"));
}

TEST_P(DataDirectory, HoldsClocksThatRunOnOnlyIfTheyAreReal) {
    emulator_.state();
    restart(options());
    auto const real = emulator_.state().clock();
    auto frozen = options();
    frozen.clock_frozen = true;
    restart(frozen);
    auto const at = emulator_.state().clock().tenant_anchor;

    restart(options());

    EXPECT_TRUE(real.is_real());
    EXPECT_TRUE(emulator_.state().clock().is_frozen());
    EXPECT_EQ(emulator_.state().clock().tenant_anchor, at);
}

TEST_P(DataDirectory, LetsAFrozenClockRunAgainIfAnOptionSaysSo) {
    emulator_.state();
    auto with = options();
    with.clock_frozen = true;
    restart(with);
    EXPECT_TRUE(emulator_.state().clock().is_frozen());

    with.clock_frozen = false;
    restart(with);

    EXPECT_TRUE(emulator_.state().clock().is_real());
}

TEST_P(DataDirectory, GivesPlansTheSameDurationAtEveryStart) {
    auto with = options();
    with.fixture_json = R"({"plans": [{"name": "timed", "kind": "timed", "duration": "1h"}]})";
    with.job_plan.duration = 2min;
    restart(with);
    EXPECT_EQ(emulator_.state().plans().find("timed")->duration, 2min);

    restart(with);

    EXPECT_EQ(emulator_.state().plans().find("timed")->duration, 2min);
}

TEST_P(DataDirectory, IsRefusedWithAClockBeforeWhatItsTenantHasComeTo) {
    create("rm-a");
    create("rm-a");
    ASSERT_EQ(create("rm-a").status(), 200);
    emulator_.control("POST", "clock/advance", R"({"by": "1h"})");
    auto back = options();
    back.clock_start = storage::Instant{std::chrono::sys_days{std::chrono::year{2026} / 1 / 2}};

    EXPECT_THROW(restart(back), Unusable);
}

TEST_P(DataDirectory, GivesWayToTheOptionsThatAreGiven) {
    emulator_.state();
    std::ostringstream log;
    log::configure(log::Format::text, log::Level::info, log);
    auto changed = options();
    changed.clock_start = storage::Instant{std::chrono::sys_days{std::chrono::year{2030} / 1 / 1}};
    changed.clock_speed = 60;
    changed.job_plan.name = "instant";
    changed.job_plan.duration = 2min;
    changed.instance_plan = {.name = "polls", .duration = 3min};
    changed.backups_per_day = 3;
    changed.instances = {"rm-a", "rm-new"};

    restart(changed);
    log::configure(log::Format::text, log::Level::off);

    auto& state = emulator_.state();
    EXPECT_EQ(state.clock().tenant_anchor, changed.clock_start);
    EXPECT_EQ(state.clock().speed, 60);
    EXPECT_EQ(state.settings().get().job_plan, "instant");
    EXPECT_EQ(state.settings().get().instance_plan, "polls");
    EXPECT_EQ(state.settings().get().instance_duration, 3min);
    EXPECT_EQ(state.settings().get().backups_per_day, 3);
    EXPECT_EQ(state.plans().find("timed")->duration, 2min);
    EXPECT_THAT(state.instances().names(), ElementsAre("rm-a", "rm-new", "rm-polls"));
    EXPECT_THAT(log.str(), HasSubstr("1000000000000000.db: the --clock options win"));
    EXPECT_THAT(log.str(), HasSubstr("now at 2030-01-01T00:00:00.000Z, speed 60"));
}

TEST_P(DataDirectory, SaysHowManyTenantsGoOnAndThatTheyAreNotSeededAgain) {
    emulator_.state();
    std::ostringstream log;
    log::configure(log::Format::text, log::Level::info, log);

    restart(options());
    log::configure(log::Format::text, log::Level::off);

    EXPECT_THAT(log.str(), HasSubstr("go on as they were left: 1; the fixture is for new ones"));
    EXPECT_THAT(log.str(), Not(HasSubstr("--clock")));
}

TEST_P(DataDirectory, IsRefusedIfAPlanThatAnOptionNamesIsUnknownThere) {
    emulator_.state();
    auto other = options();
    other.fixture_json =
        R"({"plans": [{"name": "mine", "kind": "polls"}], "settings": {"jobPlan": "mine"}})";
    other.job_plan.name = "mine";

    EXPECT_THROW(restart(other), Unusable);
}

TEST_P(DataDirectory, IsRefusedIfThePlanOfInstancesIsUnknownThere) {
    emulator_.state();
    auto other = options();
    other.fixture_json = R"({"plans": [{"name": "mine", "kind": "polls"}]})";
    other.instance_plan.name = "mine";

    EXPECT_THROW(restart(other), Unusable);
}

TEST_P(DataDirectory, IsRefusedIfItHoldsMoreTenantsThanAreAllowed) {
    emulator_.state();  // which always has its place
    emulator_.state(kAnotherTenant);
    auto few = options();
    few.max_accounts = 1;
    EXPECT_NO_THROW(restart(few));
    emulator_.control("DELETE", "accounts/2000000000000000");
    emulator_.state("3000000000000000");
    restart(options());
    emulator_.state(kAnotherTenant);

    EXPECT_THROW(restart(few), Unusable);
}

TEST_P(DataDirectory, LosesADeletedTenantForGood) {
    emulator_.state();
    for (auto const* const code : {"Throttling.User", "Throttling.User", ""})
        EXPECT_EQ(create("rm-a", kAnotherTenant).code(), code);
    auto const files_of_it = [this] {
        std::filesystem::directory_iterator const files{folder_.path()};
        return std::count_if(begin(files), end(files), [](auto const& file) {
            return file.path().filename().string().starts_with(kAnotherTenant);
        });
    };
    ASSERT_GT(files_of_it(), 0);

    EXPECT_EQ(emulator_.control("DELETE", "accounts/2000000000000000").status(), 204);
    EXPECT_EQ(files_of_it(), 0);
    EXPECT_EQ(create("rm-a", kAnotherTenant).code(), "Throttling.User");

    emulator_.control("DELETE", "accounts/2000000000000000");
    restart(options());
    auto const tenants = emulator_.control("GET", "accounts");
    EXPECT_EQ(tenants.json()["accounts"].Size(), 1U);
    EXPECT_EQ(tenants.text("/accounts/0"), "1000000000000000");
}

TEST_P(DataDirectory, KeepsTenantsThatNobodyUsed) {
    auto impatient = options();
    impatient.account_idle = 1min;
    restart(impatient);
    EXPECT_EQ(create("rm-a", kAnotherTenant).code(), "Throttling.User");

    emulator_.pass(1h);

    EXPECT_EQ(create("rm-a", kAnotherTenant).code(), "Throttling.User");
    EXPECT_EQ(create("rm-a", kAnotherTenant).status(), 200) << "the third call of the same account";
}

}  // namespace

}  // namespace rds
