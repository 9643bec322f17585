// CreateDatabase, DescribeDatabases, ModifyDBDescription and DeleteDatabase.
#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/examples.hpp"

#include <gmock/gmock.h>

#include <map>
#include <string>

namespace rds {

namespace {

using kit::call;

constexpr auto* kEmpty =
    R"({"instances": [{"id": "rm-uf6wjk5xxxxxxx", "accounts": [{"name": "app_user"}]}]})";
constexpr auto* kWithApp = R"({"instances": [{"id": "rm-uf6wjk5xxxxxxx", "databases": ["app"]}]})";

kit::Examples const kCreate{"CreateDatabase", kEmpty};
kit::Examples const kDescribe{"DescribeDatabases", kWithApp};
kit::Examples const kModify{"ModifyDBDescription", kWithApp};
kit::Examples const kDelete{"DeleteDatabase", kWithApp};

class Databases : public testing::Test {
  protected:
    static kit::Call about(std::string_view action, std::string_view instance = "rm-a") {
        return call(action).with("DBInstanceId", instance);
    }

    static kit::Call create(std::string_view name, std::string_view set = "utf8mb4") {
        return about("CreateDatabase").with("DBName", name).with("CharacterSetName", set);
    }

    std::string first(char const* member, std::string_view instance = "rm-a") {
        return std::string{emulator_.ask(about("DescribeDatabases", instance))
                               .text("/Databases/Database/0/" + std::string{member})};
    }

    std::string code(kit::Call const& call) { return std::string{emulator_.ask(call).code()}; }

    kit::EmulatorUnderTest emulator_{R"({"instances": [
        {"id": "rm-a", "accounts": [{"name": "app_user"}]},
        {"id": "rm-stopped", "status": "Stopped", "databases": ["app"]},
        {"id": "rm-locked", "lockMode": "ManualLock", "databases": ["app"]},
        {"id": "rm-reader", "readOnly": true, "databases": ["app"]},
        {"id": "rm-pg", "engine": "PostgreSQL", "engineVersion": "15.0", "databases": ["app"]},
        {"id": "rm-ms", "engine": "SQLServer", "databases": ["one", "two"]}
    ]})"};
};

TEST_F(Databases, AreCreatedShownDescribedAndDeleted) {
    EXPECT_EQ(emulator_.ask(create("shop").with("DBDescription", "orders")).status(), 200);
    EXPECT_EQ(first("DBName"), "shop");
    EXPECT_EQ(first("DBStatus"), "Running");
    EXPECT_EQ(first("Engine"), "MySQL");
    EXPECT_EQ(first("CharacterSetName"), "utf8mb4");
    EXPECT_EQ(first("DBDescription"), "orders");

    emulator_.ask(
        about("ModifyDBDescription").with("DBName", "shop").with("DBDescription", "old orders")
    );
    EXPECT_EQ(first("DBDescription"), "old orders");

    EXPECT_EQ(emulator_.ask(about("DeleteDatabase").with("DBName", "shop")).status(), 200);
    auto const list = emulator_.ask(about("DescribeDatabases")).json();
    EXPECT_TRUE(list["Databases"]["Database"].IsArray());
    EXPECT_EQ(list["Databases"]["Database"].Size(), 0U);
}

TEST_F(Databases, ShowWhatTheirEngineHas) {
    EXPECT_EQ(first("Collate", "rm-pg"), "C");
    EXPECT_EQ(first("Ctype", "rm-pg"), "en_US.utf8");
    EXPECT_EQ(first("CharacterSetName", "rm-pg"), "UTF8");
    EXPECT_EQ(first("TotalCount", "rm-ms"), "2");
    EXPECT_EQ(first("TotalCount", "rm-pg"), "");

    emulator_.ask(about("DeleteDatabase", "rm-pg").with("DBName", "app"));
    emulator_.ask(about("CreateDatabase", "rm-pg")
                      .with("DBName", "shop")
                      .with("CharacterSetName", "UTF8,zh_CN.utf8,zh_CN.utf8"));
    EXPECT_EQ(first("Collate", "rm-pg"), "zh_CN.utf8");
    EXPECT_EQ(first("CharacterSetName", "rm-pg"), "UTF8");
}

TEST_F(Databases, AreCreatedWithTheRightsOfAnAccountAndLoseThemWhenDeleted) {
    emulator_.ask(
        create("shop").with("AccountName", "app_user").with("AccountPrivilege", "ReadOnly")
    );
    EXPECT_EQ(first("Accounts/AccountPrivilegeInfo/0/Account"), "app_user");
    EXPECT_EQ(first("Accounts/AccountPrivilegeInfo/0/AccountPrivilege"), "ReadOnly");

    emulator_.ask(about("DeleteDatabase").with("DBName", "shop"));
    emulator_.ask(create("shop"));
    EXPECT_EQ(first("Accounts/AccountPrivilegeInfo/0/Account"), "");
}

TEST_F(Databases, OfPostgreSqlAreGivenToTheirOwnerIfNothingIsSaid) {
    emulator_.ask(call("CreateAccount")
                      .with("DBInstanceId", "rm-pg")
                      .with("AccountName", "owner_1")
                      .with("AccountPassword", "Test-1234"));
    auto const answer = emulator_.ask(about("CreateDatabase", "rm-pg")
                                          .with("DBName", "shop")
                                          .with("CharacterSetName", "UTF8")
                                          .with("AccountName", "owner_1"));
    EXPECT_EQ(answer.status(), 200);
    auto const list = emulator_.ask(about("DescribeDatabases", "rm-pg").with("DBName", "shop"));
    EXPECT_EQ(
        list.text("/Databases/Database/0/Accounts/AccountPrivilegeInfo/0/AccountPrivilege"),
        "DBOwner"
    );
}

TEST_F(Databases, TakeTheirGrantsAlongAndLeaveTheOthersWhenATestDeletesThem) {
    kit::EmulatorUnderTest emulator{R"({"instances": [{"id": "rm-a", "databases": ["app", "shop"],
        "accounts": [{"name": "u1", "password": "Test-1234",
                      "privileges": {"app": "ReadOnly", "shop": "ReadWrite"}}]}]})"};
    auto const privileges = [&emulator] {
        auto const account = emulator.control("GET", "database-accounts/rm-a:u1").json();
        std::map<std::string, std::string> all;
        if (account.HasMember("privileges")) {
            for (auto const& each : account["privileges"].GetObject())
                all[each.name.GetString()] = each.value.GetString();
        }
        return all;
    };

    emulator.control("PATCH", "instances/rm-a", R"({"databases": ["shop", "new"]})");
    EXPECT_THAT(privileges(), testing::ElementsAre(testing::Pair("shop", "ReadWrite")));
    emulator.control("DELETE", "databases/rm-a:shop");
    EXPECT_THAT(privileges(), testing::IsEmpty());
}

TEST_F(Databases, AreFilteredAndPaged) {
    auto const count = [this](kit::Call const& call) {
        return emulator_.ask(call).json()["Databases"]["Database"].Size();
    };
    auto const list = about("DescribeDatabases", "rm-ms");
    EXPECT_EQ(count(kit::Call{list}.with("DBName", "two")), 1U);
    EXPECT_EQ(count(kit::Call{list}.with("DBName", "three")), 0U);
    EXPECT_EQ(count(kit::Call{list}.with("DBStatus", "Running")), 2U);
    EXPECT_EQ(count(kit::Call{list}.with("DBStatus", "Deleting")), 0U);
    EXPECT_EQ(count(kit::Call{list}.with("DBStatus", "nonsense")), 0U);
    EXPECT_EQ(count(kit::Call{list}.with("PageSize", "1").with("PageNumber", "2")), 1U);
    EXPECT_EQ(count(kit::Call{list}.with("PageNumber", "2147483647")), 0U);
}

TEST_F(Databases, AreRefusedWithTheDocumentedCodes) {
    emulator_.ask(create("shop"));
    EXPECT_EQ(code(create("shop")), "InvalidDBName.Duplicate");
    for (auto const* const name : {"mysql", "select", "test", "root"})
        EXPECT_EQ(code(create(name)), "InvalidDBName.Forbid") << name;
    for (auto const* const name : {"s", "Shop", "1shop", "shop_", "sh op"})
        EXPECT_EQ(code(create(name)), "Database.AddError") << name;
    EXPECT_EQ(code(create("a" + std::string(62, 'b') + "c")), "");
    EXPECT_EQ(code(create("other", "klingon")), "Database.AddError");
    EXPECT_EQ(code(create("other", "utf8,C,C")), "Database.AddError");
    EXPECT_EQ(code(create("other").with("AccountName", "nobody")), "Database.AddError");
    EXPECT_EQ(
        code(create("other").with("AccountName", "app_user").with("AccountPrivilege", "DBOwner")),
        "InvalidAccountPrivilege.Malformed"
    );
    EXPECT_EQ(
        code(create("other").with("AccountName", "app_user").with("AccountPrivilege", "Foo")),
        "InvalidAccountPrivilege.Malformed"
    );
    EXPECT_EQ(code(create("other").with("DBDescription", "x")), "InvalidDescription.Format");
    EXPECT_EQ(code(about("DeleteDatabase").with("DBName", "nothing")), "InvalidDBName.NotFound");
    EXPECT_EQ(
        code(about("ModifyDBDescription").with("DBName", "no").with("DBDescription", "text")),
        "InvalidDBName.NotFound"
    );
}

TEST_F(Databases, AreRefusedWhereTheirInstanceDoesNotLetThem) {
    auto const drop = [](std::string_view instance) {
        return about("DeleteDatabase", instance).with("DBName", "app");
    };
    EXPECT_EQ(code(drop("rm-stopped")), "IncorrectDBInstanceState");
    EXPECT_EQ(code(drop("rm-locked")), "IncorrectDBInstanceLockMode");
    EXPECT_EQ(code(drop("rm-reader")), "IncorrectDBInstanceType");
    EXPECT_EQ(code(drop("rm-none")), "InvalidDBInstanceName.NotFound");
    auto const on = [](std::string_view instance) {
        return about("CreateDatabase", instance)
            .with("DBName", "shop")
            .with("CharacterSetName", "UTF8");
    };
    EXPECT_EQ(code(on("rm-reader")), "IncorrectDBInstanceServiceType");
    EXPECT_EQ(code(on("rm-locked")), "OperationDenied.DBInstanceStatus");
    EXPECT_EQ(
        code(about("CreateDatabase", "rm-stopped")
                 .with("DBName", "shop")
                 .with("CharacterSetName", "utf8")),
        "OperationDenied.DBInstanceStatus"
    );
    auto const gone = emulator_.ask(about("DescribeDatabases", "rm-none"));
    EXPECT_EQ(gone.status(), 400);
    EXPECT_EQ(gone.code(), "InvalidDBInstanceId.NotFound");
}

TEST_F(Databases, AreHeldToWhatOneInstanceHolds) {
    std::string names;
    for (int i = 0; i < 1000; ++i)
        names += (i == 0 ? "\"d" : ", \"d") + std::to_string(i) + '"';
    kit::EmulatorUnderTest full{R"({"instances": [{"id": "rm-a", "databases": [)" + names + "]}]}"};

    EXPECT_EQ(full.ask(create("shop")).code(), "SqlExcutionFailed");
}

}  // namespace

}  // namespace rds
