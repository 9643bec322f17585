#include "server/identity/policy.hpp"
#include "server/json/invalid.hpp"
#include "server/json/node.hpp"
#include "server/json/parse.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace rds::identity {

namespace {

// A policy that must be refused, the place that must be named, and a word of the reason.
struct PolicyRefusal {
    std::string name;
    std::string policy;
    std::string pointer;
    std::string keyword;
};

std::string const kSource = "the policy";

Policy parsed(std::string const& policy) {
    auto const document = json::parse(policy, kSource);
    return parse_policy({document, kSource});
}

json::Invalid refusal_of(std::string const& policy) {
    try {
        parsed(policy);
    } catch (json::Invalid const& invalid) {
        return invalid;
    }
    return {kSource, "", "accepted"};
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
std::vector<PolicyRefusal> const kStructure{
    {"NoJson", "{", "", "line 1, column 2"},
    {"NoObject", "[]", "", "object"},
    {"AnUnknownMember", R"({"Verson": "1"})", "/Verson", R"("Version")"},
    {"AMemberTwice", R"({"Version": "1", "Version": "1"})", "/Version", "twice"},
    {"NoVersion", R"({"Statement": []})", "", R"("Version")"},
    {"AnotherVersion", R"({"Version": "2012-10-17", "Statement": []})", "/Version", R"("1")"},
    {"AVersionThatIsANumber", R"({"Version": 1, "Statement": []})", "/Version", R"("1")"},
    {"NoStatement", R"({"Version": "1"})", "", R"("Statement")"},
    {"AStatementOutsideAList", R"({"Version": "1", "Statement": {}})", "/Statement", "list"},
    {"AnEmptyListOfStatements", R"({"Version": "1", "Statement": []})", "/Statement", "list"},
    {"AStatementThatIsNoObject",
     R"({"Version": "1", "Statement": ["Allow"]})",
     kAtStatement,
     "object"},
    {"AnUnknownMemberOfAStatement",
     statement(R"("Efect": "Allow")"),
     "/Statement/0/Efect",
     R"("Effect")"},
    {"APrincipal", statement(R"("Principal": "*")"), "/Statement/0/Principal", R"("Principal")"},
    {"NoEffect", statement(""), kAtStatement, R"("Effect")"},
    {"AnEffectInAnotherCase",
     statement(R"("Effect": "allow")"),
     "/Statement/0/Effect",
     R"(did you mean "Allow")"},
    {"AnEffectThatIsNoText", statement(R"("Effect": true)"), "/Statement/0/Effect", R"("Deny")"},
    {"NoAction",
     statement(R"("Effect": "Allow", "Resource": "*")"),
     kAtStatement,
     R"("NotAction")"},
    {"BothActions",
     statement(R"("Effect": "Allow", "Action": "*", "NotAction": "*", "Resource": "*")"),
     kAtStatement,
     "both"},
    {"NoResource", statement(R"("Effect": "Allow", "Action": "*")"), kAtStatement, R"("Resource")"},
};

std::vector<PolicyRefusal> const kPatterns{
    {"AnActionWithoutService", action(R"("DescribeBackupTasks")"), "/Statement/0/Action", "action"},
    {"AnActionWithoutName", action(R"("rds:")"), "/Statement/0/Action", "action"},
    {"AnActionOfNoService", action(R"(":*")"), "/Statement/0/Action", "action"},
    {"AnActionOfOddCharacters",
     action(R"(["*", "rds:Create Backup"])"),
     "/Statement/0/Action/1",
     "action"},
    {"AnActionThatIsANumber", action("7"), "/Statement/0/Action", "action"},
    {"AnEmptyListOfActions", action("[]"), "/Statement/0/Action", "action"},
    {"AListWithinAListOfActions", action(R"([["*"]])"), "/Statement/0/Action/0", "action"},
    {"AResourceThatIsNone", resource(R"("rm-a")"), "/Statement/0/Resource", "resource"},
    {"AResourceOfAnotherCloud",
     resource(R"("arn:aws:rds:*:*:db:a")"),
     "/Statement/0/Resource",
     "resource"},
    {"AResourceTooShort",
     resource(R"(["acs:rds:*:dbinstance/rm-a"])"),
     "/Statement/0/Resource/0",
     "resource"},
    {"AResourceWithoutService",
     resource(R"("acs::*:*:dbinstance/rm-a")"),
     "/Statement/0/Resource",
     "resource"},
    {"AResourceWithoutName", resource(R"("acs:rds:*:*:")"), "/Statement/0/Resource", "resource"},
    {"AnEmptyListOfResources", resource("[]"), "/Statement/0/Resource", "resource"},
    {"TooMuchText",
     action("[\"" + std::string(40'000, '*') + ":a\", \"" + std::string(40'000, '*') + ":a\"]"),
     "/Statement/0/Action/1",
     "65536"},
};

std::vector<PolicyRefusal> const kConditions{
    {"ConditionsInAList", condition("[]"), kAtCondition, "object"},
    {"ConditionsWithoutAny", condition("{}"), kAtCondition, "object"},
    {"AnOperatorThatDoesNotExist",
     condition(R"({"StringEqual": {"acs:SourceIp": "a"}})"),
     kAtCondition + "/StringEqual",
     R"("StringEquals")"},
    {"AnOperatorIfExistsThatDoesNotExist",
     condition(R"({"IpAdressIfExists": {"acs:SourceIp": "a"}})"),
     kAtCondition + "/IpAdressIfExists",
     R"("IpAddress")"},
    {"AnOperatorLikeNone",
     condition(R"({"ArnLike": {"acs:SourceIp": "a"}})"),
     kAtCondition + "/ArnLike",
     R"("ArnLike")"},
    {"AnOperatorTwice",
     condition(R"({"Bool": {"acs:SecureTransport": "true"}, "Bool": 7})"),
     kAtCondition + "/Bool",
     "twice"},
    {"AnOperatorWithoutKeys", condition(R"({"Bool": "true"})"), kAtCondition + "/Bool", "object"},
    {"AKeyWithoutService",
     condition(R"({"StringEquals": {"SourceIp": "a"}})"),
     kAtCondition + "/StringEquals/SourceIp",
     "condition key"},
    {"AKeyInAnotherCase",
     condition(R"({"IpAddress": {"acs:SourceIP": "::"}})"),
     kAtCondition + "/IpAddress/acs:SourceIP",
     R"("acs:SourceIp")"},
    {"ATagKeyInAnotherCase",
     condition(R"({"StringEquals": {"rds:resourceTag/env": "a"}})"),
     kAtCondition + "/StringEquals/rds:resourceTag~1env",
     R"("rds:ResourceTag/env")"},
    {"ATagWithoutKey",
     condition(R"({"StringEquals": {"rds:ResourceTag": "a"}})"),
     kAtCondition + "/StringEquals/rds:ResourceTag",
     "condition key"},
    {"NoDate",
     condition(R"({"DateLessThan": {"acs:CurrentTime": "tomorrow"}})"),
     kAtCondition + "/DateLessThan/acs:CurrentTime",
     "date"},
    {"ADateOfAnOffsetThatThereIsNot",
     condition(R"({"DateLessThan": {"acs:CurrentTime": ["2026-01-02T03:04:05+24:00"]}})"),
     kAtCondition + "/DateLessThan/acs:CurrentTime/0",
     "date"},
    {"ADateThatIsANumber",
     condition(R"({"DateLessThan": {"acs:CurrentTime": 1767322800}})"),
     kAtCondition + "/DateLessThan/acs:CurrentTime",
     "date"},
    {"NoTruth",
     condition(R"({"Bool": {"acs:SecureTransport": "yes"}})"),
     kAtCondition + "/Bool/acs:SecureTransport",
     R"("true")"},
    {"NoNumber",
     condition(R"({"NumericEquals": {"rds:ResourceTag/size": "0x10"}})"),
     kAtCondition + "/NumericEquals/rds:ResourceTag~1size",
     "number"},
    {"AnInfiniteNumber",
     condition(R"({"NumericEquals": {"rds:ResourceTag/size": "1e999"}})"),
     kAtCondition + "/NumericEquals/rds:ResourceTag~1size",
     "number"},
    {"NoNetwork",
     condition(R"({"IpAddress": {"acs:SourceIp": ["192.0.2.0/24", "192.0.2.0/33"]}})"),
     kAtCondition + "/IpAddress/acs:SourceIp/1",
     "network"},
    {"ATextThatIsNone",
     condition(R"({"StringLike": {"acs:SourceIp": 7}})"),
     kAtCondition + "/StringLike/acs:SourceIp",
     "text"},
    {"NoValues",
     condition(R"({"StringLike": {"acs:SourceIp": []}})"),
     kAtCondition + "/StringLike/acs:SourceIp",
     "text"},
};

TEST(PolicyRefused, SaysWhereAndWhy) {
    for (auto const* const table : {&kStructure, &kPatterns, &kConditions}) {
        for (auto const& expected : *table) {
            SCOPED_TRACE(expected.name);
            auto const said = refusal_of(expected.policy);
            EXPECT_EQ(said.pointer(), expected.pointer);
            EXPECT_THAT(said.message(), testing::HasSubstr(expected.keyword));
        }
    }
}

TEST(Policy, TakesATextForAListOfOneWhereverThereAreTexts) {
    auto const one = parsed(condition(R"({"IpAddress": {"acs:SourceIp": "::1"}})"));
    auto const listed =
        parsed(statement(R"("Effect": "Allow", "Action": ["*"], "Resource": ["*"],)"
                         R"("Condition": {"IpAddress": {"acs:SourceIp": ["::1"]}})"));

    auto const& left = one.at(0);
    auto const& right = listed.at(0);
    EXPECT_EQ(left.actions, right.actions);
    EXPECT_EQ(left.resources, right.resources);
    EXPECT_EQ(left.conditions.at(0).values, right.conditions.at(0).values);
}

}  // namespace

}  // namespace rds::identity
