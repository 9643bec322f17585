// What CreateDBInstance does with its parameters at their borders and beyond them. That each
// parameter's own rule holds is for the contract tests; here are the codes as literals, what
// depends on two parameters, and that nothing is left of what was refused.
#include "tests/actions/create_db_instance_borders.hpp"

#include <set>

namespace rds {

namespace {

using kit::call;

struct Shown {
    std::string_view changes;
    std::string_view member;  // of DescribeDBInstanceAttribute
    std::string_view value;
};

constexpr auto kLastGood = std::to_array<Shown>({
    {"DBInstanceStorage=5", "DBInstanceStorage", "5"},
    {"DBInstanceStorage=64000", "DBInstanceStorage", "64000"},
    {"Port=1000", "Port", "1000"},
    {"Port=65534", "Port", "65534"},
    {"Port=5999&Engine=PostgreSQL&EngineVersion=16.0", "Port", "5999"},
    {"EngineVersion=5.5", "EngineVersion", "5.5"},
    {"Engine=MariaDB&EngineVersion=10.3", "Engine", "MariaDB"},
    {"Engine=PostgreSQL&EngineVersion=18.0", "EngineVersion", "18.0"},
    {"Engine=SQLServer&EngineVersion=2019_std_ha", "Engine", "SQLServer"},
    {"Category=serverless_ha", "Category", "serverless_ha"},
    {"DBInstanceStorageType=general_essd", "DBInstanceStorageType", "general_essd"},
    {"InstanceNetworkType=VPC&VPCId=vpc-1&VSwitchId=v-1,v-2", "VSwitchId", "v-1,v-2"},
    {"ConnectionMode=Safe", "ConnectionMode", "Safe"},
    {"AutoUpgradeMinorVersion=Manual", "AutoUpgradeMinorVersion", "Manual"},
    {"TargetMinorVersion=rds_20200229", "CurrentKernelVersion", "rds_20200229"},
    {"DeletionProtection=true", "DeletionProtection", "true"},
    {"BurstingEnabled=true", "BurstingEnabled", "true"},
    {"ZoneIdSlave1=cn-hangzhou-i", "SlaveZones/SlaveZone/0/ZoneId", "cn-hangzhou-i"},
    {"ZoneIdSlave1=Auto", "SlaveZones/SlaveZone/0/ZoneId", ""},
    {"ResourceGroupId=rg-1", "ResourceGroupId", "rg-1"},
    {"ConnectionString=orders-1", "ConnectionString", "orders-1.mysql.rds.aliyuncs.com"},
    {R"(ServerlessConfig={"AutoPause": true})", "ServerlessConfig/AutoPause", "true"},
});

TEST_F(CreateDbInstanceBorders, ShowTheLastGoodValue) {
    for (auto const& [changes, member, value] : kLastGood)
        EXPECT_EQ(shown(created(of(changes)), member), value) << changes;
}

struct Refused {
    std::string_view code;
    std::string_view changes;  // of several calls, between bars
};

// Two of the numbers are 2^32 + 100 and 2^16 + 3306.
constexpr auto kFirstBad = std::to_array<Refused>({
    {"InvalidDBInstanceStorage", "DBInstanceStorage=4|DBInstanceStorage=64005"},
    {"InvalidEssdStorageSize", "DBInstanceStorage=6"},
    {"InvalidDBInstanceStorage", "DBInstanceStorage=4294967396"},
    {"InvalidPort.Malformed", "Port=999|Port=65535|Port=68842"},
    {"InvalidParam.Amount", "Amount=0|Amount=-1|Amount=21"},
    {"InvalidParam.Engine", "Amount=2&Engine=SQLServer|Amount=2&Engine=MariaDB"},
    {"InvalidConnectionString.Duplicate", "Amount=2&ConnectionString=x"},
    {"InvalidUsedTime", "PayType=Prepaid&Period=Month&UsedTime=0|PayType=Prepaid&UsedTime=12"},
    {"InvalidUsedTime", "UsedTime=-1"},  // of a postpaid one too
    {"InvalidEngineVersion.Malformed", "EngineVersion=8.0'"},
    {"InvalidDBInstanceClass.Malformed", "DBInstanceClass=mysql n2"},
    {"InvalidTargetMinorVersion.Format", "TargetMinorVersion=rds%"},
    {"InvalidPrivateIpAddress.Format", "PrivateIpAddress=10.0.0.0/8"},
    {"InvalidZone.NotSupported", "ZoneId=cn hangzhou"},
    {"Forbidden.RegionNotFound", "RegionId=cn-hangzhou |RegionId=CN-HANGZHOU"},
    {"Duplicate.TagKey", "Tag.1.Key=a&Tag.9.Key=a"},
    {"InvalidClientToken", "ClientToken=token-\xC3\xA9"},
    {"InvalidDryRun", "DryRun=True"},
});

TEST_F(CreateDbInstanceBorders, RefuseTheFirstBadValueAndCreateNothing) {
    for (auto const& [code, all] : kFirstBad) {
        for (auto const changes : text::split(all, '|')) {
            expect_refused(of(changes), code);
            expect_refused(of(fmt::format("DryRun=true&{}", changes)), code);
        }
    }
    expect_refused(tags(21), "NumberExceed.Tags");
    expect_refused({{"ClientToken", times(65, "t")}}, "InvalidClientToken");
    EXPECT_EQ(list({}).text("/TotalRecordCount"), "0");
    EXPECT_EQ(tasks(), "0");
    EXPECT_EQ(created({}), "rm-bp1emulator000001");
}

TEST_F(CreateDbInstanceBorders, CreateTwentyAtOnceEachOnItsOwn) {
    Texts twenty{{"Amount", "20"}, {"Port", "3307"}, {"ClientToken", times(64, "t")}};
    auto const ids = created(twenty);

    std::set<std::string> hosts;
    for (int number = 1; number <= 20; ++number) {
        auto const id = fmt::format("rm-bp1emulator{:06}", number);
        EXPECT_THAT(ids, testing::HasSubstr(id));
        EXPECT_EQ(shown(id, "Port"), "3307");
        hosts.insert(shown(id, "ConnectionString"));
    }
    EXPECT_EQ(hosts.size(), 20);
    EXPECT_EQ(list({}).text("/TotalRecordCount"), "20");
    EXPECT_EQ(tasks(), "20");
    EXPECT_EQ(created(twenty), ids);
    twenty[0].second = "19";
    expect_refused(twenty, "InvalidRequestId");
    EXPECT_EQ(created({}), "rm-bp1emulator000021");
}

TEST_F(CreateDbInstanceBorders, ExpireLaterTheLongerTheyArePaidAndNeverWhenPostpaid) {
    std::string last;
    for (auto const& [period, used] :
         Texts{{"Month", "1"}, {"Month", "11"}, {"Year", "1"}, {"Year", "5"}}) {
        auto const id = created({{"PayType", "Prepaid"}, {"Period", period}, {"UsedTime", used}});
        EXPECT_GT(shown(id, "ExpireTime"), last) << period << used;
        last = shown(id, "ExpireTime");
    }
    EXPECT_EQ(shown(created({{"Period", "Year"}, {"UsedTime", "1"}}), "ExpireTime"), "");
}

TEST_F(CreateDbInstanceBorders, DoNothingInADryRunNotEvenUseUpTheToken) {
    auto const before = everything();
    Texts const dry{{"DryRun", "true"}, {"Amount", "20"}, {"ClientToken", "t-1"}};
    auto const answer = emulator_.ask(create(dry));
    EXPECT_EQ(answer.text("/DryRunResult"), "true");
    EXPECT_EQ(answer.text("/DBInstanceId"), "");
    EXPECT_EQ(everything(), before);

    EXPECT_EQ(created({{"ClientToken", "t-1"}}), "rm-bp1emulator000001");
}

TEST_F(CreateDbInstanceBorders, AnswerTheSameForATokenOfAnyAsciiUntilADayHasPassed) {
    for (std::string const token : {"%", "_", "'--", " ~"}) {
        auto const id = created({{"ClientToken", token}, {"Port", "3307"}});
        EXPECT_EQ(created({{"Port", "3307"}, {"ClientToken", token}}), id) << token;
        expect_refused({{"ClientToken", token}, {"Port", "3308"}}, "InvalidRequestId");
    }
    advance("24h");
    EXPECT_EQ(created({{"ClientToken", "%"}, {"Port", "3307"}}), "rm-bp1emulator000001");
    advance("1ms");
    EXPECT_EQ(created({{"ClientToken", "%"}, {"Port", "3308"}}), "rm-bp1emulator000005");
}

TEST_F(CreateDbInstanceBorders, CreateAnewForATokenWhoseInstanceIsGone) {
    Texts const with_token{{"ClientToken", "t-1"}};
    auto const id = created(with_token);
    advance("2s");
    emulator_.ask(call("DeleteDBInstance").with("DBInstanceId", id));
    EXPECT_EQ(created(with_token), id);  // it is Deleting
    advance("1s");
    EXPECT_EQ(created(with_token), "rm-bp1emulator000002");
}

TEST_F(CreateDbInstanceBorders, StayCreatingWhenDeletedTooEarly) {
    auto const id = created({});
    auto const before = everything();
    auto const early = emulator_.ask(call("DeleteDBInstance").with("DBInstanceId", id));
    EXPECT_EQ(early.status(), 403);
    EXPECT_EQ(early.code(), "IncorrectDBInstanceState");
    EXPECT_EQ(everything(), before);

    advance("2s");
    EXPECT_EQ(shown(id, "DBInstanceStatus"), "Running");
    EXPECT_EQ(emulator_.ask(call("DeleteDBInstance").with("DBInstanceId", id)).status(), 200);
}

// Money, hosts and other products.
constexpr std::string_view kWithoutEffect =
    "AutoCreateProxy=true&AutoPay=false&AutoUseCoupon=true&ColdDataEnabled=true&AutoRenew=true"
    "&BabelfishConfig={}&BpeEnabled=1&BusinessInfo=' OR 1&CreateStrategy=Partial"
    "&CustomExtraInfo=<a>&DBIsIgnoreCase=false&DBParamGroupId=rpg-1&DedicatedHostGroupId=d-1"
    "&ExternalReplication=ON&IoAccelerationEnabled=1&OptimizedWrites=optimized&PromotionCode=p"
    "&RoleARN=acs:ram::1:role/r&StorageAutoScale=Enable&SystemDBCharset=gbk&StorageThreshold=50"
    "&StorageUpperBound=0&TargetDedicatedHostIdForLog=i-1&TargetDedicatedHostIdForMaster=i-2"
    "&TargetDedicatedHostIdForSlave=i-3&UserBackupId=1&WhitelistTemplateList=1";

TEST_F(CreateDbInstanceBorders, AreTheSameWithEveryParameterThatHasNoEffect) {
    auto const attribute = call("DescribeDBInstanceAttribute").with("DBInstanceId", created({}));
    kit::EmulatorUnderTest other{"{}"};
    EXPECT_EQ(other.ask(create(of(kWithoutEffect))).status(), 200);

    EXPECT_TRUE(emulator_.ask(attribute).json()["Items"] == other.ask(attribute).json()["Items"]);
}

}  // namespace

}  // namespace rds
