// What a fixture changes in the catalogue of its tenant.
#include "tests/kit/emulator_under_test.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace rds {

namespace {

using kit::call;

constexpr auto* kFixture = R"({
    "regions": [
        {"id": "cn-hangzhou", "name": "Hangzhou", "zones": "xy"},
        {"id": "zz-test-1", "zones": "q"}
    ],
    "instanceClasses": [
        {"name": "mysql.n2.medium.1", "cores": 3, "memory": 5000, "connections": 7, "iops": 11},
        {"name": "mysql.mine.1", "cores": 6, "memory": 9000, "connections": 10, "iops": 20}
    ],
    "engines": [{"name": "MySQL", "parameters": {"max_connections": "77", "of_mine": "on"}}],
    "instances": [
        {"id": "rm-a"},
        {"id": "rm-q", "regionId": "zz-test-1", "class": "mysql.mine.1"},
        {"id": "rm-p", "parameters": {"max_connections": "5"}}
    ]
})";

class OwnCatalogue : public testing::Test {
  protected:
    std::string attribute(std::string const& id, std::string const& name) {
        auto const answer =
            emulator_.ask(call("DescribeDBInstanceAttribute").with("DBInstanceId", id));
        return answer.text("/Items/DBInstanceAttribute/0/" + name);
    }

    std::map<std::string, std::string> parameters(std::string const& id) {
        std::map<std::string, std::string> all;
        auto const answer = emulator_.ask(call("DescribeParameters").with("DBInstanceId", id));
        auto const body = answer.json();
        for (auto const& row : body["RunningParameters"]["DBInstanceParameter"].GetArray())
            all[row["ParameterName"].GetString()] = row["ParameterValue"].GetString();
        return all;
    }

    kit::EmulatorUnderTest emulator_{kFixture};
};

TEST_F(OwnCatalogue, TakesThePlaceOfTheServicesRowsAndAddsToThem) {
    EXPECT_EQ(attribute("rm-a", "DBInstanceMemory"), "5000");
    EXPECT_EQ(attribute("rm-a", "MaxConnections"), "7");
    EXPECT_EQ(attribute("rm-q", "DBInstanceCPU"), "6");
}

TEST_F(OwnCatalogue, GivesInstancesTheirZones) {
    EXPECT_EQ(attribute("rm-a", "ZoneId"), "cn-hangzhou-x");
    EXPECT_EQ(attribute("rm-q", "ZoneId"), "zz-test-1-q");
}

TEST_F(OwnCatalogue, ListsItsRegions) {
    auto const answer = emulator_.ask(call("DescribeRegions"));

    std::vector<std::string> zones;
    auto const body = answer.json();
    for (auto const& row : body["Regions"]["RDSRegion"].GetArray())
        zones.emplace_back(row["ZoneId"].GetString());
    EXPECT_EQ(std::ranges::count(zones, "cn-hangzhou-x"), 1);
    EXPECT_EQ(std::ranges::count(zones, "cn-hangzhou-h"), 0);
    EXPECT_EQ(std::ranges::count(zones, "zz-test-1-q"), 1);
    EXPECT_EQ(std::ranges::count(zones, "cn-beijing-h"), 1);
}

TEST_F(OwnCatalogue, GivesEnginesTheirParameters) {
    EXPECT_EQ(parameters("rm-a")["max_connections"], "77");
    EXPECT_EQ(parameters("rm-a")["of_mine"], "on");
    EXPECT_GE(parameters("rm-a").size(), 20U);
    EXPECT_EQ(parameters("rm-p")["max_connections"], "5");
}

TEST_F(OwnCatalogue, IsExportedAndLoadedAgain) {
    auto const exported = emulator_.control("GET", "export").body();
    kit::EmulatorUnderTest other{exported};

    EXPECT_EQ(other.control("GET", "export").json()["regions"].Size(), 2U);
    auto const answer = other.ask(call("DescribeDBInstanceAttribute").with("DBInstanceId", "rm-q"));
    EXPECT_EQ(answer.text("/Items/DBInstanceAttribute/0/DBInstanceMemory"), "9000");
}

TEST_F(OwnCatalogue, IsWhatCreateDBInstanceIsHeldTo) {
    auto const create = [](std::string const& region, std::string const& its_class) {
        return call("CreateDBInstance")
            .with("RegionId", region)
            .with("Engine", "MySQL")
            .with("EngineVersion", "8.0")
            .with("DBInstanceClass", its_class)
            .with("DBInstanceStorage", "100")
            .with("DBInstanceNetType", "Intranet")
            .with("PayType", "Postpaid")
            .with("SecurityIPList", "127.0.0.1");
    };
    Options options;
    options.check_catalogue = true;
    kit::EmulatorUnderTest strict{kFixture, options};

    EXPECT_EQ(strict.ask(create("zz-test-1", "mysql.mine.1")).status(), 200);
    EXPECT_EQ(
        strict.ask(create("zz-test-1", "mysql.other.1")).code(),
        "InvalidDBInstanceClass.Malformed"
    );
    EXPECT_EQ(
        strict.ask(create("cn-hangzhou", "mysql.mine.1").with("ZoneId", "cn-hangzhou-h")).code(),
        "InvalidZone.NotSupported"
    );
}

// They are looked for as rows in order.
TEST(CatalogueOfTheService, FindsEachOfItsRows) {
    kit::EmulatorUnderTest emulator{"{}"};
    auto catalogue = emulator.state().catalogue();

    for (auto const& region : catalogue.regions())
        EXPECT_EQ(catalogue.region(region.id).value().zones, region.zones) << region.id;
    for (auto const& each : catalogue.instance_classes()) {
        EXPECT_EQ(catalogue.instance_class(each.name).connections, each.connections) << each.name;
    }
}

TEST(CatalogueOfAFixture, RefusesARowThatComesTwice) {
    EXPECT_THROW(
        kit::EmulatorUnderTest(R"({"regions": [{"id": "zz-1"}, {"id": "zz-1"}]})"),
        std::exception
    );
}

}  // namespace

}  // namespace rds
