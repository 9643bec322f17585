#include "server/codec/read.hpp"

#include <gmock/gmock.h>

#include <string>
#include <string_view>

namespace rds::codec {

namespace {

Fixture with_nightly() {
    return read(R"({"plans": [{"name": "nightly"}]})", "mine.json");
}

std::string refusal(std::string_view name) {
    try {
        require_plan(with_nightly(), name, "--job-plan");
    } catch (Invalid const& invalid) {
        return invalid.what();
    }
    return "accepted";
}

TEST(KnownPlans, AreTheBuiltInOnesAndTheFixtures) {
    for (auto const* const name : {"timed", "polls", "instant", "failing", "held", "nightly"})
        EXPECT_EQ(refusal(name), "accepted") << name;
}

TEST(KnownPlans, AreSuggestedForOneThatIsUnknown) {
    EXPECT_THAT(refusal("nigthly"), testing::HasSubstr(R"(did you mean "nightly"?)"));
    EXPECT_THAT(refusal(""), testing::HasSubstr(R"("nightly", "polls" and "timed")"));
}

}  // namespace

}  // namespace rds::codec
