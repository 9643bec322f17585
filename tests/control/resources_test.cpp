// The lists that belong to instances: one implementation for all, seen by the IP arrays.
#include "tests/kit/emulator_under_test.hpp"

#include <gmock/gmock.h>

#include <string>

namespace rds {

namespace {

using kit::EmulatorUnderTest;
using testing::HasSubstr;

constexpr auto kFixture = R"({"instances": [
    {"id": "rm-a", "ipArrays": [{"name": "default", "addresses": ["10.0.0.0/8", "::1"]}, {"name": "app"}]},
    {"id": "rm-b"},
    {"id": "rm-c", "ipArrays": []}
]})";

TEST(Resources, AreThoseOfTheDocumentElseTheUsualOnes) {
    EmulatorUnderTest emulator{kFixture};

    auto const all = emulator.control("GET", "ip-arrays").json();
    ASSERT_EQ(all["ipArrays"].Size(), 3U);
    EXPECT_FALSE(all["more"].GetBool());
    EXPECT_STREQ(all["ipArrays"][0]["name"].GetString(), "app");
    EXPECT_STREQ(all["ipArrays"][2]["instance"].GetString(), "rm-b");
    EXPECT_STREQ(all["ipArrays"][2]["addresses"][0].GetString(), "127.0.0.1");
    EXPECT_EQ(emulator.control("GET", "instances/rm-a").json()["ipArrays"].Size(), 2U);
    EXPECT_EQ(emulator.control("GET", "ip-arrays?instance=rm-c").json()["ipArrays"].Size(), 0U);
    EXPECT_EQ(emulator.control("GET", "ip-arrays?after=rm-a:app").json()["ipArrays"].Size(), 2U);
    EXPECT_EQ(emulator.control("GET", "ip-arrays?instance=rm-x").status(), 404);
}

TEST(Resources, AreCreatedChangedAndDeleted) {
    EmulatorUnderTest emulator{kFixture};

    auto const created =
        emulator.control("POST", "ip-arrays", R"({"instance": "rm-c", "name": "office"})");
    EXPECT_EQ(created.status(), 201);
    auto const changed =
        emulator.control("PATCH", "ip-arrays/rm-c:office", R"({"addresses": ["1.2.3.4"]})");
    EXPECT_EQ(changed.text("/addresses/0"), "1.2.3.4");
    EXPECT_EQ(emulator.control("GET", "ip-arrays/rm-c:office").body(), changed.body());

    EXPECT_EQ(emulator.control("DELETE", "ip-arrays/rm-c:office").status(), 204);
    EXPECT_EQ(emulator.control("GET", "ip-arrays/rm-c:office").status(), 404);
}

TEST(Resources, AreRefusedWhereTheyAreWrong) {
    EmulatorUnderTest emulator{kFixture};
    auto const create = [&emulator](std::string const& body) {
        return emulator.control("POST", "ip-arrays", body);
    };

    auto const twice = create(R"({"instance": "rm-a", "name": "app"})");
    EXPECT_EQ(twice.status(), 409);
    EXPECT_EQ(twice.text("/pointer"), "/name");
    auto const nowhere = create(R"({"instance": "rm-x", "name": "app"})");
    EXPECT_EQ(nowhere.status(), 404);
    EXPECT_EQ(nowhere.text("/pointer"), "/instance");
    auto const equal = create(R"({"instance": "rm-b", "name": "x", "addresses": ["::1", "::1"]})");
    EXPECT_EQ(equal.status(), 400);
    EXPECT_EQ(equal.text("/pointer"), "/addresses/1");
    EXPECT_THAT(
        emulator.control("GET", "ip-arrays/rm-a:ap").text("/detail"),
        HasSubstr("rm-a:app")
    );
}

TEST(Resources, HaveABound) {
    std::string arrays;
    for (auto i = 0; i < 200; ++i)
        arrays += R"({"name": "a)" + std::to_string(i) + "\"}" + (i < 199 ? ", " : "");
    EmulatorUnderTest emulator{R"({"instances": [{"id": "rm-a", "ipArrays": [)" + arrays + "]}]}"};

    auto const answer =
        emulator.control("POST", "ip-arrays", R"({"instance": "rm-a", "name": "b"})");
    EXPECT_EQ(answer.status(), 409);
    EXPECT_EQ(answer.text("/pointer"), "/instance");
}

TEST(Resources, GoWithTheirInstanceAndComeBackWithItsExport) {
    EmulatorUnderTest emulator{kFixture};
    auto const exported = emulator.control("GET", "export").body();
    auto const before = emulator.control("GET", "ip-arrays").body();

    emulator.control("DELETE", "instances/rm-a");
    EXPECT_EQ(emulator.control("GET", "ip-arrays").json()["ipArrays"].Size(), 1U);
    EXPECT_EQ(emulator.control("POST", "load", R"({"fixture": )" + exported + "}").status(), 200);
    EXPECT_EQ(emulator.control("GET", "ip-arrays").body(), before);
}

}  // namespace

}  // namespace rds
