// What Terraform's provider reads of an alicloud_db_instance, and the types to which it casts:
// another type, or none, makes it panic.

#include "tests/kit/emulator_under_test.hpp"

#include <gmock/gmock.h>
#include <rapidjson/pointer.h>

#include <array>

namespace rds {

namespace {

using kit::call;

struct Cast {
    std::string_view action;
    std::string_view pointer;
    std::string_view type;
};

constexpr std::string_view kAttribute = "/Items/DBInstanceAttribute/0";

constexpr auto kCasts = std::to_array<Cast>({
    {"DescribeDBInstanceAttribute", "/Items/DBInstanceAttribute", "array"},
    {"DescribeDBInstanceAttribute", "/Items/DBInstanceAttribute/0/ServerlessConfig", "object"},
    {"DescribeDBInstanceAttribute", "/Items/DBInstanceAttribute/0/SlaveZones/SlaveZone", "array"},
    {"DescribeDBInstanceAttribute", "/Items/DBInstanceAttribute/0/Extra", "object"},
    {"DescribeDBInstanceAttribute", "/Items/DBInstanceAttribute/0/Engine", "string"},
    {"DescribeDBInstanceAttribute", "/Items/DBInstanceAttribute/0/PayType", "string"},
    {"DescribeDBInstanceAttribute", "/Items/DBInstanceAttribute/0/DBInstanceStorageType", "string"},
    {"DescribeDBInstanceAttribute", "/Items/DBInstanceAttribute/0/ConnectionString", "string"},
    {"DescribeDBInstanceIPArrayList", "/Items/DBInstanceIPArray", "array"},
    {"DescribeDBInstanceIPArrayList", "/Items/DBInstanceIPArray/0/DBInstanceIPArrayName", "string"},
    {"DescribeDBInstanceIPArrayList", "/Items/DBInstanceIPArray/0/SecurityIPList", "string"},
    {"DescribeTags", "/Items/TagInfos", "array"},
    {"DescribeTags", "/Items/TagInfos/0/TagKey", "string"},
    {"DescribeTags", "/Items/TagInfos/0/TagValue", "string"},
    {"DescribeDBInstanceMonitor", "/Period", "string"},
    {"DescribeSQLCollectorPolicy", "/SQLCollectorStatus", "string"},
    {"DescribeSQLCollectorRetention", "/ConfigValue", "string"},
    {"DescribeDBInstanceNetInfo", "/DBInstanceNetInfos/DBInstanceNetInfo", "array"},
    {"DescribeDBInstanceNetInfo", "/DBInstanceNetInfos/DBInstanceNetInfo/0/IPAddress", "string"},
    {"DescribeDBInstanceNetInfo",
     "/DBInstanceNetInfos/DBInstanceNetInfo/0/ConnectionString",
     "string"},
    {"DescribeDBInstanceHAConfig", "/HostInstanceInfos/NodeInfo", "array"},
    {"DescribeDBInstanceHAConfig", "/HostInstanceInfos/NodeInfo/0/NodeType", "string"},
    {"DescribeDBInstanceHAConfig", "/HostInstanceInfos/NodeInfo/0/NodeId", "string"},
    {"DescribeParameters", "/RunningParameters/DBInstanceParameter", "array"},
    {"DescribeParameters", "/ConfigParameters/DBInstanceParameter", "array"},
    {"DescribeParameters", "/ParamGroupInfo", "object"},
    {"DescribeSecurityGroupConfiguration", "/Items/EcsSecurityGroupRelation", "array"},
    {"DescribeDBInstanceSSL", "/SSLEnabled", "string"},
    {"DescribeDBInstanceTDE", "/TDEStatus", "string"},
    {"DescribeDBInstanceTDE", "/Databases/Database", "array"},
    {"DescribeHASwitchConfig", "/HAConfig", "string"},
    {"DescribeHADiagnoseConfig", "/TcpConnectionType", "string"},
    {"DescribeInstanceLinkedWhitelistTemplate", "/Data/Templates", "array"},
    {"DescribePGHbaConfig", "/RunningHbaItems", "object"},
    {"DescribeDBInstanceEncryptionKey", "/EncryptionKey", "string"},
});

std::string_view type_of(rapidjson::Value const* value) {
    if (value == nullptr || value->IsNull()) return "absent";
    if (value->IsString()) return "string";
    if (value->IsArray()) return "array";
    if (value->IsObject()) return "object";
    return value->IsBool() ? "boolean" : "number";
}

std::string_view version_of(std::string_view engine) {
    if (engine == "MySQL") return "8.0";
    if (engine == "MariaDB") return "10.6";
    return engine == "PostgreSQL" ? "14.0" : "2019_std_ha";
}

class TerraformReads : public testing::TestWithParam<std::string_view> {
  protected:
    // As the provider creates one, of this engine, and waits.
    TerraformReads() {
        auto const answer = emulator_.ask(call("CreateDBInstance")
                                              .with("RegionId", "cn-hangzhou")
                                              .with("Engine", GetParam())
                                              .with("EngineVersion", version_of(GetParam()))
                                              .with("DBInstanceClass", "x.n2.medium.1")
                                              .with("DBInstanceStorage", "20")
                                              .with("DBInstanceNetType", "Intranet")
                                              .with("InstanceNetworkType", "Classic")
                                              .with("PayType", "Postpaid")
                                              .with("SecurityIPList", "127.0.0.1")
                                              .with("ClientToken", "TF-CreateDBInstance-1")
                                              .with("Tag.1.Key", "env")
                                              .with("Tag.1.Value", "test")
                                              .with("SourceIp", "10.0.0.1"));
        id_ = answer.text("/DBInstanceId");
        emulator_.control("POST", "clock/advance", R"({"by": "3m"})");
    }

    kit::Answer read(std::string_view action) {
        return emulator_.ask(call(action)
                                 .with("DBInstanceId", id_)
                                 .with("InsName", id_)
                                 .with("RegionId", "cn-hangzhou")
                                 .with("SourceIp", "10.0.0.1"));
    }

    kit::EmulatorUnderTest emulator_{"{}"};
    std::string id_;
};

TEST_P(TerraformReads, FindTheTypesOfTheirCasts) {
    for (auto const& [action, pointer, type] : kCasts) {
        auto const body = read(action).json();
        auto const* const value = rapidjson::Pointer{pointer.data(), pointer.size()}.Get(body);
        EXPECT_EQ(type_of(value), type) << action << ' ' << pointer;
    }
}

// Its first label must begin the names of the endpoints.
TEST_P(TerraformReads, FindTheEndpointOfTheAttribute) {
    auto const attribute = read("DescribeDBInstanceAttribute");
    auto const endpoints = read("DescribeDBInstanceNetInfo");

    EXPECT_EQ(
        attribute.text(std::string{kAttribute} + "/ConnectionString"),
        endpoints.text("/DBInstanceNetInfos/DBInstanceNetInfo/0/ConnectionString")
    );
}

TEST_P(TerraformReads, FindDigitsInTexts) {
    EXPECT_THAT(read("DescribeDBInstanceMonitor").text("/Period"), testing::MatchesRegex("[0-9]+"));
    EXPECT_THAT(
        read("DescribeSQLCollectorRetention").text("/ConfigValue"),
        testing::MatchesRegex("[0-9]+")
    );
    EXPECT_THAT(
        read("DescribeDBInstanceSSL").text("/ForceEncryption"),
        testing::AnyOf("", "0", "1", "true", "false")
    );
}

TEST_P(TerraformReads, FindTheWhitelistInTheAttribute) {
    EXPECT_EQ(
        read("DescribeDBInstanceAttribute").text(std::string{kAttribute} + "/SecurityIPList"),
        "127.0.0.1"
    );
}

TEST_P(TerraformReads, FindAMaster) {
    EXPECT_EQ(
        read("DescribeDBInstanceHAConfig").text("/HostInstanceInfos/NodeInfo/0/NodeType"),
        "Master"
    );
}

// Its destroy waits until both say so.
TEST_P(TerraformReads, FindADeletedInstanceGone) {
    EXPECT_EQ(read("DeleteDBInstance").status(), 200);
    emulator_.control("POST", "clock/advance", R"({"by": "1m"})");

    EXPECT_EQ(read("DescribeDBInstanceAttribute").code(), "InvalidDBInstanceName.NotFound");
    EXPECT_EQ(read("DescribeTasks").status(), 404);
}

INSTANTIATE_TEST_SUITE_P(
    Engines,
    TerraformReads,
    testing::Values("MySQL", "PostgreSQL", "MariaDB", "SQLServer"),
    [](auto const& engine) { return std::string{engine.param}; }
);

}  // namespace

}  // namespace rds
