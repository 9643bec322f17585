// What CreateDBInstance refuses with the codes of its documentation.
#include "tests/actions/create_db_instance_borders.hpp"

namespace rds {

namespace {

class CreateDbInstanceRefusals : public CreateDbInstanceBorders {};

TEST_F(CreateDbInstanceRefusals, LeaveNoInstanceThatCannotBeShown) {
    for (auto const* const least : {"nan", "inf", "-inf"}) {
        auto const config = fmt::format(R"({{"MinCapacity": "{}"}})", least);
        auto const id = emulator_.ask(create({{"ServerlessConfig", config}})).text("/DBInstanceId");
        auto const answer =
            emulator_.ask(kit::call("DescribeDBInstanceAttribute").with("DBInstanceId", id));
        EXPECT_LT(answer.status(), 500) << config;
    }
}

TEST_F(CreateDbInstanceRefusals, LeaveExportsThatCanBeLoaded) {
    constexpr std::string_view kEleven =
        R"({"1":1,"2":1,"3":1,"4":1,"5":1,"6":1,"7":1,"8":1,"9":1,"10":1,"11":1})";
    for (auto const& changes :
         {of("SecurityIPList=10.0.0.1/"),
          of("SecurityIPList=localhost"),
          Texts{{"ServerlessConfig", std::string{kEleven}}},
          Texts{{"ServerlessConfig", fmt::format(R"({{"a": "{}"}})", times(10'000, "b"))}}}) {
        kit::EmulatorUnderTest one{"{}"};
        one.ask(create(changes));
        auto const fixture = one.control("GET", "export").body();
        EXPECT_EQ(one.control("POST", "load", R"({"fixture": )" + fixture + "}").status(), 200);
    }
}

TEST_F(CreateDbInstanceRefusals, ComeAfterTheTokenOfACallThatComesAgain) {
    auto const with_token = of("ClientToken=t-1&ConnectionString=orders");
    auto const id = created(with_token);
    EXPECT_EQ(created(with_token), id);
}

TEST_F(CreateDbInstanceRefusals, NeverLetTwoHaveOneHostName) {
    created(of("ConnectionString=rm-bp1emulator000002"));
    auto const next = created({});
    EXPECT_NE(shown("rm-bp1emulator000001", "ConnectionString"), shown(next, "ConnectionString"));

    created(of("ConnectionString=orders"));
    expect_refused(of("ConnectionString=Orders"), "InvalidConnectionString.Duplicate");
}

TEST_F(CreateDbInstanceRefusals, TakeAddressesAlone) {
    constexpr std::string_view kBad =
        "999.1.1.1|10.0.0.0/33|10.0.0.0/-1|10.0.0.1/|/24|1.2.3|1.2.3.4.5|a,b|127.0.0.1:3306"
        "|10.0.0.1/8/8|fe80:::1|fe80::/129|.|:|127.0.0.1,localhost";
    for (auto const bad : text::split(kBad, '|'))
        expect_refused({{"SecurityIPList", std::string{bad}}}, "InvalidSecurityIPList.Format");
    for (auto const* const bad : {"x", "999.1.1.1", "1.2.3", "10.0.0.1:80", "..", "172.16.0.10."})
        expect_refused({{"PrivateIpAddress", bad}}, "InvalidPrivateIpAddress.Format");
}

TEST_F(CreateDbInstanceRefusals, HaveTheCodesOfWhatIsAcceptedWithoutEffect) {
    expect_refused(of("CreateStrategy=Nope"), "InvalidParam.CreateStrategy");
    expect_refused(of("DBParamGroupId=x y"), "InvalidDBParamGroupId.Format");
    expect_refused(of("DedicatedHostGroupId=x y"), "InvalidDedicatedHostGroupId.Format");
    expect_refused(of("WhitelistTemplateList=x"), "InvalidWhitelistTemplateId");
}

TEST_F(CreateDbInstanceRefusals, CompareTheResourceGroupOfATokenToo) {
    created(of("ClientToken=t&ResourceGroupId=rg-1"));
    expect_refused(of("ClientToken=t&ResourceGroupId=rg-2"), "InvalidRequestId");
}

TEST_F(CreateDbInstanceRefusals, HaveTheCodesOfTags) {
    expect_refused(of("Tag.1.Key=&Tag.1.Value=v"), "InvalidTagKey.Malformed");
    expect_refused({{"Tag.1.Key", times(129, "k")}}, "InvalidParameter.TagKey");
    expect_refused(
        {{"Tag.1.Key", "k"}, {"Tag.1.Value", times(129, "v")}},
        "InvalidParameter.TagValue"
    );
    expect_refused(of("Tag.1.Key=aliyun:x"), "NoPermission.SystemTag");
    expect_refused(of("Tag.1.Key=acs:rds:x"), "NoPermission.SystemTag");
}

TEST_F(CreateDbInstanceRefusals, HaveTheCodeOfPortsThatOnlyMySqlHas) {
    expect_refused(of("Port=6000&Engine=PostgreSQL"), "InvalidPort.Malformed");
    expect_refused(of("Port=6000&Engine=SQLServer"), "InvalidPort.Malformed");
    expect_refused(of("Port=6000&Engine=MariaDB"), "InvalidPort.Malformed");
}

TEST_F(CreateDbInstanceRefusals, WantTheTimeOfPrepaidInstances) {
    for (auto const* const changes :
         {"PayType=Prepaid",
          "PayType=Prepaid&Period=Month",
          "PayType=Prepaid&UsedTime=1",
          "PayType=Prepaid&Period=Year&UsedTime=6"})
        EXPECT_EQ(emulator_.ask(create(of(changes))).status(), 400) << changes;
    auto const id = created(of("PayType=Prepaid&Period=Month&UsedTime=1"));
    EXPECT_EQ(shown(id, "ExpireTime").substr(10), "T16:00:00Z");
}

TEST_F(CreateDbInstanceRefusals, HaveTheCodeOfVersionsThatTheEngineLacks) {
    for (auto const* const changes :
         {"EngineVersion=9.9",
          "EngineVersion=8",
          "EngineVersion=14.0",
          "Engine=PostgreSQL&EngineVersion=8.0",
          "Engine=PostgreSQL&EngineVersion=9.4",
          "Engine=MariaDB&EngineVersion=8.0"})
        expect_refused(of(changes), "InvalidEngineVersion.Malformed");
}

TEST_F(CreateDbInstanceRefusals, HaveTheCodeOfCapacitiesOutOfOrder) {
    for (auto const* const config :
         {R"({"MinCapacity": "x", "MaxCapacity": 8})",
          R"({"MinCapacity": -1, "MaxCapacity": 8})",
          R"({"MinCapacity": 8, "MaxCapacity": 0.5})"}) {
        expect_refused(
            {{"PayType", "Serverless"}, {"ServerlessConfig", config}},
            "InvalidParameter.MinCapacity"
        );
    }
}

}  // namespace

}  // namespace rds
