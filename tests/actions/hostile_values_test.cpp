// Values that must never find what they do not name.
#include "tests/kit/emulator_under_test.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto kOneOfEach = R"({
    "instances": [{"id": "rm-a", "databases": ["app"]}, {"id": "rm-b"}],
    "backupJobs": [
        {"id": 1, "instance": "rm-a", "plan": "held"},
        {"id": 1000, "instance": "rm-a", "plan": "held"},
        {"id": 2147483647, "instance": "rm-a", "plan": "held"},
        {"id": 2, "instance": "rm-b", "plan": "held"}
    ]
})";

class HostileValues : public testing::Test {
  protected:
    kit::Answer job(std::string_view id) {
        return emulator_.ask(
            call("DescribeBackupTasks").with("DBInstanceId", "rm-a").with("BackupJobId", id)
        );
    }

    kit::Answer jobs_of(std::string_view instance) {
        return emulator_.ask(call("DescribeBackupTasks").with("DBInstanceId", instance));
    }

    kit::EmulatorUnderTest emulator_{kOneOfEach};
};

TEST_F(HostileValues, FindAJobByItsOwnNumberAlone) {
    EXPECT_THAT(job("1").job_ids(), ElementsAre(1));
    EXPECT_THAT(job("2147483647").job_ids(), ElementsAre(2147483647));
    for (auto const* const id : {"0", "-0", "-1", "-2147483648", "2", "10", "2147483646"}) {
        auto const answer = job(id);
        EXPECT_EQ(answer.status(), 200) << id;
        EXPECT_THAT(answer.job_ids(), IsEmpty()) << id;
    }
}

TEST_F(HostileValues, FindAnInstanceByItsOwnNameAlone) {
    EXPECT_THAT(jobs_of("rm-b").job_ids(), ElementsAre(2));
    for (auto const* const id :
         {"rm-",
          "RM-B",
          "rm-b ",
          " rm-b",
          "rm-_",
          "rm-%",
          "%",
          "*",
          "rm-b' OR '1'='1",
          "rm-b\" OR \"\"=\"",
          "rm-b'; DROP TABLE instance; --",
          "rm-b' UNION SELECT * FROM backup_job --",
          "rm-b/*",
          "rm-b\\",
          "?1",
          ":id",
          "\xEF\xBD\x92m-b"}) {  // a full-width r
        auto const answer = jobs_of(id);
        EXPECT_EQ(answer.status(), 404) << id;
        EXPECT_EQ(answer.code(), "InvalidDBInstanceName.NotFound") << id;
    }
    EXPECT_THAT(jobs_of("rm-b").job_ids(), ElementsAre(2));
}

TEST_F(HostileValues, FindADatabaseByItsOwnNameAlone) {
    auto const backup_of = [this](std::string_view databases) {
        return emulator_.ask(call("CreateBackup")
                                 .with("DBInstanceId", "rm-a")
                                 .with("BackupMethod", "Logical")
                                 .with("BackupStrategy", "db")
                                 .with("DBName", databases));
    };

    for (auto const* const name :
         {"ap", "APP", "app_", "app-", "_pp", "%", "app' --", "app;orders"}) {
        EXPECT_THAT(backup_of(name).status(), testing::AnyOf(400, 404)) << name;
    }
}

}  // namespace

}  // namespace rds
