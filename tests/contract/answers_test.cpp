#include "tests/contract/every_action.hpp"

#include <gmock/gmock.h>
#include <tinyxml2.h>

namespace rds {

namespace {

class EveryAnswer : public EveryAction {};

using Paths = std::vector<std::string>;

void collect(rapidjson::Value const& value, std::string const& path, Paths& paths) {
    if (value.IsObject()) {
        for (auto const& member : value.GetObject()) {
            collect(member.value, path + "/" + member.name.GetString(), paths);
        }
    } else if (value.IsArray()) {
        for (auto const& element : value.GetArray())
            collect(element, path, paths);
    } else if (value.IsString()) {
        paths.push_back(path + "=" + value.GetString());
    } else {
        ASSERT_TRUE(value.IsInt64()) << path;
        paths.push_back(path + "=" + std::to_string(value.GetInt64()));
    }
}

void collect(tinyxml2::XMLElement const& element, std::string const& path, Paths& paths) {
    if (auto const* const text = element.GetText()) paths.push_back(path + "=" + text);
    for (auto const* child = element.FirstChildElement(); child != nullptr;
         child = child->NextSiblingElement()) {
        collect(*child, path + "/" + child->Name(), paths);
    }
}

Paths json_paths(kit::Answer const& answer) {
    Paths paths;
    collect(answer.json(), "", paths);
    return paths;
}

Paths xml_paths(kit::Answer const& answer, std::string const& root) {
    tinyxml2::XMLDocument document;
    EXPECT_EQ(document.Parse(answer.body().data(), answer.body().size()), tinyxml2::XML_SUCCESS)
        << answer.body();
    auto const* const element = document.RootElement();
    EXPECT_EQ(element->Name(), root);
    Paths paths;
    collect(*element, "", paths);
    return paths;
}

// Each call has a RequestId of its own.
bool is_request_id(std::string const& path) {
    return path.find("/RequestId=") == 0;
}

TEST_P(EveryAnswer, SaysTheSameInJsonAndInXmlInTheSameOrder) {
    kit::EmulatorUnderTest other{kContractFixture};

    auto json = json_paths(emulator_.ask(plain_call()));
    auto xml = xml_paths(other.ask(plain_call().as_xml()), GetParam() + "Response");

    EXPECT_EQ(std::erase_if(json, is_request_id), 1U);
    EXPECT_EQ(std::erase_if(xml, is_request_id), 1U);
    EXPECT_EQ(json, xml);
}

TEST_P(EveryAnswer, EndsWithTheRequestIdThatTheHeaderNames) {
    auto const answer = emulator_.ask(plain_call());

    ASSERT_EQ(answer.status(), 200) << answer.body();
    EXPECT_THAT(
        answer.body(),
        testing::EndsWith(R"("RequestId":")" + answer.field("x-acs-request-id") + R"("})")
    );
}

TEST_P(EveryAnswer, HasExactlyTheDeclaredMembers) {
    auto const document = emulator_.ask(plain_call()).json();

    for (auto const& member : action().response) {
        EXPECT_TRUE(member.optional || document.HasMember(std::string{member.name}.c_str()))
            << member.name;
    }
    for (auto const& member : document.GetObject()) {
        std::string_view const name = member.name.GetString();
        auto const is_declared =
            name == "RequestId" ||
            std::ranges::find(action().response, name, &api::MemberSpec::name) !=
                action().response.end();
        EXPECT_TRUE(is_declared) << name;
    }
}

INSTANTIATE_TEST_SUITE_P(Answers, EveryAnswer, testing::ValuesIn(action_names()), name_of_test);

}  // namespace

}  // namespace rds
