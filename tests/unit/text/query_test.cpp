#include "server/text/query.hpp"

#include <gmock/gmock.h>

#include <string>
#include <utility>
#include <vector>

namespace rds::text {

namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

std::vector<std::pair<std::string, std::string>> pairs(std::string_view query) {
    std::vector<std::pair<std::string, std::string>> all;
    while (auto const pair = take_pair(query))
        all.emplace_back(pair->name.value_or("broken"), pair->value.value_or("broken"));
    return all;
}

TEST(TakePair, DecodesPercentAndPlusAndSkipsWhatIsEmpty) {
    EXPECT_THAT(
        pairs("&a=1&&b%3D=%26+&c&=d&e=f=g&"),
        ElementsAre(
            Pair("a", "1"),
            Pair("b=", "& "),
            Pair("c", ""),
            Pair("", "d"),
            Pair("e", "f=g")
        )
    );
    EXPECT_THAT(pairs(""), IsEmpty());
}

TEST(TakePair, SaysWhichPartIsBrokenAndGoesOn) {
    EXPECT_THAT(
        pairs("a=%4&%zz=1&b=2"),
        ElementsAre(Pair("a", "broken"), Pair("broken", "1"), Pair("b", "2"))
    );
}

}  // namespace

}  // namespace rds::text
