#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/examples.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;

kit::Examples const kExamples{"CreateDBInstance", R"({})"};

class CreateDbInstance : public testing::Test {
  protected:
    static kit::Call create() {
        return call("CreateDBInstance")
            .with("RegionId", "cn-hangzhou")
            .with("Engine", "MySQL")
            .with("EngineVersion", "8.0")
            .with("DBInstanceClass", "mysql.n2.medium.1")
            .with("DBInstanceStorage", "100")
            .with("DBInstanceNetType", "Intranet")
            .with("SecurityIPList", "127.0.0.1,10.0.0.0/8")
            .with("PayType", "Postpaid");
    }

    kit::Answer attribute(std::string_view id) {
        return emulator_.ask(call("DescribeDBInstanceAttribute").with("DBInstanceId", id));
    }

    std::string status(std::string_view id) {
        return std::string{attribute(id).text("/Items/DBInstanceAttribute/0/DBInstanceStatus")};
    }

    kit::EmulatorUnderTest emulator_{"{}"};
};

TEST_F(CreateDbInstance, CreatesAnInstanceThatIsRunningAfterItsTime) {
    auto const answer = emulator_.ask(create());
    std::string const id{answer.text("/DBInstanceId")};

    EXPECT_EQ(id, "rm-bp1emulator000001");
    EXPECT_EQ(answer.text("/ConnectionString"), id + ".mysql.rds.aliyuncs.com");
    EXPECT_EQ(answer.text("/Port"), "3306");
    EXPECT_EQ(status(id), "Creating");
    EXPECT_EQ(
        emulator_.ask(call("CreateBackup").with("DBInstanceId", id)).code(),
        "IncorrectDBInstanceState"
    );

    emulator_.control("POST", "clock/advance", R"({"by": "2s"})");

    EXPECT_EQ(status(id), "Running");
    EXPECT_EQ(emulator_.ask(call("CreateBackup").with("DBInstanceId", id)).status(), 200);
    auto const tasks = emulator_.ask(call("DescribeTasks").with("DBInstanceId", id));
    EXPECT_EQ(tasks.text("/Items/TaskProgressInfo/0/TaskAction"), "CreateDBInstance");
    EXPECT_EQ(tasks.text("/Items/TaskProgressInfo/0/Status"), "Finished");
}

TEST_F(CreateDbInstance, KeepsTheWhitelistTheTagsAndTheRest) {
    auto const answer = emulator_.ask(create()
                                          .with("DBInstanceDescription", "orders")
                                          .with("Tag.1.Key", "env")
                                          .with("Tag.1.Value", "test")
                                          .with("DeletionProtection", "true"));
    std::string const id{answer.text("/DBInstanceId")};

    EXPECT_THAT(answer.body(), testing::HasSubstr(R"("TagResult":true)"));
    EXPECT_EQ(
        emulator_.ask(call("DescribeDBInstanceIPArrayList").with("DBInstanceId", id))
            .text("/Items/DBInstanceIPArray/0/SecurityIPList"),
        "127.0.0.1,10.0.0.0/8"
    );
    EXPECT_EQ(attribute(id).text("/Items/DBInstanceAttribute/0/DBInstanceDescription"), "orders");
    auto const tags =
        emulator_.ask(call("DescribeTags").with("RegionId", "cn-hangzhou").with("DBInstanceId", id)
        );
    EXPECT_EQ(tags.text("/Items/TagInfos/0/TagValue"), "test");
}

TEST_F(CreateDbInstance, FollowsThePlanOfTheSettings) {
    emulator_.control("PATCH", "settings", R"({"instanceDuration": "1h"})");
    std::string const id{emulator_.ask(create()).text("/DBInstanceId")};

    emulator_.control("POST", "clock/advance", R"({"by": "59m"})");
    EXPECT_EQ(status(id), "Creating");
    emulator_.control("POST", "clock/advance", R"({"by": "1m"})");
    EXPECT_EQ(status(id), "Running");
}

TEST_F(CreateDbInstance, CreatesSeveralAtOnceOfMySqlAlone) {
    EXPECT_EQ(
        emulator_.ask(create().with("Amount", "2")).text("/DBInstanceId"),
        "rm-bp1emulator000001,rm-bp1emulator000002"
    );
    EXPECT_EQ(
        emulator_.ask(create().with("Engine", "PostgreSQL").with("Amount", "2")).code(),
        "InvalidParam.Engine"
    );
    EXPECT_EQ(emulator_.ask(create().with("Amount", "21")).code(), "InvalidParam.Amount");
}

TEST_F(CreateDbInstance, AnswersTheSameInstanceForTheSameTokenForADay) {
    auto const with_token = create().with("ClientToken", "t-1");
    auto const first = emulator_.ask(with_token);
    auto const again = emulator_.ask(create().with("ClientToken", "t-1").with("SourceIp", "::1"));
    auto const other = emulator_.ask(create().with("ClientToken", "t-1").with("Port", "3307"));

    EXPECT_EQ(again.text("/DBInstanceId"), first.text("/DBInstanceId"));
    EXPECT_EQ(again.text("/OrderId"), first.text("/OrderId"));
    EXPECT_EQ(other.status(), 400);
    EXPECT_EQ(other.code(), "InvalidRequestId");

    emulator_.control("POST", "clock/advance", R"({"by": "25h"})");

    EXPECT_NE(emulator_.ask(with_token).text("/DBInstanceId"), first.text("/DBInstanceId"));
}

// An export is a fixture of its own.
TEST_F(CreateDbInstance, CreatesWhatAnExportLoadsAgain) {
    auto const answer = emulator_.ask(create()
                                          .with("VPCId", "vpc-1")
                                          .with("VSwitchId", "vsw-1,vsw-2")
                                          .with("InstanceNetworkType", "VPC")
                                          .with("PrivateIpAddress", "172.16.0.1")
                                          .with("ZoneIdSlave1", "cn-hangzhou-i")
                                          .with("DBTimeZone", "+08:00")
                                          .with("DBInstanceDescription", "订单 'x' \"y\"")
                                          .with("ConnectionString", "orders")
                                          .with("ClientToken", "t-1"));
    EXPECT_EQ(answer.status(), 200) << answer.body();
    auto const before = emulator_.control("GET", "export").body();

    EXPECT_EQ(emulator_.control("POST", "load", R"({"fixture": )" + before + "}").status(), 200);

    EXPECT_EQ(emulator_.control("GET", "instances").text("/instances/0/vSwitchId"), "vsw-1,vsw-2");
}

TEST_F(CreateDbInstance, RefusesWhereItCannotBe) {
    auto in_region = [](std::string_view region) {
        return call("CreateDBInstance")
            .with("RegionId", region)
            .with("Engine", "MySQL")
            .with("EngineVersion", "8.0")
            .with("DBInstanceClass", "mysql.n2.medium.1")
            .with("DBInstanceStorage", "100")
            .with("DBInstanceNetType", "Intranet")
            .with("SecurityIPList", "127.0.0.1")
            .with("PayType", "Postpaid");
    };
    EXPECT_EQ(emulator_.ask(in_region("CN-Hangzhou")).code(), "Forbidden.RegionNotFound");
    EXPECT_EQ(emulator_.ask(in_region("cn-hangzou")).code(), "Forbidden.RegionNotFound");
    EXPECT_EQ(
        emulator_.ask(create().with("PrivateIpAddress", "a b")).code(),
        "InvalidPrivateIpAddress.Format"
    );
    EXPECT_EQ(emulator_.ask(create().with("ConnectionString", "orders")).status(), 200);
    EXPECT_EQ(
        emulator_.ask(create().with("ConnectionString", "orders")).code(),
        "InvalidConnectionString.Duplicate"
    );
}

TEST_F(CreateDbInstance, LeavesNothingBehindWhenItFails) {
    emulator_.control("PATCH", "settings", R"({"instancePlan": "failing"})");
    std::string const id{emulator_.ask(create()).text("/DBInstanceId")};

    emulator_.control("POST", "clock/advance", R"({"by": "1h"})");

    EXPECT_EQ(attribute(id).code(), "InvalidDBInstanceName.NotFound");
}

TEST_F(CreateDbInstance, NeedsAPlanThatExists) {
    EXPECT_EQ(emulator_.control("PATCH", "settings", R"({"instancePlan": "nope"})").status(), 404);
}

TEST_F(CreateDbInstance, ChecksAloneInADryRun) {
    auto const answer = emulator_.ask(create().with("DryRun", "true"));

    EXPECT_THAT(answer.body(), testing::HasSubstr(R"("DryRunResult":true)"));
    EXPECT_THAT(
        emulator_.control("GET", "instances").body(),
        testing::HasSubstr(R"("instances":[])")
    );
}

TEST_F(CreateDbInstance, RefusesWhatIsMalformed) {
    EXPECT_EQ(emulator_.ask(create().with("DBInstanceStorage", "101")).status(), 400);
    EXPECT_EQ(
        emulator_.ask(create().with("SecurityIPList", "10.0.0.1,10.0.0.1")).code(),
        "InvalidSecurityIPList.Format"
    );
    EXPECT_EQ(emulator_.ask(create().with("Port", "99")).code(), "InvalidPort.Malformed");
    EXPECT_EQ(
        emulator_.ask(create().with("Tag.1.Key", "a").with("Tag.2.Key", "a")).code(),
        "Duplicate.TagKey"
    );
}

TEST_F(CreateDbInstance, RefusesAWhitelistWithWhatIsNoAddress) {
    for (auto const* const wrong :
         {"999.1.1.1", "10.0.0.0/33", "localhost", "10.0.0.1,", "10.0.0.1, 10.0.0.2", "::1/129"}) {
        auto const answer = emulator_.ask(create().with("SecurityIPList", wrong));
        EXPECT_EQ(answer.code(), "InvalidSecurityIPList.Format") << wrong;
    }
}

TEST_F(CreateDbInstance, WantsToKnowForHowLongAnInstanceIsPrepaid) {
    EXPECT_EQ(emulator_.ask(create().with("PayType", "Prepaid")).code(), "MissingPeriod");
    auto const without_time = create().with("PayType", "Prepaid").with("Period", "Year");
    EXPECT_EQ(emulator_.ask(without_time).code(), "MissingUsedTime");

    emulator_.control("POST", "clock/advance", R"({"to": "2026-01-31T20:00:00Z"})");
    std::string const id{
        emulator_
            .ask(create().with("PayType", "Prepaid").with("Period", "Month").with("UsedTime", "1"))
            .text("/DBInstanceId")};

    EXPECT_EQ(
        attribute(id).text("/Items/DBInstanceAttribute/0/ExpireTime"),
        "2026-02-28T16:00:00Z"
    );
}

TEST_F(CreateDbInstance, IsNotSeenAtOnceWhereTheSettingsHideIt) {
    emulator_.control("PATCH", "settings", R"({"visibleAfter": "3s"})");
    std::string const id{emulator_.ask(create()).text("/DBInstanceId")};
    auto const list = call("DescribeDBInstances").with("RegionId", "cn-hangzhou");
    auto const history = call("DescribeHistoryTasks")
                             .with("RegionId", "cn-hangzhou")
                             .with("FromStartTime", "2026-01-01T00:00:00Z")
                             .with("ToStartTime", "2026-01-03T00:00:00Z");

    EXPECT_EQ(attribute(id).code(), "InvalidDBInstanceName.NotFound");
    EXPECT_EQ(emulator_.ask(list).text("/TotalRecordCount"), "0");
    EXPECT_EQ(emulator_.ask(history).text("/TotalCount"), "0");
    emulator_.control("POST", "clock/advance", R"({"by": "2999ms"})");
    EXPECT_EQ(attribute(id).status(), 400);
    emulator_.control("POST", "clock/advance", R"({"by": "1ms"})");

    EXPECT_EQ(status(id), "Running");
    EXPECT_EQ(emulator_.ask(list).text("/TotalRecordCount"), "1");
    EXPECT_EQ(emulator_.ask(history).text("/TotalCount"), "1");
}

TEST_F(CreateDbInstance, KeepsWhatServerlessInstancesHave) {
    std::string const id{emulator_
                             .ask(create()
                                      .with("PayType", "Serverless")
                                      .with("BurstingEnabled", "true")
                                      .with(
                                          "ServerlessConfig",
                                          R"({"MinCapacity":0.5,"MaxCapacity":8,"AutoPause":true})"
                                      ))
                             .text("/DBInstanceId")};

    auto const answer = attribute(id);
    EXPECT_EQ(answer.text("/Items/DBInstanceAttribute/0/BurstingEnabled"), "true");
    EXPECT_EQ(answer.text("/Items/DBInstanceAttribute/0/ServerlessConfig/ScaleMin"), "0.5");
    EXPECT_EQ(answer.text("/Items/DBInstanceAttribute/0/ServerlessConfig/ScaleMax"), "8");
    EXPECT_EQ(answer.text("/Items/DBInstanceAttribute/0/ServerlessConfig/AutoPause"), "true");
    EXPECT_EQ(answer.text("/Items/DBInstanceAttribute/0/ServerlessConfig/SwitchForce"), "");
}

TEST(CheckCatalogue, RefusesWhatTheCatalogueDoesNotHave) {
    Options options;
    options.check_catalogue = true;
    kit::EmulatorUnderTest emulator{"{}", options};
    auto const with = [&emulator](auto const* name, auto const* value) {
        auto create = call("CreateDBInstance")
                          .with("RegionId", "cn-hangzhou")
                          .with("Engine", "MySQL")
                          .with("EngineVersion", "8.0")
                          .with("DBInstanceStorage", "100")
                          .with("DBInstanceNetType", "Intranet")
                          .with("SecurityIPList", "127.0.0.1")
                          .with("PayType", "Postpaid");
        if (std::string_view{name} != "DBInstanceClass")
            create = std::move(create).with("DBInstanceClass", "mysql.n2.medium.1");
        return std::string{emulator.ask(std::move(create).with(name, value)).code()};
    };

    EXPECT_EQ(with("DBInstanceClass", "mysql.n2.medum.1"), "InvalidDBInstanceClass.Malformed");
    EXPECT_EQ(with("ZoneId", "cn-beijing-h"), "InvalidZone.NotSupported");
    EXPECT_EQ(with("TargetMinorVersion", "rds_19990101"), "InvalidMinorVersion.NotFound");
    EXPECT_EQ(with("ZoneId", "cn-hangzhou-h"), "");
    EXPECT_EQ(with("DBInstanceClass", "mysql.n4.large.1"), "");
}

TEST_F(CreateDbInstance, TakesAClassThatItDoesNotKnowAndSaysSo) {
    auto const answer = emulator_.ask(create().with("DBInstanceClass", "mysql.n2.medum.1"));

    EXPECT_EQ(answer.status(), 200);
    EXPECT_THAT(answer.hint(), testing::HasSubstr("mysql.n2.medium.1"));
}

}  // namespace

}  // namespace rds
