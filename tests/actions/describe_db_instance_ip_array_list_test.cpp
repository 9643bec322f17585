#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/examples.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;

kit::Examples const kExamples{
    "DescribeDBInstanceIPArrayList",
    R"({"instances": [{"id": "rm-uf6wjk5xxxxxxx"}]})"};

class DescribeDbInstanceIpArrayList : public testing::Test {
  protected:
    static kit::Call lists_of(std::string_view instance) {
        return call("DescribeDBInstanceIPArrayList").with("DBInstanceId", instance);
    }

    kit::EmulatorUnderTest emulator_{R"({"instances": [{"id": "rm-a", "ipArrays": [
        {"name": "hdm_security_ips", "attribute": "hidden", "addresses": ["10.0.0.0/8", "11.1.1.1"]},
        {"name": "default", "addresses": ["::1"]}, {"name": "empty"}
    ]}, {"id": "rm-usual"}]})"};
};

TEST_F(DescribeDbInstanceIpArrayList, ShowsEveryGroupInOrderOfName) {
    EXPECT_THAT(
        emulator_.ask(lists_of("rm-a")).body(),
        testing::StartsWith(
            R"({"Items":{"DBInstanceIPArray":[)"
            R"({"DBInstanceIPArrayName":"default","DBInstanceIPArrayAttribute":"",)"
            R"("SecurityIPType":"IPv6","SecurityIPList":"::1"},)"
            R"({"DBInstanceIPArrayName":"empty","DBInstanceIPArrayAttribute":"",)"
            R"("SecurityIPType":"IPv4","SecurityIPList":""},)"
            R"({"DBInstanceIPArrayName":"hdm_security_ips","DBInstanceIPArrayAttribute":"hidden",)"
            R"("SecurityIPType":"IPv4","SecurityIPList":"10.0.0.0/8,11.1.1.1"}]},"RequestId":")"
        )
    );
}

TEST_F(DescribeDbInstanceIpArrayList, ShowsTheUsualGroupOfANewInstance) {
    auto const answer = emulator_.ask(lists_of("rm-usual"));

    EXPECT_EQ(answer.text("/Items/DBInstanceIPArray/0/DBInstanceIPArrayName"), "default");
    EXPECT_EQ(answer.text("/Items/DBInstanceIPArray/0/SecurityIPList"), "127.0.0.1");
}

TEST_F(DescribeDbInstanceIpArrayList, ListsThoseOfOneNetworkAlone) {
    auto const count = [this](std::string_view type) {
        auto const answer =
            emulator_.ask(lists_of("rm-usual").with("WhitelistNetworkType", type)).json();
        return answer["Items"]["DBInstanceIPArray"].Size();
    };

    EXPECT_EQ(count("MIX"), 1U);
    EXPECT_EQ(count("VPC"), 0U);
    EXPECT_EQ(count("Classic"), 0U);
}

TEST_F(DescribeDbInstanceIpArrayList, IsRefusedForWhatIsNotThere) {
    auto const unknown = emulator_.ask(lists_of("rm-x"));
    EXPECT_EQ(unknown.status(), 404);
    EXPECT_EQ(unknown.code(), "InvalidDBInstanceName.NotFound");
    auto const type = emulator_.ask(lists_of("rm-a").with("WhitelistNetworkType", "mix"));
    EXPECT_EQ(type.code(), "WhitelistNetType.Format");
}

TEST_F(DescribeDbInstanceIpArrayList, IsCalledByItsNameInAnyCase) {
    auto const answer =
        emulator_.ask(call("describeDbInstanceIpArrayList").with("DBInstanceId", "rm-usual"));
    EXPECT_EQ(answer.status(), 200);
    EXPECT_EQ(
        emulator_.control("GET", "requests").text("/requests/0/action"),
        "DescribeDBInstanceIPArrayList"
    );
}

}  // namespace

}  // namespace rds
