// The actions that change an instance, or start work on it.
#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/examples.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;

constexpr auto* kRunning = R"({"instances": [{"id": "rm-uf6wjk5xxxxxxx"}]})";
constexpr auto* kCollecting =
    R"({"instances": [{"id": "rm-uf6wjk5xxxxxxx", "sqlCollector": true}]})";
constexpr auto* kStopped = R"({"instances": [{"id": "rm-uf6wjk5xxxxxxx", "status": "Stopped"}]})";

kit::Examples const kMaintainTime{"ModifyDBInstanceMaintainTime", kRunning};
kit::Examples const kMonitor{"ModifyDBInstanceMonitor", kRunning};
kit::Examples const kAutoUpgrade{"ModifyDBInstanceAutoUpgradeMinorVersion", kRunning};
kit::Examples const kPolicy{"ModifySQLCollectorPolicy", kRunning};
kit::Examples const kRetention{"ModifySQLCollectorRetention", kCollecting};
kit::Examples const kGroup{"ModifyResourceGroup", kRunning};
kit::Examples const kRestart{"RestartDBInstance", kRunning};
kit::Examples const kStop{"StopDBInstance", kRunning};
kit::Examples const kStart{"StartDBInstance", kStopped};
kit::Examples const kSecurityIps{"ModifySecurityIps", kRunning};

class InstanceChanges : public testing::Test {
  protected:
    static kit::Call about(std::string_view action, std::string_view instance = "rm-a") {
        return call(action).with("DBInstanceId", instance);
    }

    static kit::Call in_region(std::string_view action, std::string_view instance = "rm-a") {
        return about(action, instance).with("RegionId", "cn-hangzhou");
    }

    std::string code(kit::Call const& call) { return std::string{emulator_.ask(call).code()}; }

    std::string attribute(std::string const& name, std::string_view instance = "rm-a") {
        return std::string{emulator_.ask(about("DescribeDBInstanceAttribute", instance))
                               .text("/Items/DBInstanceAttribute/0/" + name)};
    }

    std::string shown(std::string_view action, char const* pointer) {
        return std::string{emulator_.ask(about(action)).text(pointer)};
    }

    void advance(char const* time) {
        emulator_.control("POST", "clock/advance", std::string{R"({"by": ")"} + time + "\"}");
    }

    kit::EmulatorUnderTest emulator_{R"({"settings": {"jobPlan": "held"}, "instances": [
        {"id": "rm-a"}, {"id": "rm-busy"}, {"id": "rm-primary"},
        {"id": "rr-reader", "primary": "rm-primary"}
    ]})"};
};

TEST_F(InstanceChanges, AreSeenInWhatDescribesThem) {
    emulator_.ask(about("ModifyDBInstanceMaintainTime").with("MaintainTime", "02:00Z-06:00Z"));
    EXPECT_EQ(attribute("MaintainTime"), "02:00Z-06:00Z");
    emulator_.ask(about("ModifyDBInstanceMonitor").with("Period", "60"));
    EXPECT_EQ(shown("DescribeDBInstanceMonitor", "/Period"), "60");
    emulator_.ask(
        about("ModifyDBInstanceAutoUpgradeMinorVersion").with("AutoUpgradeMinorVersion", "Manual")
    );
    EXPECT_EQ(attribute("AutoUpgradeMinorVersion"), "Manual");
    emulator_.ask(about("ModifyResourceGroup").with("ResourceGroupId", "rg-mine"));
    EXPECT_EQ(attribute("ResourceGroupId"), "rg-mine");
    EXPECT_EQ(
        code(about("ModifySQLCollectorRetention").with("ConfigValue", "180")),
        "IncorrectSQLLogActiveStatus"
    );
    emulator_.ask(about("ModifySQLCollectorPolicy").with("SQLCollectorStatus", "Enable"));
    emulator_.ask(about("ModifySQLCollectorRetention").with("ConfigValue", "180"));
    EXPECT_EQ(shown("DescribeSQLCollectorPolicy", "/SQLCollectorStatus"), "Enable");
    EXPECT_EQ(shown("DescribeSQLCollectorRetention", "/ConfigValue"), "180");
}

TEST_F(InstanceChanges, AreRefusedWithTheDocumentedCodes) {
    EXPECT_EQ(
        code(about("ModifyDBInstanceMaintainTime").with("MaintainTime", "2am")),
        "InvalidMaintainTime"
    );
    EXPECT_EQ(
        code(about("ModifyDBInstanceMonitor").with("Period", "7")),
        "OperationDenied.DBInstanceMonitorPeriod"
    );
    EXPECT_EQ(
        code(about("ModifyResourceGroup").with("ResourceGroupId", "rg mine")),
        "ResourceGroupId.InValid"
    );
}

TEST_F(InstanceChanges, RestartAndAreRunningAgain) {
    EXPECT_EQ(code(about("RestartDBInstance")), "");
    EXPECT_EQ(attribute("DBInstanceStatus"), "Rebooting");
    EXPECT_EQ(code(about("RestartDBInstance")), "IncorrectDBInstanceState");
    EXPECT_EQ(shown("DescribeTasks", "/Items/TaskProgressInfo/0/TaskAction"), "RestartDBInstance");
    advance("999ms");
    EXPECT_EQ(attribute("DBInstanceStatus"), "Rebooting");
    advance("1ms");
    EXPECT_EQ(attribute("DBInstanceStatus"), "Running");
    EXPECT_EQ(shown("DescribeTasks", "/Items/TaskProgressInfo/0/Status"), "Finished");
}

TEST_F(InstanceChanges, DoNotRestartDuringABackup) {
    emulator_.ask(about("CreateBackup", "rm-busy"));
    emulator_.control("POST", "jobs/4762615/step", R"({"to": "Checking"})");

    EXPECT_EQ(code(about("RestartDBInstance", "rm-busy")), "OperationDenied.BackupJobExists");
    EXPECT_EQ(attribute("DBInstanceStatus", "rm-busy"), "Running");

    emulator_.ask(about("RestartDBInstance"));
    EXPECT_EQ(code(about("CreateBackup")), "IncorrectDBInstanceState");
}

TEST_F(InstanceChanges, StopAndStart) {
    EXPECT_EQ(code(in_region("StartDBInstance")), "InvalidStatus.Format");
    EXPECT_EQ(code(in_region("StopDBInstance")), "");
    EXPECT_EQ(attribute("DBInstanceStatus"), "Stopping");
    advance("1s");
    EXPECT_EQ(attribute("DBInstanceStatus"), "Stopped");
    EXPECT_EQ(shown("DescribeTasks", "/Items/TaskProgressInfo/0/Status"), "Finished");
    EXPECT_EQ(code(in_region("StopDBInstance")), "InvalidStatus.Format");
    EXPECT_EQ(code(in_region("StartDBInstance")), "");
    EXPECT_EQ(code(in_region("StartDBInstance")), "InvalidStatus.Format");
    advance("1s");
    EXPECT_EQ(attribute("DBInstanceStatus"), "Running");
    EXPECT_EQ(shown("DescribeTasks", "/Items/TaskProgressInfo/0/Status"), "Finished");
    EXPECT_EQ(shown("DescribeTasks", "/Items/TaskProgressInfo/1/Status"), "Finished");
    EXPECT_EQ(
        code(in_region("StopDBInstance", "rm-primary")),
        "InstanceHasReadOnlyInstanceNotSupportStop"
    );
    EXPECT_EQ(code(in_region("StopDBInstance", "rr-reader")), "ReadonlyInstanceNotSupport");
}

class Whitelist : public InstanceChanges {
  protected:
    static kit::Call
    change(std::string_view mode, std::string_view addresses, std::string_view group = {}) {
        auto call =
            about("ModifySecurityIps").with("ModifyMode", mode).with("SecurityIps", addresses);
        return group.empty() ? call : std::move(call).with("DBInstanceIPArrayName", group);
    }

    std::string group(std::string_view name) {
        auto const body = emulator_.ask(about("DescribeDBInstanceIPArrayList")).json();
        for (auto const& each : body["Items"]["DBInstanceIPArray"].GetArray()) {
            if (each["DBInstanceIPArrayName"].GetString() == name)
                return each["SecurityIPList"].GetString();
        }
        return "no such group";
    }
};

TEST_F(Whitelist, IsCoveredAppendedAndDeletedFrom) {
    EXPECT_EQ(group("default"), "127.0.0.1");
    emulator_.ask(change("Cover", "10.0.0.0/8,1.2.3.4"));
    EXPECT_EQ(group("default"), "10.0.0.0/8,1.2.3.4");
    emulator_.ask(change("Append", "::1"));
    emulator_.ask(change("Delete", "1.2.3.4"));
    EXPECT_EQ(group("default"), "10.0.0.0/8,::1");
    emulator_.ask(change("Cover", "9.9.9.9", "office"));
    EXPECT_EQ(group("office"), "9.9.9.9");
    EXPECT_EQ(group("default"), "10.0.0.0/8,::1");
    EXPECT_EQ(code(about("ModifySecurityIps").with("SecurityIps", "8.8.8.8")), "");
    EXPECT_EQ(group("default"), "8.8.8.8");
    EXPECT_EQ(attribute("SecurityIPList"), "8.8.8.8");
}

TEST_F(Whitelist, IsLeftAsItIsByWhatIsRefused) {
    EXPECT_EQ(code(change("Append", "127.0.0.1")), "InvalidSecurityIPList.Duplicate");
    EXPECT_EQ(code(change("Cover", "1.1.1.1,1.1.1.1")), "InvalidSecurityIPList.Duplicate");
    EXPECT_EQ(code(change("Delete", "127.0.0.1")), "SecurityIPList.Format");
    EXPECT_EQ(code(change("Delete", "9.9.9.9")), "SecurityIPList.Format");
    EXPECT_EQ(code(change("Cover", "1.1.1.1, 2.2.2.2")), "SecurityIPList.Format");
    EXPECT_EQ(group("default"), "127.0.0.1");
}

TEST_F(Whitelist, HoldsAThousandAddresses) {
    std::string addresses;
    for (int i = 0; i < 999; ++i) {
        if (i > 0) addresses += ',';
        addresses += "10.0." + std::to_string(i / 250) + '.' + std::to_string(i % 250);
    }
    EXPECT_EQ(code(change("Cover", addresses, "office")), "");
    EXPECT_EQ(code(change("Append", "1.1.1.1")), "SecurityIPList.Format");
    EXPECT_EQ(group("default"), "127.0.0.1");
}

}  // namespace

}  // namespace rds
