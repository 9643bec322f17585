#include "server/emulator/policy_doubts.hpp"

#include "server/codec/read.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace rds {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> doubts(std::string_view statement) {
    constexpr std::string_view kFixture = R"({{"identities": {{
        "users": [{{"name": "a", "policies": [{{"Version": "1", "Statement": [{}]}}]}}],
        "accessKeys": [{{"id": "k", "secret": "s", "user": "a"}}, {{"id": "l", "secret": "t", "user": "a"}}]
    }}}})";
    return policy_doubts(codec::read(fmt::format(kFixture, statement), "mine.json"));
}

TEST(PolicyDoubts, AreAbsentWhereEveryNameIsOneOfRds) {
    EXPECT_THAT(
        doubts(
            R"({"Effect": "Allow", "Action": ["rds:Describe*", "RDS:createbackup", "ecs:Nothing"],
            "Resource": ["*", "acs:rds:*:*:dbinstance/rm-*", "acs:rds:*:*:*", "acs:ecs:*:*:x/y"],
            "Condition": {"StringEquals": {"rds:ResourceTag/team": "a", "acs:SourceIp": "::1"}}})"
        ),
        IsEmpty()
    );
}

TEST(PolicyDoubts, NameAnActionThatRdsDoesNotHaveOnceHoweverManyKeysItsOwnerHas) {
    EXPECT_THAT(
        doubts(R"({"Effect": "Deny", "Action": "rds:CreateBackups", "Resource": "*"})"),
        ElementsAre(
            R"(/identities/users/0/policies/0/Statement/0: "rds:CreateBackups" is no action of RDS; )"
            R"(did you mean "rds:CreateBackup"?)"
        )
    );
}

TEST(PolicyDoubts, NameAResourceAndAConditionKeyThatRdsDoesNotHave) {
    EXPECT_THAT(
        doubts(R"({"Effect": "Deny", "Action": "*", "Resource": "acs:rds:*:*:rm-a",
            "Condition": {"StringEquals": {"rds:ResourceTags/team": "a"}}})"),
        ElementsAre(
            HasSubstr(R"("acs:rds:*:*:rm-a" is no resource of RDS)"),
            HasSubstr(R"(no action here has the condition key "rds:ResourceTags/team")")
        )
    );
}

}  // namespace

}  // namespace rds
