#include "server/api/shape.hpp"

#include "server/gateway/wire/render.hpp"

#include <gtest/gtest.h>

#include <array>

namespace rds::api {

namespace {

enum class Mode { open, shut };

constexpr std::array<std::string_view, 2> kModes{"Open", "Shut"};

struct Port {
    std::string name;
    std::int32_t number = 0;
};

struct Response {
    bool locked = true;
    std::optional<std::int64_t> count;
    std::optional<Mode> mode;
    Port first{"a", 1};
    std::optional<Port> second;
    std::vector<Port> ports{{"b", 2}, {"c", 3}};
    std::vector<std::string> names{"x", "y"};
    std::vector<std::int32_t> numbers{7};
};

std::string both(Response const& response) {
    return response.first.name + response.first.name;
}

Shape<Response> const& shape() {
    static Shape<Port> const port{
        member("Name", &Port::name),
        member("Number", &Port::number),
    };
    static Shape<Response> const rows{
        member("Locked", &Response::locked),
        member("Count", &Response::count),
        member("Mode", &Response::mode, kModes),
        member("Both", both),
        object("First", &Response::first, port),
        object("Second", &Response::second, port),
        array("Ports", &Response::ports, port),
        list("Items", "Port", &Response::ports, port),
        array("Names", &Response::names),
        list("Numbers", "Number", &Response::numbers),
    };
    return rows;
}

TEST(Shape, LeavesOutWhatIsOptionalAndEmpty) {
    EXPECT_EQ(
        gateway::to_json(shaped(shape(), Response{})),
        R"({"Locked":true,"Both":"aa","First":{"Name":"a","Number":1},)"
        R"("Ports":[{"Name":"b","Number":2},{"Name":"c","Number":3}],)"
        R"("Items":{"Port":[{"Name":"b","Number":2},{"Name":"c","Number":3}]},)"
        R"("Names":["x","y"],"Numbers":{"Number":[7]}})"
    );
}

TEST(Shape, HasWhatIsOptionalAndThere) {
    Response response;
    response.count = 0;
    response.mode = Mode::shut;
    response.second = Port{"z", 0};
    response.ports.clear();
    response.names.clear();
    response.numbers.clear();

    EXPECT_EQ(
        gateway::to_json(shaped(shape(), response)),
        R"({"Locked":true,"Count":0,"Mode":"Shut","Both":"aa","First":{"Name":"a","Number":1},)"
        R"("Second":{"Name":"z","Number":0},"Ports":[],"Items":{"Port":[]},"Names":[],)"
        R"("Numbers":{"Number":[]}})"
    );
}

TEST(Shape, RepeatsTheNameOfAnArrayInXml) {
    Response response;
    response.ports.resize(1);

    EXPECT_EQ(
        gateway::to_xml("R", shaped(shape(), response)),
        R"(<?xml version='1.0' encoding='UTF-8'?><R><Locked>true</Locked><Both>aa</Both>)"
        "<First><Name>a</Name><Number>1</Number></First>"
        "<Ports><Name>b</Name><Number>2</Number></Ports>"
        "<Items><Port><Name>b</Name><Number>2</Number></Port></Items>"
        "<Names>x</Names><Names>y</Names><Numbers><Number>7</Number></Numbers></R>"
    );
}

TEST(Shape, SaysWhatEachMemberIs) {
    auto const specs = specs_of(shape());
    auto const types = [&specs](std::size_t i) { return specs.at(i).type; };

    EXPECT_EQ(types(0), "boolean");
    EXPECT_EQ(types(1), "number");
    EXPECT_TRUE(specs[1].optional);
    EXPECT_EQ(types(4), "object");
    EXPECT_FALSE(specs[4].optional);
    EXPECT_EQ(specs[4].members.size(), 2U);
    EXPECT_TRUE(specs[5].optional);
    EXPECT_EQ(types(6), "array");
    EXPECT_EQ(specs[7].members.front().members.size(), 2U);
    EXPECT_TRUE(specs[8].members.empty());
}

}  // namespace

}  // namespace rds::api
