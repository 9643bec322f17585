// Web pages of other sites, which reach the API without a preflight and without CORS: by a picture.
#include "tests/kit/emulator_under_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string_view>

namespace rds::gateway {

namespace {

using testing::HasSubstr;
using testing::Not;

class WebPages : public testing::Test {
  protected:
    kit::Answer ask(std::string_view action, std::string_view site) {
        auto request = kit::call(action).with("DBInstanceId", "rm-a").by(kKey).request();
        request.fields.add("Sec-Fetch-Site", site);
        return emulator_.ask(request);
    }

    std::string_view static constexpr kKey = "1111111111111111";
    kit::EmulatorUnderTest emulator_{R"({"instances": [{"id": "rm-a"}]})"};
};

TEST_F(WebPages, OfAnotherSiteChangeNothing) {
    auto const refused = ask("CreateBackup", "cross-site");

    EXPECT_EQ(refused.status(), 403);
    EXPECT_EQ(refused.code(), "Forbidden.CrossSite");
    EXPECT_THAT(refused.hint(), HasSubstr("Sec-Fetch-Site"));
    EXPECT_THAT(emulator_.control("GET", "accounts").body(), Not(HasSubstr(kKey)))
        << "nor does a made-up key take an account's place";
    EXPECT_EQ(
        emulator_.control("GET", "requests?code=Forbidden.CrossSite").json()["requests"].Size(),
        1U
    );
}

TEST_F(WebPages, OfAnotherSiteMayReadButTakeNoTenantsPlace) {
    for (auto const* const action : {"DescribeBackupTasks", "DescribeRegions", ""}) {
        ask(action, "cross-site");
        EXPECT_THAT(emulator_.control("GET", "accounts").body(), Not(HasSubstr(kKey))) << action;
    }
    EXPECT_EQ(ask("DescribeBackupTasks", "cross-site").status(), 403);

    ask("DescribeBackupTasks", "same-site");
    EXPECT_EQ(ask("DescribeBackupTasks", "cross-site").status(), 200);
}

TEST_F(WebPages, OfTheSameSiteMayWrite) {
    EXPECT_EQ(ask("CreateBackup", "same-site").status(), 200);
    EXPECT_EQ(emulator_.control("POST", "reset?account=1111111111111111").status(), 200);
    EXPECT_EQ(ask("CreateBackup", "same-origin").status(), 200);
    EXPECT_EQ(emulator_.control("POST", "reset?account=1111111111111111").status(), 200);
    EXPECT_EQ(ask("CreateBackup", "none").status(), 200);
}

}  // namespace

}  // namespace rds::gateway
