#include "storage/backups/backup_jobs.hpp"
#include "storage/instances/instances.hpp"
#include "storage/lifecycle/lifecycle.hpp"
#include "storage/sqlite/connection.hpp"
#include "storage/tenant/schema.hpp"

#include <gmock/gmock.h>
#include <sqlite3.h>

#include <string>
#include <vector>

namespace rds::storage {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

constexpr Instant kNow{Duration{1'700'000'000'000}};

sqlite::Connection tenant_database() {
    auto database = sqlite::Connection::in_memory();
    migrate_tenant(database);
    Instances{database}.add({.id = "rm-1"});
    return database;
}

// The texts of the statements that this connection has prepared.
std::vector<std::string> prepared(sqlite::Connection& database) {
    std::vector<std::string> texts;
    auto* statement = sqlite3_next_stmt(database.handle(), nullptr);
    while (statement != nullptr) {
        texts.emplace_back(sqlite3_sql(statement));
        statement = sqlite3_next_stmt(database.handle(), statement);
    }
    return texts;
}

std::vector<std::string> plan_of(sqlite::Connection& database, std::string const& sql) {
    std::vector<std::string> steps;
    sqlite::Statement explain{database.handle(), "EXPLAIN QUERY PLAN " + sql};
    while (explain.step())
        steps.emplace_back(explain.text(3));
    return steps;
}

// The steps of the one statement that this use of the store runs.
template <class Store = BackupJobs>
std::vector<std::string> steps_of(auto const& use) {
    auto original = tenant_database();
    auto database = sqlite::Connection::in_memory();  // has prepared nothing yet
    database.copy_from(original);
    use(Store{database});
    auto const texts = prepared(database);
    EXPECT_EQ(texts.size(), 1U);
    return plan_of(database, texts.at(0));
}

constexpr std::string_view kLiveOfTheInstance =
    "SEARCH job USING INDEX live_backup_jobs (instance_id=?)";
constexpr std::string_view kManualOfTheInstance =
    "SEARCH backup_jobs USING INDEX manual_backup_jobs_by_start "
    "(instance_id=? AND started_at>? AND started_at<?)";

TEST(QueryPlans, OfLiveJobsSeekThemAmongTheEndedOnesInTheirOrder) {
    auto const steps = steps_of([](BackupJobs jobs) { jobs.live("rm-1"); });

    EXPECT_THAT(steps, Contains(kLiveOfTheInstance));
    EXPECT_THAT(steps, testing::SizeIs(1)) << "a job's moves are of no concern";
    EXPECT_THAT(steps, Not(Contains(HasSubstr("SCAN"))));
    EXPECT_THAT(steps, Not(Contains(HasSubstr("TEMP B-TREE"))));
}

TEST(QueryPlans, OfTheJobThatEndedLastReadsTheEndedJobsOfTheInstanceFromTheirEnd) {
    auto const steps = steps_of([](BackupJobs jobs) { jobs.last_ended("rm-1"); });

    EXPECT_THAT(
        steps,
        Contains("SEARCH job USING INDEX ended_backup_jobs (instance_id=? AND ended_at>?)")
    );
    EXPECT_THAT(steps, Not(Contains(HasSubstr("TEMP B-TREE"))));
}

TEST(QueryPlans, OfOneJobSeekItByItsId) {
    auto const steps = steps_of([](BackupJobs jobs) { jobs.find_anywhere(1); });

    EXPECT_THAT(steps, Contains("SEARCH job USING INTEGER PRIMARY KEY (rowid=?)"));
    EXPECT_THAT(steps, Not(Contains(HasSubstr("SCAN"))));
    EXPECT_THAT(steps, Not(Contains(HasSubstr("TEMP B-TREE"))));
}

TEST(QueryPlans, OfRunningJobsSeekThemAmongTheEndedOnes) {
    auto const steps = steps_of([](BackupJobs jobs) { jobs.any_running("rm-1"); });

    EXPECT_THAT(steps, Contains("SEARCH backup_jobs USING INDEX live_backup_jobs (instance_id=?)"));
}

TEST(QueryPlans, OfTheDaysManualJobsSeekThemByTheirStart) {
    auto const steps = steps_of([](BackupJobs jobs) { jobs.count_manual("rm-1", kNow, kNow); });

    EXPECT_THAT(steps, testing::ElementsAre(kManualOfTheInstance));
}

TEST(QueryPlans, OfWhatIsDueReadItInItsOrder) {
    auto original = tenant_database();
    auto database = sqlite::Connection::in_memory();
    database.copy_from(original);

    settle(database, {.to = kNow});
    next_scheduled(database);

    for (auto const& text : prepared(database)) {
        auto const steps = plan_of(database, text);
        EXPECT_THAT(steps, Contains(HasSubstr("INDEX due"))) << text;
        EXPECT_THAT(steps, Not(Contains(HasSubstr("TEMP B-TREE")))) << text;
    }
}

TEST(QueryPlans, OfAPageOfJobsSeekWhereItBegins) {
    auto const steps = steps_of([](BackupJobs jobs) { jobs.page({}, 1); });

    EXPECT_THAT(steps, Contains("SEARCH job USING INTEGER PRIMARY KEY (rowid>?)"));
    EXPECT_THAT(steps, Not(Contains(HasSubstr("TEMP B-TREE"))));
}

TEST(QueryPlans, OfCountingPollsAreNoneForJobsThatPollsDoNotMove) {
    auto database = sqlite::Connection::in_memory();
    BackupJob const timed;
    BackupJob const held{.polled = true, .held = true};

    BackupJobs{database}.count_poll(timed, kNow);
    BackupJobs{database}.count_poll(held, kNow);

    EXPECT_THAT(prepared(database), testing::IsEmpty());
}

TEST(QueryPlans, OfLiveJobsVisitNoneThatHasEnded) {
    auto database = tenant_database();
    BackupJobs jobs{database};
    Plan const instant{.name = "instant", .kind = PlanKind::instant};
    Plan const held{.name = "held", .kind = PlanKind::held};
    for (int i = 0; i < 500; ++i)
        jobs.create({.instance_id = "rm-1"}, instant, kNow);
    for (int i = 0; i < 3; ++i)
        jobs.create({.instance_id = "rm-1"}, held, kNow);

    auto* const steps_before = sqlite3_next_stmt(database.handle(), nullptr);
    EXPECT_EQ(jobs.live("rm-1").size(), 3U);

    auto* const live = sqlite3_next_stmt(database.handle(), nullptr);
    ASSERT_NE(live, steps_before);
    EXPECT_LT(sqlite3_stmt_status(live, SQLITE_STMTSTATUS_VM_STEP, 0), 500);
    EXPECT_EQ(sqlite3_stmt_status(live, SQLITE_STMTSTATUS_FULLSCAN_STEP, 0), 0);
}

}  // namespace
}  // namespace rds::storage
