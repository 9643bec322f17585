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
        if (value.GetStringLength() == 0) return;  // in XML an element without text, as of a list
        paths.push_back(path + "=" + value.GetString());
    } else if (value.IsBool()) {
        paths.push_back(path + (value.GetBool() ? "=true" : "=false"));
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
    return path.starts_with("/RequestId=");
}

TEST_P(EveryAnswer, SaysTheSameInJsonAndInXmlInTheSameOrder) {
    kit::EmulatorUnderTest other{fixture_of(GetParam())};

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

std::string_view wire_type(rapidjson::Value const& value) {
    if (value.IsObject()) return "object";
    if (value.IsArray()) return "array";
    if (value.IsString()) return "string";
    if (value.IsBool()) return "boolean";
    return value.IsInt64() ? "number" : "?";
}

void expect_declared(rapidjson::Value const& object, std::vector<api::MemberSpec> const& specs) {
    for (auto const& spec : specs) {
        auto const at = object.FindMember(std::string{spec.name}.c_str());
        if (at == object.MemberEnd()) {
            EXPECT_TRUE(spec.optional) << spec.name << " is absent";
            continue;
        }
        EXPECT_EQ(wire_type(at->value), spec.type) << spec.name;
        if (at->value.IsObject()) expect_declared(at->value, spec.members);
        if (!at->value.IsArray()) continue;
        for (auto const& element : at->value.GetArray()) {
            if (element.IsObject()) expect_declared(element, spec.members);
        }
    }
    for (auto const& member : object.GetObject()) {
        std::string_view const name = member.name.GetString();
        EXPECT_NE(std::ranges::find(specs, name, &api::MemberSpec::name), specs.end()) << name;
    }
}

TEST_P(EveryAnswer, HasExactlyTheDeclaredMembersWithTheirTypesAtEveryDepth) {
    auto specs = action().response;
    specs.push_back({.name = "RequestId", .type = "string"});

    expect_declared(emulator_.ask(plain_call()).json(), specs);
}

TEST_P(EveryAnswer, SaysTheSameOfARefusalInJsonAndInXml) {
    emulator_.control("POST", "faults", R"({"code": "InternalError", "always": true})");
    auto json = json_paths(emulator_.ask(plain_call()));
    auto xml = xml_paths(emulator_.ask(plain_call().as_xml()), "Error");

    // Recorded in different orders, and each with a RequestId of its own.
    auto const has_request_id = [](std::string const& path) {
        return is_request_id(path) || path.starts_with("/Recommend=");
    };
    EXPECT_EQ(std::erase_if(json, has_request_id), 2U);
    EXPECT_EQ(std::erase_if(xml, has_request_id), 2U);
    EXPECT_THAT(xml, testing::UnorderedElementsAreArray(json));
}

TEST_P(EveryAnswer, IsAnyFaultOfTheActionThatIsInjectedByItsCodeAlone) {
    auto faults = action().own_faults();
    for (auto const* kind : action().injected_faults)
        faults.emplace_back(*kind);
    for (auto const& fault : faults) {
        auto const rule = R"({"action": ")" + GetParam() + R"(", "code": ")" + fault.code() + "\"}";
        ASSERT_EQ(emulator_.control("POST", "faults", rule).status(), 201) << rule;

        auto const answer = emulator_.ask(plain_call());

        EXPECT_EQ(answer.code(), fault.code());
        EXPECT_EQ(answer.status(), fault.status()) << fault.code();
        EXPECT_EQ(answer.json()["Message"].GetString(), fault.message()) << fault.code();
    }
}

INSTANTIATE_TEST_SUITE_P(Answers, EveryAnswer, testing::ValuesIn(action_names()), name_of_test);

}  // namespace

}  // namespace rds
