#include "tests/unit/codec/refusal.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace rds::codec {

namespace {

std::string with_instance(std::string const& members) {
    return R"({"instances": [{"id": "rm-a", )" + members + "}]}";
}

std::string with_job(std::string const& members) {
    return R"({"instances": [{"id": "rm-a"}], "backupJobs": [{"id": 1, "instance": "rm-a", )" +
           members + "}]}";
}

std::string with_plan(std::string const& members) {
    return R"({"plans": [{"name": "mine", )" + members + "}]}";
}

std::string twenty_one_tags() {
    std::string tags;
    for (int i = 0; i < 21; ++i)
        tags += (i == 0 ? "\"" : ", \"") + std::to_string(i) + R"(": "")";
    return with_instance(R"("tags": {)" + tags + "}");
}

std::string thousand_and_one_faults() {
    std::string text = R"({"faults": [{"delay": "1s"})";
    for (int more = 0; more < 1000; ++more)
        text += R"(, {"delay": "1s"})";
    return text + "]}";
}

std::vector<Refusal> const kStructureRefusals{
    {"RootOfAnotherType", "[]", "", "object"},
    {"RootNull", "null", "", "null"},
    {"ListOfAnotherType", R"({"instances": {}})", "/instances", "list"},
    {"ElementOfAnotherType",
     R"({"instances": [{"id": "rm-a"}, "rm-b"]})",
     "/instances/1",
     "instance"},
    {"UnknownMemberNearAKnownOne",
     with_instance(R"("enigne": "MySQL")"),
     "/instances/0/enigne",
     R"("engine")"},
    {"UnknownMemberLikeNoOther",
     R"({"settings": {"colour": 1}})",
     "/settings/colour",
     R"("backupsPerDay")"},
    {"UnknownMemberOfOddName", "{\"a/b~c\": 1}", "/a~1b~0c", R"("a/b~c")"},
    {"MissingMember", R"({"instances": [{"engine": "MySQL"}]})", "/instances/0", R"("id")"},
    {"MissingNumber", R"({"backupJobs": [{"instance": "rm-a"}]})", "/backupJobs/0", R"("id")"},
    {"NotInTheList",
     with_instance(R"("engine": "MySql")"),
     "/instances/0/engine",
     R"(did you mean "MySQL")"},
    {"NotInTheListAndLikeNone",
     with_instance(R"("engine": "Oracle")"),
     "/instances/0/engine",
     R"("MariaDB")"},
    {"ANumberForAWord", with_plan(R"("kind": 7)"), "/plans/0/kind", R"("held")"},
    {"AWordForABoolean",
     with_instance(R"("readOnly": "no")"),
     "/instances/0/readOnly",
     "true or false"},
    {"AWordForANumber",
     R"({"settings": {"backupsPerDay": "20"}})",
     "/settings/backupsPerDay",
     "1000000"},
    {"TooLittle", R"({"settings": {"backupsPerDay": -1}})", "/settings/backupsPerDay", "1000000"},
    {"BeyondInt32",
     R"({"backupJobs": [{"id": 2147483648, "instance": "rm-a"}]})",
     "/backupJobs/0/id",
     "2147483647"},
    {"BeyondInt64",
     R"({"backupJobs": [{"id": 18446744073709551616, "instance": "rm-a"}]})",
     "/backupJobs/0/id",
     "2147483647"},
    {"AFraction", with_job(R"("backupId": 1.5)"), "/backupJobs/0/backupId", "whole"},
    {"AWholeFraction", with_job(R"("backupId": 1.0)"), "/backupJobs/0/backupId", "whole"},
    {"AnIdOfOtherCharacters", R"({"instances": [{"id": "rm_a"}]})", "/instances/0/id", "hyphen"},
    {"AnIdTooLong",
     R"({"instances": [{"id": ")" + std::string(65, 'a') + "\"}]}",
     "/instances/0/id",
     "64 letters"},
    {"ATextTooShort",
     with_instance(R"("engineVersion": "")"),
     "/instances/0/engineVersion",
     "1 to 32"},
    {"ATextTooLong",
     with_instance(R"("tags": {"env": ")" + std::string(129, 'x') + "\"}"),
     "/instances/0/tags/env",
     "128"},
    {"ADatabaseWithAComma",
     with_instance(R"("databases": ["app", "a,b"])"),
     "/instances/0/databases/1",
     "database name"},
    {"ADatabaseOfOtherLetters",
     with_instance(R"("databases": ["データ"])"),
     "/instances/0/databases/0",
     "database name"},
    {"ADatabaseWithoutName",
     with_instance(R"("databases": [""])"),
     "/instances/0/databases/0",
     "database name"},
    {"ADatabaseNameTooLong",
     with_instance(R"("databases": [")" + std::string(65, 'a') + R"("])"),
     "/instances/0/databases/0",
     "64 letters"},
    {"TooManyTags", twenty_one_tags(), "/instances/0/tags", "20"},
    {"AFaultThatNeverHappens",
     R"({"faults": [{"action": "CreateBackup", "code": "InternalFailure", "first": 0}]})",
     "/faults/0/first",
     "1000000"},
    {"AnUnknownMemberOfAFault",
     R"({"faults": [{"code": "InternalError", "frist": 2}]})",
     "/faults/0/frist",
     R"("first")"},
    {"AThousandAndOneFaults", thousand_and_one_faults(), "/faults", "1000"},
    {"APhaseNoJobFailsIn",
     with_plan(R"("kind": "failing", "failsIn": "Finished")"),
     "/plans/0/failsIn",
     R"("CheckingUpload")"},
};

TEST(FixtureStructure, IsRefusedWhereItIsWrong) {
    expect_refused(kStructureRefusals);
}

}  // namespace

}  // namespace rds::codec
