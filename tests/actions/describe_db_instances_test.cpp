#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/examples.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;

kit::Examples const kExamples{
    "DescribeDBInstances",
    R"({"instances": [{"id": "rm-uf6wjk5xxxxxxx"}]})"};

class DescribeDbInstances : public testing::Test {
  protected:
    static kit::Call list() { return call("DescribeDBInstances").with("RegionId", "cn-hangzhou"); }

    static std::vector<std::string> ids(kit::Answer const& answer) {
        std::vector<std::string> all;
        auto const body = answer.json();
        for (auto const& row : body["Items"]["DBInstance"].GetArray())
            all.emplace_back(row["DBInstanceId"].GetString());
        return all;
    }

    std::vector<std::string> with(std::string_view parameter, std::string_view value) {
        return ids(emulator_.ask(list().with(parameter, value)));
    }

    kit::EmulatorUnderTest emulator_{R"({"instances": [
        {"id": "rm-a", "createdAt": "2026-01-01T00:00:00Z", "description": "orders", "tags": {"env": "test"}},
        {"id": "rm-b", "createdAt": "2026-01-01T00:00:01Z", "engine": "PostgreSQL", "engineVersion": "14.0"},
        {"id": "rm-c", "createdAt": "2026-01-01T00:00:02Z", "status": "Rebooting", "vpcId": "vpc-1"},
        {"id": "rr-d", "createdAt": "2026-01-01T00:00:03Z", "primary": "rm-a", "payType": "Prepaid"},
        {"id": "rm-e", "regionId": "cn-beijing"}
    ]})"};
};

TEST_F(DescribeDbInstances, ListsThoseOfARegionNewestFirst) {
    auto const answer = emulator_.ask(list());

    EXPECT_THAT(ids(answer), testing::ElementsAre("rr-d", "rm-c", "rm-b", "rm-a"));
    EXPECT_EQ(answer.text("/TotalRecordCount"), "4");
    EXPECT_EQ(answer.text("/PageRecordCount"), "4");
    EXPECT_EQ(answer.text("/PageNumber"), "1");
}

TEST_F(DescribeDbInstances, ListsOnlyWhatEachFilterWants) {
    EXPECT_THAT(with("DBInstanceId", "rm-b"), testing::ElementsAre("rm-b"));
    EXPECT_THAT(with("Engine", "PostgreSQL"), testing::ElementsAre("rm-b"));
    EXPECT_THAT(with("EngineVersion", "14.0"), testing::ElementsAre("rm-b"));
    EXPECT_THAT(with("DBInstanceStatus", "Rebooting"), testing::ElementsAre("rm-c"));
    EXPECT_THAT(with("DBInstanceStatus", "Elsewhere"), testing::IsEmpty());
    EXPECT_THAT(with("DBInstanceType", "Readonly"), testing::ElementsAre("rr-d"));
    EXPECT_THAT(with("DBInstanceType", "Guard"), testing::IsEmpty());
    EXPECT_THAT(with("PayType", "Prepaid"), testing::ElementsAre("rr-d"));
    EXPECT_THAT(with("VpcId", "vpc-1"), testing::ElementsAre("rm-c"));
    EXPECT_THAT(with("SearchKey", "orders"), testing::ElementsAre("rm-a"));
    EXPECT_THAT(with("Tags", R"({"env": "test"})"), testing::ElementsAre("rm-a"));
    EXPECT_THAT(with("Tags", R"({"env": "prod"})"), testing::IsEmpty());
    EXPECT_THAT(with("Expired", "True"), testing::IsEmpty());
}

TEST_F(DescribeDbInstances, TurnsPages) {
    auto const answer = emulator_.ask(list().with("PageSize", "3").with("PageNumber", "2"));

    EXPECT_THAT(ids(answer), testing::ElementsAre("rm-a"));
    EXPECT_EQ(answer.text("/TotalRecordCount"), "4");
    EXPECT_EQ(answer.text("/PageRecordCount"), "1");
}

TEST_F(DescribeDbInstances, LeadsOnByTokens) {
    auto const first = emulator_.ask(list().with("MaxResults", "3"));
    std::string const token{first.text("/NextToken")};
    EXPECT_THAT(ids(first), testing::ElementsAre("rr-d", "rm-c", "rm-b"));

    auto const rest = emulator_.ask(list().with("MaxResults", "3").with("NextToken", token));

    EXPECT_THAT(ids(rest), testing::ElementsAre("rm-a"));
    EXPECT_EQ(rest.text("/NextToken"), "");
    for (auto const& other :
         {list().with("NextToken", token).with("Engine", "MySQL"), list().with("NextToken", "x")})
        EXPECT_EQ(emulator_.ask(other).code(), "Invalid.NextToken");
}

TEST_F(DescribeDbInstances, SaysWhereInstancesAreWhenItFindsNone) {
    auto const answer = emulator_.ask(call("DescribeDBInstances").with("RegionId", "cn-shanghai"));

    EXPECT_EQ(answer.status(), 200);
    EXPECT_THAT(answer.hint(), testing::HasSubstr("cn-beijing"));
}

TEST_F(DescribeDbInstances, SaysWhyAListIsEmpty) {
    EXPECT_THAT(
        emulator_.ask(list().with("PageNumber", "9")).hint(),
        testing::HasSubstr("behind the last")
    );
    EXPECT_THAT(
        emulator_.ask(list().with("DBInstanceStatus", "Runing")).hint(),
        testing::HasSubstr("Running")
    );
    EXPECT_THAT(
        emulator_.ask(list().with("DBInstanceId", "rm-e")).hint(),
        testing::HasSubstr("cn-beijing")
    );
}

TEST_F(DescribeDbInstances, LeadsOnFromBeforeTheEpoch) {
    for (auto const* const id : {"rm-old-1", "rm-old-2"}) {
        emulator_.control(
            "POST",
            "instances",
            std::string{R"({"createdAt": "1969-12-31T00:00:00Z", "vpcId": "vpc-old", "id": ")"} +
                id + "\"}"
        );
    }
    auto const first = emulator_.ask(list().with("VpcId", "vpc-old").with("MaxResults", "1"));

    auto const rest = emulator_.ask(list()
                                        .with("VpcId", "vpc-old")
                                        .with("MaxResults", "1")
                                        .with("NextToken", first.text("/NextToken")));

    EXPECT_THAT(ids(rest), testing::ElementsAre("rm-old-2"));
}

TEST_F(DescribeDbInstances, TakesTheRegionFromTheHost) {
    auto request = call("DescribeDBInstances").request();
    request.fields.add("Host", "rds.cn-beijing.aliyuncs.com");
    auto const answer = emulator_.ask(request);

    EXPECT_THAT(ids(answer), testing::ElementsAre("rm-e"));
}

}  // namespace

}  // namespace rds
