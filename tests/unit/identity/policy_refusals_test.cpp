#include "server/identity/invalid_policy.hpp"
#include "server/identity/parse_policy.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

namespace rds::identity {

namespace {

// A policy that must be refused, and what must be said of it.
struct PolicyRefusal {
    std::string name;
    std::string policy;
    std::string pointer;
    std::string message;
};

std::ostream& operator<<(std::ostream& out, PolicyRefusal const& refusal) {
    return out << refusal.name;
}

std::string refusal_name(testing::TestParamInfo<PolicyRefusal> const& info) {
    return info.param.name;
}

InvalidPolicy refusal_of(std::string const& policy) {
    try {
        parse_policy(policy);
    } catch (InvalidPolicy const& invalid) {
        return invalid;
    }
    return {"", "accepted"};
}

std::string statement(std::string const& members) {
    return R"({"Version": "1", "Statement": [{)" + members + "}]}";
}

std::string condition(std::string const& condition) {
    return statement(
        R"("Effect": "Allow", "Action": "*", "Resource": "*", "Condition": )" + condition
    );
}

std::string action(std::string const& action) {
    return statement(R"("Effect": "Allow", "Resource": "*", "Action": )" + action);
}

std::string resource(std::string const& resource) {
    return statement(R"("Effect": "Allow", "Action": "*", "Resource": )" + resource);
}

std::string const kAtStatement = "/Statement/0";
std::string const kAtCondition = "/Statement/0/Condition";
std::string const kNoAction =
    R"( is not an action like "rds:DescribeBackupTasks", "rds:Describe*" or "*", or a list of such)";
std::string const kNoResource =
    R"( is not a resource like "acs:rds:*:*:dbinstance/rm-a" or "*", or a list of such)";
std::string const kNoDate = " is not a date like 2026-01-02T03:04:05Z or 2026-01-02T03:04:05+08:00";
std::string const kNoNetwork =
    " is not an IP address or network like 203.0.113.2, 192.0.2.0/24 or 2001:db8::/32";
std::string const kNoKey =
    R"( is not a condition key like "acs:SourceIp" or "rds:ResourceTag/env")";

std::vector<PolicyRefusal> const kStructure{
    {"NoJson", "{", "", "character 2: Missing a name for object member."},
    {"NoObject", "[]", "", "a list is not a policy (an object)"},
    {"AnUnknownMember",
     R"({"Verson": "1"})",
     "/Verson",
     R"("Verson" is not a member of a policy; did you mean "Version"?)"},
    {"AMemberTwice",
     R"({"Version": "1", "Version": "1"})",
     "/Version",
     R"("Version" is given twice; once is right)"},
    {"NoVersion", R"({"Statement": []})", "", R"("Version" is missing; it is "1")"},
    {"AnotherVersion",
     R"({"Version": "2012-10-17", "Statement": []})",
     "/Version",
     R"("2012-10-17" is not the text "1", the only version)"},
    {"AVersionThatIsANumber",
     R"({"Version": 1, "Statement": []})",
     "/Version",
     R"(1 is not the text "1", the only version)"},
    {"NoStatement",
     R"({"Version": "1"})",
     "",
     R"("Statement" is missing; it is a list of statements, at least one)"},
    {"AStatementOutsideAList",
     R"({"Version": "1", "Statement": {}})",
     "/Statement",
     "an object of 0 members is not a list of statements, at least one"},
    {"AnEmptyListOfStatements",
     R"({"Version": "1", "Statement": []})",
     "/Statement",
     "an empty list is not a list of statements, at least one"},
    {"AStatementThatIsNoObject",
     R"({"Version": "1", "Statement": ["Allow"]})",
     kAtStatement,
     R"("Allow" is not a statement (an object))"},
    {"AnUnknownMemberOfAStatement",
     statement(R"("Efect": "Allow")"),
     "/Statement/0/Efect",
     R"("Efect" is not a member of a statement; did you mean "Effect"?)"},
    {"APrincipal",
     statement(R"("Principal": "*")"),
     "/Statement/0/Principal",
     R"("Principal" is not a member of a statement; known: "Effect", "Action", "NotAction", )"
     R"("Resource" and "Condition")"},
    {"NoEffect", statement(""), kAtStatement, R"("Effect" is missing; it is "Allow" or "Deny")"},
    {"AnEffectInAnotherCase",
     statement(R"("Effect": "allow")"),
     "/Statement/0/Effect",
     R"("allow" is not "Allow" or "Deny"; did you mean "Allow"?)"},
    {"AnEffectThatIsNoText",
     statement(R"("Effect": true)"),
     "/Statement/0/Effect",
     R"(true is not "Allow" or "Deny")"},
    {"NoAction",
     statement(R"("Effect": "Allow", "Resource": "*")"),
     kAtStatement,
     R"("Action" or "NotAction" is missing; it is an action like "rds:DescribeBackupTasks", )"
     R"("rds:Describe*" or "*", or a list of such)"},
    {"BothActions",
     statement(R"("Effect": "Allow", "Action": "*", "NotAction": "*", "Resource": "*")"),
     kAtStatement,
     R"("Action" and "NotAction" are both given; one of them is right)"},
    {"NoResource",
     statement(R"("Effect": "Allow", "Action": "*")"),
     kAtStatement,
     R"("Resource" is missing; it is a resource like "acs:rds:*:*:dbinstance/rm-a" or "*", )"
     R"(or a list of such)"},
};

std::vector<PolicyRefusal> const kPatterns{
    {"AnActionWithoutService",
     action(R"("DescribeBackupTasks")"),
     "/Statement/0/Action",
     R"("DescribeBackupTasks")" + kNoAction},
    {"AnActionWithoutName", action(R"("rds:")"), "/Statement/0/Action", R"("rds:")" + kNoAction},
    {"AnActionOfNoService", action(R"(":*")"), "/Statement/0/Action", R"(":*")" + kNoAction},
    {"AnActionOfOddCharacters",
     action(R"(["*", "rds:Create Backup"])"),
     "/Statement/0/Action/1",
     R"("rds:Create Backup")" + kNoAction},
    {"AnActionThatIsANumber", action("7"), "/Statement/0/Action", "7" + kNoAction},
    {"AnEmptyListOfActions", action("[]"), "/Statement/0/Action", "an empty list" + kNoAction},
    {"AListWithinAListOfActions",
     action(R"([["*"]])"),
     "/Statement/0/Action/0",
     "a list" + kNoAction},
    {"AResourceThatIsNone",
     resource(R"("rm-a")"),
     "/Statement/0/Resource",
     R"("rm-a")" + kNoResource},
    {"AResourceOfAnotherCloud",
     resource(R"("arn:aws:rds:*:*:db:a")"),
     "/Statement/0/Resource",
     R"("arn:aws:rds:*:*:db:a")" + kNoResource},
    {"AResourceTooShort",
     resource(R"(["acs:rds:*:dbinstance/rm-a"])"),
     "/Statement/0/Resource/0",
     R"("acs:rds:*:dbinstance/rm-a")" + kNoResource},
    {"AResourceWithoutService",
     resource(R"("acs::*:*:dbinstance/rm-a")"),
     "/Statement/0/Resource",
     R"("acs::*:*:dbinstance/rm-a")" + kNoResource},
    {"AResourceWithoutName",
     resource(R"("acs:rds:*:*:")"),
     "/Statement/0/Resource",
     R"("acs:rds:*:*:")" + kNoResource},
    {"AnEmptyListOfResources",
     resource("[]"),
     "/Statement/0/Resource",
     "an empty list" + kNoResource},
    {"TooMuchText",
     action("[\"" + std::string(40'000, '*') + ":a\", \"" + std::string(40'000, '*') + ":a\"]"),
     "/Statement/0/Action/1",
     "the policy is too large; its texts may have 65536 bytes"},
};

std::vector<PolicyRefusal> const kConditions{
    {"ConditionsInAList",
     condition("[]"),
     kAtCondition,
     R"(an empty list is not an object like {"IpAddress": {...}})"},
    {"ConditionsWithoutAny",
     condition("{}"),
     kAtCondition,
     R"(an object of 0 members is not an object like {"IpAddress": {...}})"},
    {"AnOperatorThatDoesNotExist",
     condition(R"({"StringEqual": {"acs:SourceIp": "a"}})"),
     kAtCondition + "/StringEqual",
     R"("StringEqual" is not a condition operator; did you mean "StringEquals"?)"},
    {"AnOperatorIfExistsThatDoesNotExist",
     condition(R"({"IpAdressIfExists": {"acs:SourceIp": "a"}})"),
     kAtCondition + "/IpAdressIfExists",
     R"("IpAdressIfExists" is not a condition operator; did you mean "IpAddress"?)"},
    {"AnOperatorLikeNone",
     condition(R"({"ArnLike": {"acs:SourceIp": "a"}})"),
     kAtCondition + "/ArnLike",
     R"("ArnLike" is not a condition operator; there are 23 others)"},
    {"AnOperatorTwice",
     condition(R"({"Bool": {"acs:SecureTransport": "true"}, "Bool": 7})"),
     kAtCondition + "/Bool",
     R"("Bool" is given twice; once is right)"},
    {"AnOperatorWithoutKeys",
     condition(R"({"Bool": "true"})"),
     kAtCondition + "/Bool",
     R"("true" is not an object like {"acs:SourceIp": ...})"},
    {"AKeyWithoutService",
     condition(R"({"StringEquals": {"SourceIp": "a"}})"),
     kAtCondition + "/StringEquals/SourceIp",
     R"("SourceIp")" + kNoKey},
    {"AKeyInAnotherCase",
     condition(R"({"IpAddress": {"acs:SourceIP": "::"}})"),
     kAtCondition + "/IpAddress/acs:SourceIP",
     R"("acs:SourceIP" is not a condition key; did you mean "acs:SourceIp"?)"},
    {"ATagKeyInAnotherCase",
     condition(R"({"StringEquals": {"rds:resourceTag/env": "a"}})"),
     kAtCondition + "/StringEquals/rds:resourceTag~1env",
     R"("rds:resourceTag/env" is not a condition key; did you mean "rds:ResourceTag/env"?)"},
    {"ATagWithoutKey",
     condition(R"({"StringEquals": {"rds:ResourceTag": "a"}})"),
     kAtCondition + "/StringEquals/rds:ResourceTag",
     R"("rds:ResourceTag")" + kNoKey},
    {"NoDate",
     condition(R"({"DateLessThan": {"acs:CurrentTime": "tomorrow"}})"),
     kAtCondition + "/DateLessThan/acs:CurrentTime",
     R"("tomorrow")" + kNoDate},
    {"ADateOfAnOffsetThatThereIsNot",
     condition(R"({"DateLessThan": {"acs:CurrentTime": ["2026-01-02T03:04:05+24:00"]}})"),
     kAtCondition + "/DateLessThan/acs:CurrentTime/0",
     R"("2026-01-02T03:04:05+24:00")" + kNoDate},
    {"ADateThatIsANumber",
     condition(R"({"DateLessThan": {"acs:CurrentTime": 1767322800}})"),
     kAtCondition + "/DateLessThan/acs:CurrentTime",
     "1767322800" + kNoDate},
    {"NoTruth",
     condition(R"({"Bool": {"acs:SecureTransport": "yes"}})"),
     kAtCondition + "/Bool/acs:SecureTransport",
     R"("yes" is not "true" or "false")"},
    {"NoNumber",
     condition(R"({"NumericEquals": {"rds:ResourceTag/size": "0x10"}})"),
     kAtCondition + "/NumericEquals/rds:ResourceTag~1size",
     R"("0x10" is not a number like 42 or 0.5)"},
    {"AnInfiniteNumber",
     condition(R"({"NumericEquals": {"rds:ResourceTag/size": "1e999"}})"),
     kAtCondition + "/NumericEquals/rds:ResourceTag~1size",
     R"("1e999" is not a number like 42 or 0.5)"},
    {"NoNetwork",
     condition(R"({"IpAddress": {"acs:SourceIp": ["192.0.2.0/24", "192.0.2.0/33"]}})"),
     kAtCondition + "/IpAddress/acs:SourceIp/1",
     R"("192.0.2.0/33")" + kNoNetwork},
    {"ATextThatIsNone",
     condition(R"({"StringLike": {"acs:SourceIp": 7}})"),
     kAtCondition + "/StringLike/acs:SourceIp",
     "7 is not a text"},
    {"NoValues",
     condition(R"({"StringLike": {"acs:SourceIp": []}})"),
     kAtCondition + "/StringLike/acs:SourceIp",
     "an empty list is not a text, or a list of such"},
};

class PolicyRefused : public testing::TestWithParam<PolicyRefusal> {};

TEST_P(PolicyRefused, SaysWhereAndWhy) {
    auto const said = refusal_of(GetParam().policy);

    EXPECT_EQ(said.pointer(), GetParam().pointer);
    EXPECT_EQ(std::string{said.what()}, GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(Structure, PolicyRefused, testing::ValuesIn(kStructure), refusal_name);
INSTANTIATE_TEST_SUITE_P(Patterns, PolicyRefused, testing::ValuesIn(kPatterns), refusal_name);
INSTANTIATE_TEST_SUITE_P(Conditions, PolicyRefused, testing::ValuesIn(kConditions), refusal_name);

TEST(Policy, TakesATextForAListOfOneWhereverThereAreTexts) {
    auto const one = parse_policy(condition(R"({"IpAddress": {"acs:SourceIp": "::1"}})"));
    auto const listed =
        parse_policy(statement(R"("Effect": "Allow", "Action": ["*"], "Resource": ["*"],)"
                               R"("Condition": {"IpAddress": {"acs:SourceIp": ["::1"]}})"));

    auto const& left = one.statements.at(0);
    auto const& right = listed.statements.at(0);
    EXPECT_EQ(left.actions, right.actions);
    EXPECT_EQ(left.resources, right.resources);
    EXPECT_EQ(left.conditions.at(0).values, right.conditions.at(0).values);
}

}  // namespace

}  // namespace rds::identity
