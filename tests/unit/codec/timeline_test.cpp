// Jobs that come with all of their moves, a clock and the IDs to count on from: what an export
// says.
#include "server/codec/apply.hpp"
#include "server/codec/export.hpp"
#include "server/codec/read.hpp"
#include "tests/unit/codec/refusal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

namespace rds::codec {

namespace {

using namespace std::chrono_literals;
using storage::Phase;
using Planned = decltype(storage::PlannedMove::when);
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

constexpr storage::Instant kLoadedAt = std::chrono::sys_days{std::chrono::year{2026} / 3 / 1} + 12h;

std::string only_job(std::string const& members) {
    return R"({"instances": [{"id": "rm-a"}], "backupJobs": [{"id": 1, "instance": "rm-a", )" +
           members + "}]}";
}

std::vector<Refusal> const kTimelineRefusals{
    {"AMoveThatSkipsAPhase",
     only_job(R"("history": [{"to": "Preparing", "at": "-1m"}])"),
     "/backupJobs/0/history/0/to",
     R"("Checking")"},
    {"AMoveBack",
     only_job(
         R"("history": [{"to": "Checking", "at": "-1m"}], "planned": [{"to": "Checking", "at": "1m"}])"
     ),
     "/backupJobs/0/planned/0/to",
     R"("Preparing")"},
    {"AMoveAfterTheEnd",
     only_job(R"("history": [{"to": "Failed", "at": "-1m"}, {"to": "Checking", "at": "-1m"}])"),
     "/backupJobs/0/history/1/to",
     "ends"},
    {"AMoveFromElsewhere",
     only_job(R"("history": [{"from": "Waiting", "to": "Uploading", "at": "-1m"}])"),
     "/backupJobs/0/history/0/from",
     R"("NoStart")"},
    {"ATimeThatIsNone",
     only_job(R"("history": [{"to": "Checking", "at": "soon"}])"),
     "/backupJobs/0/history/0/at",
     "-2d"},
    {"AStatusThatTheHistoryDoesNotLeadTo",
     only_job(R"("status": "Waiting", "history": [{"to": "Checking", "at": "-1m"}])"),
     "/backupJobs/0/status",
     R"("Checking")"},
    {"AProgressThatTheHistoryDoesNotLeadTo",
     only_job(
         R"("status": "Failed", "progressStatus": "Waiting", "history": [{"to": "Failed", "at": "-1m"}])"
     ),
     "/backupJobs/0/progressStatus",
     R"("NoStart")"},
    {"APlanBesideMoves",
     only_job(R"("plan": "held", "planned": [])"),
     "/backupJobs/0/plan",
     R"("held")"},
    {"MorePollsThanAPhaseNeeds",
     only_job(R"("polls": {"perPhase": 2, "seen": 3})"),
     "/backupJobs/0/polls/seen",
     R"("perPhase")"},
    {"AClockThatShowsNoTime", R"({"clock": {"now": "-1d"}})", "/clock/now", "instant"},
    {"AClockThatRunsBackwards", R"({"clock": {"speed": -1}})", "/clock/speed", "1000000"},
    {"ALastIdBelowAnId",
     R"({"lastIds": {"backupJob": 6}, "instances": [{"id": "rm-a"}],
         "backupJobs": [{"id": 7, "instance": "rm-a"}]})",
     "/lastIds/backupJob",
     "/backupJobs/0/id"},
};

TEST(FixtureTimeline, IsRefusedWhereItIsWrong) {
    expect_refused(kTimelineRefusals);
}

class ApplyTimeline : public testing::Test {
  protected:
    ApplyTimeline() {
        auto transaction = tenant_.enter({}).begin(storage::Access::write);
        for (auto const& plan : storage::built_in_plans(6s))
            tenant_.plans().put(plan);
        transaction.commit();
    }

    void apply_text(std::string const& text) { apply(read(text, "mine.json"), tenant_.enter({})); }

    std::string refusal(std::string const& text) {
        try {
            apply_text(text);
        } catch (Invalid const& invalid) {
            return invalid.pointer() + ": " + invalid.message();
        }
        return "applied";
    }

    storage::Tenant tenant_{storage::Clock{kLoadedAt, {}, 0}};
};

TEST_F(ApplyTimeline, MovesTheJobAsItSays) {
    apply_text(only_job(
        R"("startedAt": "-1h", "backupId": 9,
           "history": [{"to": "Checking", "at": "-30m", "why": "because"}],
           "planned": [{"from": "Checking", "to": "Failed", "at": "2026-03-01T13:00:00Z"}])"
    ));

    auto const now = tenant_.backup_jobs().find_anywhere(1).value();
    EXPECT_EQ(now.phase, Phase::checking);
    EXPECT_EQ(now.started_at, kLoadedAt - 1h);
    tenant_.set_clock(storage::Clock{kLoadedAt + 1h, {}, 0}, {});
    tenant_.enter({});
    EXPECT_EQ(tenant_.backup_jobs().find_anywhere(1).value().phase, Phase::failed);
    storage::Move const first{0, 1, kLoadedAt - 30min, "because"};
    storage::Move const second{1, 7, kLoadedAt + 1h, "fixture"};
    EXPECT_THAT(tenant_.backup_jobs().lifecycle(1).history(), ElementsAre(first, second));
}

TEST_F(ApplyTimeline, GoesOnByPolls) {
    apply_text(only_job(R"("polls": {"perPhase": 2, "seen": 1})"));

    auto jobs = tenant_.backup_jobs();
    for (auto const& job : jobs.live("rm-a"))
        jobs.count_poll(job, kLoadedAt);
    EXPECT_EQ(jobs.find_anywhere(1).value().phase, Phase::checking);
    EXPECT_EQ(jobs.lifecycle(1).planned().front().when, (Planned{storage::Polls{2}}));
}

TEST_F(ApplyTimeline, WantsTimesInOrderAndOnTheirSideOfNow) {
    for (auto const& [members, place, keyword] : std::vector<std::array<std::string, 3>>{
             {R"("history": [{"to": "Checking", "at": "-1m"}, {"to": "Preparing", "at": "-2m"}])",
              "/backupJobs/0/history/1/at: ",
              "before"},
             {R"("history": [{"to": "Checking", "at": "1m"}])",
              "/backupJobs/0/history/0/at: ",
              R"("planned")"},
             {R"("planned": [{"to": "Checking", "at": "0s"}])",
              "/backupJobs/0/planned/0/at: ",
              R"("history")"},
             {R"("planned": [{"to": "Checking", "at": "2m"}, {"to": "Preparing", "at": "1m"}])",
              "/backupJobs/0/planned/1/at: ",
              "before"}}) {
        EXPECT_THAT(refusal(only_job(members)), AllOf(StartsWith(place), HasSubstr(keyword)));
    }
    EXPECT_THAT(tenant_.instances().names(), ElementsAre());
}

TEST_F(ApplyTimeline, CountsOnFromTheLastIds) {
    apply_text(R"({"lastIds": {"backupJob": 41, "backup": 6}, "instances": [{"id": "rm-a"}]})");
    auto const plan = tenant_.plans().find("held").value();

    auto const job = tenant_.backup_jobs()
                         .create({.instance_id = "rm-a", .started_at = kLoadedAt}, plan, kLoadedAt);

    EXPECT_EQ(job.id, 42);
    EXPECT_EQ(job.backup_id, 7);
}

TEST_F(ApplyTimeline, SaysWhichJobFindsNoBackupId) {
    EXPECT_THAT(
        refusal(R"({"lastIds": {"backup": 2147483647}, "instances": [{"id": "rm-a"}],
                    "backupJobs": [{"id": 1, "instance": "rm-a", "history": []}]})"),
        AllOf(StartsWith("/backupJobs/0: "), HasSubstr("no BackupId is left"))
    );
}

TEST_F(ApplyTimeline, IsExportedAsItIsRead) {
    apply_text(only_job(
        R"("startedAt": "-1h", "backupId": 9, "history": [{"to": "Checking", "at": "-30m"}],
           "planned": [{"to": "Preparing", "at": "1h"}], "polls": {"perPhase": 3, "seen": 2})"
    ));

    EXPECT_THAT(
        exported(tenant_.enter({})),
        HasSubstr(
            R"("backupJobs":[{"id":1,"backupId":9,"instance":"rm-a","mode":"Manual",)"
            R"("startedAt":"2026-03-01T11:00:00.000Z","status":"Checking","progressStatus":"NoStart",)"
            R"("history":[{"from":"NoStart","to":"Checking","at":"2026-03-01T11:30:00.000Z","why":"fixture"}],)"
            R"("planned":[{"from":"Checking","to":"Preparing","at":"2026-03-01T13:00:00.000Z","why":"fixture"},)"
            R"({"from":"Preparing","to":"Waiting","polls":1,"why":"polled"},)"
            R"({"from":"Waiting","to":"Uploading","polls":3,"why":"polled"},)"
            R"({"from":"Uploading","to":"CheckingUpload","polls":3,"why":"polled"},)"
            R"({"from":"CheckingUpload","to":"Finished","polls":3,"why":"polled"}]}])"
        )
    );
}

}  // namespace

}  // namespace rds::codec
