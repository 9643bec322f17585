// The actions on accounts: users of the databases of an instance.
#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/examples.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;
using testing::HasSubstr;
using testing::Not;

constexpr auto* kNone = R"({"instances": [{"id": "rm-uf6wjk5xxxxxxx"}]})";
constexpr auto* kOne = R"({"instances": [{"id": "rm-uf6wjk5xxxxxxx", "databases": ["app"],
    "accounts": [{"name": "app_user", "privileges": {"app": "ReadOnly"}}]}]})";
constexpr auto* kSuper = R"({"instances": [{"id": "rm-uf6wjk5xxxxxxx",
    "accounts": [{"name": "app_user", "type": "Super"}]}]})";

kit::Examples const kCreate{"CreateAccount", kNone};
kit::Examples const kDescribe{"DescribeAccounts", kOne};
kit::Examples const kDelete{"DeleteAccount", kOne};
kit::Examples const kLock{"LockAccount", kOne};
kit::Examples const kUnlock{"UnlockAccount", kOne};
kit::Examples const kModify{"ModifyAccountDescription", kOne};
kit::Examples const kCheckPolicy{"ModifyAccountCheckPolicy", kOne};
kit::Examples const kPassword{"ResetAccountPassword", kOne};
kit::Examples const kReset{"ResetAccount", kSuper};
kit::Examples const kGrant{"GrantAccountPrivilege", kOne};
kit::Examples const kRevoke{"RevokeAccountPrivilege", kOne};

class Accounts : public testing::Test {
  protected:
    static kit::Call about(std::string_view action, std::string_view name = "app_user") {
        return call(action).with("DBInstanceId", "rm-a").with("AccountName", name);
    }

    static kit::Call create(std::string_view name) {
        return about("CreateAccount", name).with("AccountPassword", "Test-1234");
    }

    static kit::Call grant(std::string_view databases, std::string_view privileges) {
        return about("GrantAccountPrivilege")
            .with("DBName", databases)
            .with("AccountPrivilege", privileges);
    }

    std::string shown(std::string const& member, std::string_view name = "app_user") {
        return std::string{emulator_.ask(about("DescribeAccounts", name))
                               .text("/Accounts/DBInstanceAccount/0/" + member)};
    }

    std::string code(kit::Call const& call) { return std::string{emulator_.ask(call).code()}; }

    std::string check(std::string const& password) {
        return std::string{emulator_
                               .control(
                                   "POST",
                                   "database-accounts/rm-a:app_user/check",
                                   R"({"password": ")" + password + "\"}"
                               )
                               .text("/right")};
    }

    kit::EmulatorUnderTest emulator_{R"({"instances": [
        {"id": "rm-a", "databases": ["app", "shop"]},
        {"id": "rm-ms", "engine": "SQLServer", "databases": ["app"]},
        {"id": "rm-pg", "engine": "PostgreSQL", "engineVersion": "15.0", "databases": ["app"]},
        {"id": "rm-stopped", "status": "Stopped", "accounts": [{"name": "app_user"}]},
        {"id": "rm-locked", "lockMode": "ManualLock", "accounts": [{"name": "app_user"}]}
    ]})"};
};

TEST_F(Accounts, AreCreatedShownAndDeleted) {
    EXPECT_EQ(shown("AccountName"), "");

    EXPECT_EQ(
        emulator_.ask(create("app_user").with("AccountDescription", "of the shop")).status(),
        200
    );

    EXPECT_EQ(shown("AccountName"), "app_user");
    EXPECT_EQ(shown("AccountStatus"), "Available");
    EXPECT_EQ(shown("AccountType"), "Normal");
    EXPECT_EQ(shown("AccountDescription"), "of the shop");
    EXPECT_EQ(shown("PrivExceeded"), "0");
    EXPECT_EQ(code(about("DeleteAccount")), "");
    EXPECT_EQ(code(about("DeleteAccount")), "InvalidAccountName.NotFound");
    auto const list = emulator_.ask(about("DescribeAccounts"));
    EXPECT_EQ(list.text("/TotalRecordCount"), "0");
    EXPECT_TRUE(list.json()["Accounts"]["DBInstanceAccount"].IsArray());
}

TEST_F(Accounts, AreLockedUnlockedAndDescribed) {
    emulator_.ask(create("app_user"));
    emulator_.ask(about("LockAccount"));
    EXPECT_EQ(shown("AccountStatus"), "Lock");
    emulator_.ask(about("UnlockAccount"));
    EXPECT_EQ(shown("AccountStatus"), "Available");
    emulator_.ask(about("ModifyAccountDescription").with("AccountDescription", "the batch"));
    EXPECT_EQ(shown("AccountDescription"), "the batch");
    emulator_.ask(about("ModifyAccountCheckPolicy").with("CheckPolicy", "true"));
    EXPECT_EQ(shown("CheckPolicy"), "true");
}

TEST_F(Accounts, AreGrantedPrivilegesAndLoseThem) {
    emulator_.ask(create("app_user"));
    EXPECT_EQ(code(grant("app,shop", "ReadWrite,ReadOnly")), "");
    EXPECT_EQ(shown("DatabasePrivileges/DatabasePrivilege/0/DBName"), "app");
    EXPECT_EQ(shown("DatabasePrivileges/DatabasePrivilege/0/AccountPrivilege"), "ReadWrite");
    EXPECT_EQ(shown("DatabasePrivileges/DatabasePrivilege/1/AccountPrivilege"), "ReadOnly");

    EXPECT_EQ(code(about("RevokeAccountPrivilege").with("DBName", "app")), "");
    EXPECT_EQ(shown("DatabasePrivileges/DatabasePrivilege/0/DBName"), "shop");
    EXPECT_EQ(shown("DatabasePrivileges/DatabasePrivilege/1/DBName"), "");
    EXPECT_EQ(code(about("RevokeAccountPrivilege").with("DBName", "app")), "Account.UpdateError");
}

TEST_F(Accounts, AreNotGrantedHalfOfWhatIsAsked) {
    emulator_.ask(create("app_user"));
    EXPECT_EQ(code(grant("app,shop", "ReadWrite")), "InvalidDBNameOrAccountPrivilege");
    EXPECT_EQ(code(grant("app,nowhere", "ReadWrite,ReadOnly")), "InvalidDB.NotFound");
    EXPECT_EQ(code(grant("app,app", "ReadWrite,ReadOnly")), "InvalidDBNameOrAccountPrivilege");
    EXPECT_EQ(code(grant("app", "Everything")), "InvalidAccountPrivilege.Malformed");
    EXPECT_EQ(code(grant("app", "DBOwner")), "InvalidAccountPrivilege.Malformed");
    EXPECT_EQ(shown("DatabasePrivileges/DatabasePrivilege/0/DBName"), "");
    emulator_.ask(create("chief").with("AccountType", "Super"));
    EXPECT_EQ(
        code(about("GrantAccountPrivilege", "chief")
                 .with("DBName", "app")
                 .with("AccountPrivilege", "ReadOnly")),
        "IncorrectAccountPrivilegeType"
    );
}

TEST_F(Accounts, KeepASaltedHashOfTheirPasswordAndShowItNowhere) {
    emulator_.ask(create("app_user"));
    EXPECT_EQ(check("Test-1234"), "true");
    EXPECT_EQ(check("Test-12345"), "false");

    emulator_.ask(about("ResetAccountPassword").with("AccountPassword", "Other+5678"));

    EXPECT_EQ(check("Test-1234"), "false");
    EXPECT_EQ(check("Other+5678"), "true");
    auto const checked =
        emulator_.control("POST", "database-accounts/rm-a:app_user/check", R"({"password": "x"})");
    EXPECT_EQ(checked.text("/passwordChanges"), "2");
    EXPECT_EQ(checked.text("/passwordChangedAt"), "2026-01-02T00:00:00Z");
    for (auto const* const path : {"export", "requests", "database-accounts", "instances"}) {
        auto const text = emulator_.control("GET", path).body();
        EXPECT_THAT(text, Not(HasSubstr("Test-1234"))) << path;
        EXPECT_THAT(text, Not(HasSubstr("Other+5678"))) << path;
    }
    EXPECT_THAT(emulator_.control("GET", "export").body(), HasSubstr("passwordHash"));
}

TEST_F(Accounts, AreNotShownWithAPasswordThatIsRefused) {
    emulator_.ask(create("app_user"));
    for (auto const& body :
         {R"({"password": ")" + ("LEAK" + std::string(200, 'a')) + "\"}",
          std::string{R"({"passwordHash": "LEAK"})"},
          std::string{R"({"password": 7700077})"}}) {
        auto const answer = emulator_.control("PATCH", "database-accounts/rm-a:app_user", body);
        EXPECT_EQ(answer.status(), 400);
        EXPECT_THAT(answer.body(), Not(HasSubstr("LEAK")));
        EXPECT_THAT(answer.body(), Not(HasSubstr("7700077")));
    }
}

TEST_F(Accounts, TakeAPasswordOrItsHashFromAFixture) {
    kit::EmulatorUnderTest first{
        R"({"instances": [{"id": "rm-a", "accounts": [{"name": "u1", "password": "Test-1234"}]}]})"};
    kit::EmulatorUnderTest second{first.control("GET", "export").body()};
    for (auto* const emulator : {&first, &second}) {
        auto const right = emulator->control(
            "POST",
            "database-accounts/rm-a:u1/check",
            R"({"password": "Test-1234"})"
        );
        EXPECT_EQ(right.text("/right"), "true");
    }
}

TEST_F(Accounts, AreRefusedWithTheDocumentedCodes) {
    emulator_.ask(create("app_user"));
    EXPECT_EQ(code(create("App_User")), "InvalidAccountName.Duplicate");
    for (auto const* const name : {"root", "admin", "guest"})
        EXPECT_EQ(code(create(name)), "InvalidAccountName.Forbid") << name;
    for (auto const& name :
         {std::string{"a"}, std::string{"1a"}, std::string{"a_"}, std::string(33, 'a')})
        EXPECT_EQ(code(create(name)), "Account.AddError") << name;
    EXPECT_EQ(code(create(std::string(32, 'a'))), "");
    for (auto const* const password : {"Test-12", "testtest", "Test 1234"}) {
        EXPECT_EQ(
            code(about("CreateAccount", "other").with("AccountPassword", password)),
            "InvalidAccountPassword.Format"
        );
        EXPECT_EQ(
            code(about("ResetAccountPassword").with("AccountPassword", password)),
            "InvalidAccountPassword.Format"
        );
    }
    EXPECT_EQ(
        code(create("ops").with("AccountType", "Sysadmin")),
        "InvalidEngineVersion.NotSupported"
    );
    EXPECT_EQ(code(create("ops").with("AccountType", "GlobalRO")), "IncorrectAccountType");
    EXPECT_EQ(code(create("ops").with("AccountType", "King")), "InvalidAccountPrivilege.Malformed");
    EXPECT_EQ(code(create("chief").with("AccountType", "Super")), "");
    EXPECT_EQ(code(create("second").with("AccountType", "Super")), "IncorrectAccountType");
    EXPECT_EQ(
        code(about("ResetAccount").with("AccountPassword", "Test-1234")),
        "Account.UpdateError"
    );
}

TEST_F(Accounts, AreWhatTheirEngineHas) {
    auto const on = [](std::string_view instance, std::string_view name) {
        return call("CreateAccount")
            .with("DBInstanceId", instance)
            .with("AccountName", name)
            .with("AccountPassword", "Test-1234");
    };
    EXPECT_EQ(code(on("rm-ms", "ops").with("AccountType", "Sysadmin")), "");
    EXPECT_EQ(code(on("rm-ms", "reader1").with("AccountType", "GlobalRO")), "");
    EXPECT_EQ(code(on("rm-ms", "reader2").with("AccountType", "GlobalRO")), "");
    EXPECT_EQ(code(on("rm-ms", "reader3").with("AccountType", "GlobalRO")), "IncorrectAccountType");
    EXPECT_EQ(code(on("rm-pg", "chief").with("AccountType", "Super")), "");
    EXPECT_EQ(code(on("rm-pg", "app_user")), "");
    auto const answer = emulator_.ask(
        call("DescribeAccounts").with("DBInstanceId", "rm-pg").with("AccountName", "app_user")
    );
    EXPECT_EQ(answer.text("/Accounts/DBInstanceAccount/0/CreateDB"), "f");
    auto const refused = emulator_.ask(call("RevokeAccountPrivilege")
                                           .with("DBInstanceId", "rm-pg")
                                           .with("AccountName", "app_user")
                                           .with("DBName", "app"));
    EXPECT_EQ(refused.code(), "Account.UpdateError");
}

TEST_F(Accounts, AreRefusedWhereTheirInstanceDoesNotLetThem) {
    auto const drop = [](std::string_view instance) {
        return call("DeleteAccount").with("DBInstanceId", instance).with("AccountName", "app_user");
    };
    EXPECT_EQ(code(drop("rm-stopped")), "IncorrectDBInstanceState");
    EXPECT_EQ(code(drop("rm-locked")), "IncorrectDBInstanceLockMode");
    EXPECT_EQ(code(drop("rm-none")), "InvalidDBInstanceName.NotFound");
}

TEST_F(Accounts, ArePagedAsTerraformReadsThem) {
    for (int i = 0; i < 60; ++i)
        emulator_.ask(create("user" + std::to_string(i)));
    auto const page = [this](char const* number) {
        return emulator_.ask(call("DescribeAccounts")
                                 .with("DBInstanceId", "rm-a")
                                 .with("PageSize", "50")
                                 .with("PageNumber", number));
    };
    EXPECT_EQ(page("1").json()["Accounts"]["DBInstanceAccount"].Size(), 50U);
    EXPECT_EQ(page("2").json()["Accounts"]["DBInstanceAccount"].Size(), 10U);
    EXPECT_EQ(page("3").json()["Accounts"]["DBInstanceAccount"].Size(), 0U);
    EXPECT_EQ(page("3").text("/TotalRecordCount"), "60");
}

}  // namespace

}  // namespace rds
