#include "storage/fault_rules.hpp"

#include "storage/sqlite/error.hpp"
#include "storage/tenant/tenant.hpp"

#include <gmock/gmock.h>

namespace rds::storage {

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class KeptFaultRules : public testing::Test {
  protected:
    Tenant tenant_{Clock{}};
    FaultRules rules_{tenant_.fault_rules()};
};

TEST_F(KeptFaultRules, AreGivenIdsInTheOrderInWhichTheyCame) {
    EXPECT_EQ(rules_.add("a"), 1);
    EXPECT_EQ(rules_.add("b"), 2);

    EXPECT_THAT(rules_.all(), ElementsAre(KeptFaultRule{1, "a"}, KeptFaultRule{2, "b"}));
    EXPECT_EQ(rules_.find(2), (KeptFaultRule{2, "b"}));
    EXPECT_EQ(rules_.find(3), std::nullopt);
}

TEST_F(KeptFaultRules, KeepTheirCounts) {
    rules_.add("a");
    rules_.add("b");

    rules_.set_counts(1, 5, 3);

    EXPECT_THAT(rules_.all(), ElementsAre(KeptFaultRule{1, "a", 5, 3}, KeptFaultRule{2, "b"}));
}

TEST_F(KeptFaultRules, AreRemovedOneByOneOrTogether) {
    rules_.add("a");
    rules_.add("b");
    rules_.add("c");

    EXPECT_TRUE(rules_.remove(2));
    EXPECT_FALSE(rules_.remove(2));
    EXPECT_THAT(rules_.all(), ElementsAre(KeptFaultRule{1, "a"}, KeptFaultRule{3, "c"}));
    rules_.clear();
    EXPECT_THAT(rules_.all(), IsEmpty());
}

TEST_F(KeptFaultRules, NeverGetTheIdOfOneThatIsGone) {
    rules_.add("a");
    rules_.remove(1);
    EXPECT_EQ(rules_.add("b"), 2);
    rules_.clear();
    EXPECT_EQ(rules_.add("c"), 3);
}

TEST_F(KeptFaultRules, StrikeNoMoreOftenThanTheyWereTried) {
    rules_.add("a");
    EXPECT_THROW(rules_.set_counts(1, 1, 2), sqlite::Error);
}

}  // namespace

}  // namespace rds::storage
