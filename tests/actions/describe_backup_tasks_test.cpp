#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/examples.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;
using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

kit::Examples const kExamples{"DescribeBackupTasks", R"({
    "instances": [{"id": "rm-uf6wjk5xxxxxxx"}],
    "backupJobs": [
        {"id": 4762614, "instance": "rm-uf6wjk5xxxxxxx", "mode": "Automated", "status": "NoStart", "plan": "held"},
        {"id": 4762615, "instance": "rm-uf6wjk5xxxxxxx", "status": "Uploading", "plan": "held"}
    ]
})"};

constexpr auto kThreeModes = R"({
    "instances": [
        {"id": "rm-jobs"}, {"id": "rm-other"}, {"id": "rm-idle"}, {"id": "rr-replica", "readOnly": true},
        {"id": "rm-timed", "jobPlan": "timed"}, {"id": "rm-polls", "jobPlan": "polls"},
        {"id": "rm-patient", "jobPlan": "patient"}, {"id": "rm-fails", "jobPlan": "failing"}
    ],
    "plans": [{"name": "patient", "kind": "polls", "polls": 3}],
    "backupJobs": [
        {"id": 1, "instance": "rm-jobs", "mode": "Automated", "status": "NoStart", "plan": "held", "startedAt": "-3h"},
        {"id": 2, "instance": "rm-jobs", "status": "Uploading", "progressStatus": "Checking", "plan": "held", "startedAt": "-1h"},
        {"id": 3, "instance": "rm-jobs", "status": "Preparing", "plan": "held", "startedAt": "-2h"},
        {"id": 4, "instance": "rm-jobs", "status": "Preparing", "plan": "held", "startedAt": "-2h"},
        {"id": 5, "instance": "rm-jobs", "status": "Finished", "backupId": 346650271, "startedAt": "-1d"},
        {"id": 6, "instance": "rm-jobs", "status": "Failed", "progressStatus": "Waiting", "startedAt": "-1d"},
        {"id": 7, "instance": "rm-other", "mode": "Automated", "status": "Checking", "plan": "held"}
    ]
})";

class DescribeBackupTasks : public testing::Test {
  protected:
    kit::Answer ask(kit::Call const& call) { return emulator_.ask(call); }

    kit::Answer jobs_of(std::string_view instance) {
        return ask(call("DescribeBackupTasks").with("DBInstanceId", instance));
    }

    kit::Answer job(std::string_view instance, std::string_view id) {
        return ask(
            call("DescribeBackupTasks").with("DBInstanceId", instance).with("BackupJobId", id)
        );
    }

    std::string create(std::string_view instance) {
        return ask(call("CreateBackup").with("DBInstanceId", instance)).text("/BackupJobId");
    }

    kit::EmulatorUnderTest emulator_{kThreeModes};
};

TEST_F(DescribeBackupTasks, ListsJobsThatHaveNotEndedByStartThenIdDescending) {
    EXPECT_THAT(jobs_of("rm-jobs").job_ids(), ElementsAre(2, 4, 3, 1));
}

TEST_F(DescribeBackupTasks, SaysWhyAListIsEmpty) {
    auto const filtered = [this](std::string_view name, std::string_view value) {
        auto jobs = call("DescribeBackupTasks").with("DBInstanceId", "rm-other");
        return ask(std::move(jobs).with(name, value)).hint();
    };
    EXPECT_THAT(filtered("BackupMode", "Manual"), HasSubstr("Without BackupMode"));
    EXPECT_THAT(filtered("BackupJobStatus", "NoStart"), HasSubstr("Without BackupJobStatus"));
    EXPECT_THAT(filtered("BackupJobStatus", "NoStart"), HasSubstr("such as 7"));
    EXPECT_EQ(filtered("BackupMode", "Automated"), "");
    EXPECT_THAT(job("rm-other", "6").hint(), HasSubstr(R"("rm-jobs")"));
    EXPECT_THAT(job("rm-other", "99").hint(), HasSubstr("no job 99"));
    EXPECT_EQ(jobs_of("rm-idle").hint(), "");
}

TEST_F(DescribeBackupTasks, NamesAJobThatHasEndedToWhoAsksForAllAndGetsNone) {
    auto const id = create("rm-fails");
    emulator_.pass(6s);
    EXPECT_THAT(jobs_of("rm-fails").hint(), HasSubstr(id + ", which is Failed"));
}

TEST_F(DescribeBackupTasks, GivesAnEmptyArrayInAnObjectWhereThereAreNoJobs) {
    EXPECT_THAT(
        jobs_of("rm-idle").body(),
        testing::StartsWith(R"({"Items":{"BackupJob":[]},"RequestId":")")
    );
}

TEST_F(DescribeBackupTasks, WritesMembersInTheSampleOrderWithTheRecordedTypes) {
    EXPECT_THAT(
        job("rm-jobs", "5").body(),
        testing::StartsWith(
            R"({"Items":{"BackupJob":[{"JobMode":"Manual","BackupProgressStatus":"Finished",)"
            R"("TaskAction":"TempBackupTask","BackupStatus":"Finished","BackupJobId":5,"Process":"100",)"
            R"("BackupId":"346650271"}]},"RequestId":")"
        )
    );
}

TEST_F(DescribeBackupTasks, OmitsProcessBeforeTheStartAndBackupIdBeforeTheEnd) {
    auto const answer = job("rm-jobs", "1");

    EXPECT_THAT(
        answer.body(),
        HasSubstr(
            R"([{"JobMode":"Automated","BackupProgressStatus":"NoStart","TaskAction":"NormalBackupTask",)"
            R"("BackupStatus":"NoStart","BackupJobId":1}])"
        )
    );
}

TEST_F(DescribeBackupTasks, ShowsWhereAFailedJobStoppedAndNoBackupId) {
    auto const answer = job("rm-jobs", "6");

    EXPECT_EQ(answer.first_job("BackupStatus"), "Failed");
    EXPECT_EQ(answer.first_job("BackupProgressStatus"), "Waiting");
    EXPECT_EQ(answer.first_job("Process"), "50");
    EXPECT_EQ(answer.first_job("BackupId"), "");
}

TEST_F(DescribeBackupTasks, ShowsCheckingTheUploadAsUploadingAtOneHundred) {
    auto const answer = job("rm-jobs", "2");

    EXPECT_EQ(answer.first_job("BackupStatus"), "Uploading");
    EXPECT_EQ(answer.first_job("BackupProgressStatus"), "Checking");
    EXPECT_EQ(answer.first_job("Process"), "100");
}

TEST_F(DescribeBackupTasks, FiltersByModeAndByStage) {
    auto const filtered = [this](std::string_view name, std::string_view value) {
        return ask(call("DescribeBackupTasks").with("DBInstanceId", "rm-jobs").with(name, value))
            .job_ids();
    };

    EXPECT_THAT(filtered("BackupMode", "Manual"), ElementsAre(2, 4, 3));
    EXPECT_THAT(filtered("BackupMode", "Automated"), ElementsAre(1));
    EXPECT_THAT(filtered("BackupJobStatus", "NoStart"), ElementsAre(1));
    EXPECT_THAT(filtered("BackupJobStatus", "Progressing"), ElementsAre(2, 4, 3));
}

TEST_F(DescribeBackupTasks, FiltersOneJobToo) {
    auto const filtered =
        call("DescribeBackupTasks").with("DBInstanceId", "rm-jobs").with("BackupJobId", "5");

    EXPECT_THAT(ask(kit::Call{filtered}.with("BackupMode", "Manual")).job_ids(), ElementsAre(5));
    EXPECT_THAT(ask(kit::Call{filtered}.with("BackupMode", "Automated")).job_ids(), IsEmpty());
    EXPECT_THAT(
        ask(kit::Call{filtered}.with("BackupJobStatus", "Progressing")).job_ids(),
        IsEmpty()
    );
}

TEST_F(DescribeBackupTasks, AnswersAnUnknownIdOrAnotherInstancesJobWithAnEmptyList) {
    EXPECT_THAT(job("rm-jobs", "99").job_ids(), IsEmpty());
    EXPECT_THAT(job("rm-jobs", "7").job_ids(), IsEmpty());
    EXPECT_THAT(job("rm-jobs", "0").job_ids(), IsEmpty());
    EXPECT_THAT(job("rm-jobs", "-1").job_ids(), IsEmpty());
}

TEST_F(DescribeBackupTasks, RefusesAnInstanceThatDoesNotExistAndListsThoseThatDo) {
    auto const answer = jobs_of("rm-none");

    EXPECT_EQ(answer.status(), 404);
    EXPECT_EQ(answer.code(), "InvalidDBInstanceName.NotFound");
    EXPECT_EQ(answer.message(), "Invalid DBInstanceId NotFound.");
    EXPECT_THAT(answer.hint(), HasSubstr("rm-idle, rm-jobs"));
    EXPECT_THAT(answer.hint(), HasSubstr("--instances rm-none"));
    EXPECT_THAT(jobs_of("rm-jbos").hint(), HasSubstr("did you mean rm-jobs?"));
}

TEST_F(DescribeBackupTasks, RefusesAReadOnlyInstance) {
    auto const answer = jobs_of("rr-replica");

    EXPECT_EQ(answer.status(), 400);
    EXPECT_EQ(answer.code(), "ReadDBInstanceNotSupport");
    EXPECT_EQ(answer.message(), "The operation is not permitted due to type of the instance.");
}

TEST_F(DescribeBackupTasks, NamesTheParameterItsValueAndWhatWouldBeRight) {
    auto const answer = job("rm-jobs", "1e3");

    EXPECT_EQ(answer.status(), 400);
    EXPECT_EQ(answer.code(), "InvalidParameters.Format");
    EXPECT_THAT(answer.hint(), testing::StartsWith(R"(BackupJobId is "1e3"; )"));
    EXPECT_THAT(answer.hint(), HasSubstr("2147483647"));
}

TEST_F(DescribeBackupTasks, ShowsAValueThatIsNotPrintableEscapedOnce) {
    auto const answer = ask(
        call("DescribeBackupTasks").with("DBInstanceId", "rm-jobs").with("ClientToken", "\xC3\xA9")
    );

    EXPECT_EQ(answer.code(), "InvalidParameters.Format");
    EXPECT_THAT(answer.hint(), HasSubstr(R"("%C3%A9")"));
}

TEST_F(DescribeBackupTasks, FollowsATimedJobThroughEveryPhase) {
    auto const id = create("rm-timed");
    std::vector<std::string> seen;

    for (int second = 0; second <= 6; ++second) {
        auto const answer = job("rm-timed", id);
        seen.push_back(
            answer.first_job("BackupStatus") + "/" + answer.first_job("BackupProgressStatus") +
            "/" + answer.first_job("Process")
        );
        emulator_.pass(1s);
    }

    EXPECT_THAT(
        seen,
        ElementsAre(
            "NoStart/NoStart/",
            "Checking/NoStart/0",
            "Preparing/Preparing/25",
            "Waiting/Waiting/50",
            "Uploading/Uploading/75",
            "Uploading/Checking/100",
            "Finished/Finished/100"
        )
    );
    EXPECT_THAT(jobs_of("rm-timed").job_ids(), IsEmpty());
}

TEST_F(DescribeBackupTasks, FailsAFailingJobAtTheEndOfUploading) {
    auto const id = create("rm-fails");

    emulator_.pass(4999ms);
    EXPECT_EQ(job("rm-fails", id).first_job("BackupStatus"), "Uploading");
    emulator_.pass(1ms);
    EXPECT_EQ(job("rm-fails", id).first_job("BackupStatus"), "Failed");
    EXPECT_EQ(job("rm-fails", id).first_job("BackupProgressStatus"), "Uploading");
}

TEST_F(DescribeBackupTasks, MovesAPolledJobByPollsAloneAndOnlyThoseThatShowIt) {
    auto const id = create("rm-patient");

    for (int poll = 0; poll < 3; ++poll) {
        EXPECT_EQ(job("rm-patient", id).first_job("BackupStatus"), "NoStart");
        emulator_.pass(1000s);
        // None of these shows the job, so none counts.
        job("rm-patient", "99");
        jobs_of("rm-idle");
        ask(call("DescribeBackupTasks")
                .with("DBInstanceId", "rm-patient")
                .with("BackupMode", "Automated"));
        job("rm-patient", "x");
    }

    EXPECT_EQ(job("rm-patient", id).first_job("BackupStatus"), "Checking");
}

TEST_F(DescribeBackupTasks, CountsAListAsAPollAndDropsTheJobOnceItHasFinished) {
    create("rm-polls");

    for (int poll = 0; poll < 6; ++poll)
        EXPECT_EQ(jobs_of("rm-polls").job_ids().size(), 1U);

    EXPECT_THAT(jobs_of("rm-polls").job_ids(), IsEmpty());
}

TEST_F(DescribeBackupTasks, GivesTheRecordedProcessOfAFinishedJobIfAskedTo) {
    Options options;
    options.uncapped_process = true;
    kit::EmulatorUnderTest emulator{kThreeModes, options};

    auto const answer = emulator.ask(
        call("DescribeBackupTasks").with("DBInstanceId", "rm-jobs").with("BackupJobId", "5")
    );

    EXPECT_EQ(answer.first_job("Process"), "125");
}

TEST_F(DescribeBackupTasks, AnswersInternalFailureWhenAFaultIsInjectedAndThenGoesOn) {
    kit::EmulatorUnderTest emulator{R"({
        "instances": [{"id": "rm-a"}],
        "faults": [{"action": "DescribeBackupTasks", "code": "InternalFailure", "first": 2}]
    })"};
    auto const ask = [&emulator] {
        return emulator.ask(call("DescribeBackupTasks").with("DBInstanceId", "rm-a"));
    };

    for (int hit = 0; hit < 2; ++hit) {
        auto const refused = ask();
        EXPECT_EQ(refused.status(), 400);
        EXPECT_EQ(refused.code(), "InternalFailure");
        EXPECT_EQ(refused.message(), "Internal failure, retry later.");
    }
    EXPECT_EQ(ask().status(), 200);
}

}  // namespace

}  // namespace rds
