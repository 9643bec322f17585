#include "tests/unit/codec/refusal.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace rds::codec {

namespace {

std::string instance(std::string const& members) {
    return R"({"instances": [{"id": "rm-a", )" + members + "}]}";
}

std::string job(std::string const& members) {
    return R"({"instances": [{"id": "rm-a"}], "backupJobs": [{"id": 1, "instance": "rm-a", )" +
           members + "}]}";
}

std::string plan(std::string const& members) {
    return R"({"plans": [{"name": "mine", )" + members + "}]}";
}

std::vector<Refusal> const kRefusals{
    {"TwoInstancesOfOneId",
     R"({"instances": [{"id": "rm-a"}, {"id": "rm-b"}, {"id": "rm-a"}]})",
     "/instances/2/id",
     "/instances/0/id"},
    {"TwoDatabasesOfOneName",
     instance(R"("databases": ["a", "b", "b"])"),
     "/instances/0/databases/2",
     "/instances/0/databases/1"},
    {"TwoPlansOfOneName",
     R"({"plans": [{"name": "mine"}, {"name": "mine"}]})",
     "/plans/1/name",
     "/plans/0/name"},
    {"TwoJobsOfOneId",
     R"({"instances": [{"id": "rm-a"}, {"id": "rm-b"}],
             "backupJobs": [{"id": 7, "instance": "rm-a"}, {"id": 7, "instance": "rm-b"}]})",
     "/backupJobs/1/id",
     "/backupJobs/0/id"},
    {"TwoJobsOfOneBackupId",
     R"({"instances": [{"id": "rm-a"}],
             "backupJobs": [{"id": 7, "instance": "rm-a", "backupId": 9},
                            {"id": 8, "instance": "rm-a", "backupId": 9}]})",
     "/backupJobs/1/backupId",
     "/backupJobs/0/backupId"},
    {"AnUnknownInstance",
     R"({"instances": [{"id": "rm-prod"}], "backupJobs": [{"id": 7, "instance": "rm-pord"}]})",
     "/backupJobs/0/instance",
     R"("rm-prod")"},
    {"AnInstanceWhereThereIsNone",
     R"({"backupJobs": [{"id": 7, "instance": "rm-a"}]})",
     "/backupJobs/0/instance",
     R"("rm-a")"},
    {"AnUnknownPlanOfTheSettings",
     R"({"settings": {"jobPlan": "tiemd"}})",
     "/settings/jobPlan",
     R"("timed")"},
    {"AnUnknownPlanOfAnInstance",
     R"({"plans": [{"name": "nightly"}], "instances": [{"id": "rm-a", "jobPlan": "weekly-full"}]})",
     "/instances/0/jobPlan",
     R"("nightly")"},
    {"AnUnknownPlanOfAJob", job(R"("plan": "hold")"), "/backupJobs/0/plan", R"("held")"},
    {"StatusesThatDoNotMeet",
     job(R"("status": "Preparing", "progressStatus": "Checking")"),
     "/backupJobs/0/progressStatus",
     R"("Preparing")"},
    {"StatusesThatDoNotMeetOfMany",
     job(R"("status": "Uploading", "progressStatus": "Finished")"),
     "/backupJobs/0/progressStatus",
     R"("Uploading" or "Checking")"},
    {"ProgressWithoutStatus",
     job(R"("progressStatus": "Waiting")"),
     "/backupJobs/0/progressStatus",
     R"("NoStart")"},
    {"AFailedJobThatFinished",
     job(R"("status": "Failed", "progressStatus": "Finished")"),
     "/backupJobs/0/progressStatus",
     R"("Preparing", "Waiting")"},
    {"AStartThatIsNoTime", job(R"("startedAt": "yesterday")"), "/backupJobs/0/startedAt", "-2d"},
    {"ABegunJobThatStartsLater",
     job(R"("status": "Waiting", "startedAt": "2h")"),
     "/backupJobs/0/startedAt",
     "ahead"},
    {"APlanForAnEndedJob",
     job(R"("status": "Finished", "plan": "held")"),
     "/backupJobs/0/plan",
     "ended"},
    {"AReasonForAJobThatHasNotFailed",
     job(R"("reason": "disk full")"),
     "/backupJobs/0/reason",
     R"("Failed")"},
    {"ADurationThatIsNone", plan(R"("duration": "6 s")"), "/plans/0/duration", "500ms"},
    {"ANegativeDuration", plan(R"("duration": "-6s")"), "/plans/0/duration", "negative"},
    {"ADurationOfAnInstantPlan",
     plan(R"("kind": "instant", "duration": "6s")"),
     "/plans/0/duration",
     R"("failing")"},
    {"PollsOfATimedPlan", plan(R"("polls": 3)"), "/plans/0/polls", R"("polls")"},
    {"FailsInOfAnInstantPlan",
     plan(R"("kind": "instant", "failsIn": "Waiting")"),
     "/plans/0/failsIn",
     R"("failing")"},
    {"AReasonOfAPollsPlan",
     plan(R"("kind": "polls", "reason": "x")"),
     "/plans/0/reason",
     R"("failing")"},
};

TEST(FixtureSense, IsRefusedWhereItIsWrong) {
    expect_refused(kRefusals);
}

TEST(InvalidFixture, StaysOnOneLineWhateverItsNamesHold) {
    Invalid const invalid{"mine.json", "/a\nb", "message"};

    EXPECT_STREQ(invalid.what(), "mine.json: /a%0Ab: message");
    EXPECT_EQ(invalid.pointer(), "/a\nb");
}

}  // namespace

}  // namespace rds::codec
