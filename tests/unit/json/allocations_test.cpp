// What reading a document costs, counted in what it allocates: nothing is made for each element, so
// no pointer text either. RapidJSON's own memory does not come from operator new.
#include "server/json/node.hpp"
#include "server/json/parse.hpp"
#include "tests/kit/counted_memory.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>
#include <string>

namespace rds::json {

namespace {

constexpr std::size_t kMiB = std::size_t{1} << 20U;

// Elements that are reached by a long name, as many as fit into `bytes` beside it.
std::string list_behind_a_long_name(std::size_t bytes, std::string const& element) {
    auto text = "{\"" + std::string(bytes / 2, 'n') + "\": [";
    while (text.size() + element.size() < bytes - 3)
        text += element + ',';
    text += element + "]}";
    return text;
}

std::size_t allocations_to_read(std::string const& text) {
    auto const before = kit::allocations();
    auto const began = std::chrono::steady_clock::now();
    parse(text, "the body");
    auto const took = std::chrono::steady_clock::now() - began;
    auto const made = kit::allocations() - before;
    std::printf(
        "%zu bytes: %zu allocations, %.3f s\n",
        text.size(),
        made,
        std::chrono::duration<double>{took}.count()
    );
    return made;
}

TEST(Reading, MakesNothingForEachElement) {
    for (auto const* const element : {"0", "[]", "{}", R"("text")", R"({"a":1,"b":[2]})"}) {
        auto const few = allocations_to_read(list_behind_a_long_name(kMiB / 64, element));
        auto const many = allocations_to_read(list_behind_a_long_name(kMiB, element));
        EXPECT_LE(many, few + 8) << element;
    }
}

TEST(Reading, MakesNothingForEachMember) {
    auto const object_of = [](int members) {
        std::string text = "{";
        for (int member = 0; member < members; ++member)
            text += "\"a member of this object " + std::to_string(member) + "\": 0,";
        text.back() = '}';
        return text;
    };
    auto const few = allocations_to_read(object_of(100));
    auto const many = allocations_to_read(object_of(30'000));
    EXPECT_LE(many, few + 32);  // a list of their names grows by doubling
}

TEST(Walking, MakesOneListForTheElementsOfOne) {
    std::string const source = "the body";
    auto const document = parse(list_behind_a_long_name(kMiB, "[0]"), source);
    Node const root{document, source};
    auto const before = kit::allocations();
    auto const members = root.members();
    auto const elements = members[0].elements();
    rapidjson::SizeType numbers = 0;
    for (auto const& element : elements)
        numbers += element.element(0).value().IsInt() ? 1U : 0U;
    EXPECT_EQ(kit::allocations() - before, 2U);
    EXPECT_EQ(numbers, elements.size());
    EXPECT_GT(numbers, 100'000U);
}

}  // namespace

}  // namespace rds::json
