// What policies decide, with --auth ram: whose call runs, and what a refusal says.
#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/signed_call.hpp"

#include <gmock/gmock.h>

#include <map>

namespace rds {

namespace {

using testing::HasSubstr;

constexpr storage::Instant kAsked{std::chrono::sys_days{std::chrono::year{2026} / 1 / 2}};

constexpr auto kUsers = R"({"instances": [{"id": "rm-a"}], "identities": {
    "users": [
        {"name": "reader", "policies": [{"Version": "1", "Statement": [
            {"Effect": "Allow", "Action": "rds:Describe*", "Resource": "*"}]}]},
        {"name": "denied", "policies": [{"Version": "1", "Statement": [
            {"Effect": "Allow", "Action": "*", "Resource": "*"},
            {"Effect": "Deny", "Action": "rds:CreateBackup", "Resource": "*"}]}]},
        {"name": "creator", "policies": [{"Version": "1", "Statement": [
            {"Effect": "Allow", "Action": "rds:CreateDBInstance", "Resource": "*",
             "Condition": {"StringEquals": {"rds:ResourceTag/team": "a"}}}]}]},
        {"name": "nobody"}],
    "accessKeys": [
        {"id": "testid", "secret": "testsecret"},
        {"id": "reader", "secret": "testsecret", "user": "reader"},
        {"id": "denied", "secret": "testsecret", "user": "denied"},
        {"id": "creator", "secret": "testsecret", "user": "creator"},
        {"id": "nobody", "secret": "testsecret", "user": "nobody"}]}})";

Options deciding() {
    Options options;
    options.auth = identity::AuthMode::ram;
    return options;
}

void expect_forbidden(kit::Answer const& answer, std::string_view why) {
    EXPECT_EQ(answer.status(), 403);
    EXPECT_EQ(answer.code(), "Forbidden.RAM");
    EXPECT_THAT(answer.hint(), HasSubstr(why));
}

class Policies : public testing::Test {
  protected:
    kit::Answer ask(std::string const& key, std::string_view action, std::string_view instance) {
        kit::V1Call call{action, kAsked, {.id = key}};
        call.query.set("DBInstanceId", instance);
        return emulator_.ask(call.request());
    }

    kit::EmulatorUnderTest emulator_{kUsers, deciding()};
};

TEST_F(Policies, LetTheRootDoAll) {
    EXPECT_EQ(ask("testid", "CreateBackup", "rm-a").status(), 200);
}

TEST_F(Policies, LetAUserDoWhatAStatementAllows) {
    EXPECT_EQ(ask("reader", "DescribeBackupTasks", "rm-a").status(), 200);
}

TEST_F(Policies, KnowTheTagsOfWhatACallWouldCreate) {
    auto const create = [this](std::string_view team) {
        kit::V1Call call{"CreateDBInstance", kAsked, {.id = "creator"}};
        for (auto const& [name, value] : std::map<std::string_view, std::string_view>{
                 {"RegionId", "cn-hangzhou"},
                 {"Engine", "MySQL"},
                 {"EngineVersion", "8.0"},
                 {"DBInstanceClass", "mysql.n2.medium.1"},
                 {"DBInstanceStorage", "100"},
                 {"DBInstanceNetType", "Intranet"},
                 {"SecurityIPList", "127.0.0.1"},
                 {"PayType", "Postpaid"},
                 {"Tag.1.Key", "team"},
                 {"Tag.1.Value", team}})
            call.query.set(name, value);
        return emulator_.ask(call.request());
    };
    EXPECT_EQ(create("a").status(), 200);
    expect_forbidden(create("b"), "no statement");
}

// Patterns are tried on what names the instance, so that a caller must not make it long.
TEST_F(Policies, TakeNoLongTextForARegion) {
    kit::V1Call call{"CreateBackup", kAsked, {.id = "reader"}};
    call.query.set("DBInstanceId", "rm-none");
    call.query.set("RegionId", std::string(65, 'a'));
    expect_forbidden(emulator_.ask(call.request()), "acs:rds:cn-hangzhou:");
}

TEST_F(Policies, ForbidWhatNoStatementSpeaksOf) {
    expect_forbidden(ask("reader", "CreateBackup", "rm-a"), "no statement");
    expect_forbidden(ask("nobody", "DescribeBackupTasks", "rm-a"), "it has no policies");
}

TEST_F(Policies, ForbidWhatOneDeniesThoughAnotherAllowsIt) {
    EXPECT_EQ(ask("denied", "DescribeBackupTasks", "rm-a").status(), 200);
    expect_forbidden(ask("denied", "CreateBackup", "rm-a"), "denies it");
}

TEST_F(Policies, ForbidBeforeSayingThatThereIsNoSuchInstance) {
    expect_forbidden(ask("reader", "CreateBackup", "rm-none"), "There is no such instance here");
}

TEST_F(Policies, KeepARefusedCallFromChangingAnything) {
    auto const before =
        ask("testid", "DescribeBackupTasks", "rm-a").json()["Items"]["BackupJob"].GetArray().Size();
    ask("denied", "CreateBackup", "rm-a");
    auto const after = ask("testid", "DescribeBackupTasks", "rm-a").json();
    EXPECT_EQ(after["Items"]["BackupJob"].GetArray().Size(), before);
}

}  // namespace

}  // namespace rds
