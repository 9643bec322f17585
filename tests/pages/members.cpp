#include "server/codec/schema.hpp"
#include "server/json/node.hpp"
#include "server/json/parse.hpp"
#include "server/json/schema.hpp"
#include "server/json/writer.hpp"
#include "tests/pages/pages.hpp"

#include <fmt/format.h>

#include <iterator>
#include <map>
#include <string_view>

namespace rds::pages {

namespace {

constexpr std::string_view kReference = "#/definitions/";

}  // namespace

std::string page_of_members() {
    std::string const source = "fixtures/schema.json";
    auto const schema = json::parse(codec::schema_text(), source);
    auto const about = [&](rapidjson::Value const& rule) {
        return json::Node{rule, source}.text("description");
    };
    std::string page =
        "# Members of fixtures\n\nEvery object that a fixture is made of, as "
        "[schema.json](schema.json) has it. [README.md](README.md) says how they work together.\n";
    std::map<std::string_view, rapidjson::Value const*> definitions;
    for (auto const& definition : schema["definitions"].GetObject()) {
        if (definition.value.HasMember("properties"))
            definitions.emplace(json::view(definition.name), &definition.value);
    }
    for (auto const& [name, definition] : definitions) {
        auto const& rule = *definition;
        fmt::format_to(
            std::back_inserter(page),
            "\n## `{}`\n\n{}\n\n| member | must be | default | |\n|---|---|---|---|\n",
            name,
            about(rule)
        );
        for (auto const& property : rule["properties"].GetObject()) {
            auto const reference = property.value.FindMember("$ref");
            auto const& own =
                reference == property.value.MemberEnd()
                    ? property.value
                    : schema["definitions"][reference->value.GetString() + kReference.size()];
            auto const otherwise = own.FindMember("default");
            fmt::format_to(
                std::back_inserter(page),
                "| `{}` | {} | {} | {} |\n",
                json::view(property.name),
                json::expectation(own, schema),
                otherwise == own.MemberEnd() ? "" : "`" + json::text_of(otherwise->value) + "`",
                about(own)
            );
        }
    }
    return page;
}

}  // namespace rds::pages
