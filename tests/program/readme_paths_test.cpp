// README's table of the control API's paths against the document that the program serves.
#include "tests/program/child_program.hpp"
#include "tests/program/shell.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <rapidjson/document.h>

#include <array>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rds {

namespace {

// A row up to its sentence.
using Rows = std::vector<std::string>;

Rows rows_of_readme() {
    constexpr std::string_view kHead = "| path | methods | |";
    Rows rows;
    std::ifstream readme{RDS_README};
    std::string line;
    while (std::getline(readme, line) && line != kHead) {
    }
    std::getline(readme, line);  // the rule below the head
    while (std::getline(readme, line) && line.starts_with("| "))
        rows.push_back(line.substr(0, line.find(" | ", line.find(" | ") + 1)));
    return rows;
}

std::string methods_of(rapidjson::Value const& path) {
    constexpr auto kMethods = std::to_array<std::pair<char const*, std::string_view>>(
        {{"get", "GET"}, {"post", "POST"}, {"put", "PUT"}, {"patch", "PATCH"}, {"delete", "DELETE"}}
    );
    std::string methods;
    for (auto const& [name, shown] : kMethods) {
        if (!path.HasMember(name)) continue;
        auto const* const star = path[name]["x-account"] == "many" ? "\\*" : "";
        methods += fmt::format("{}{}{}", methods.empty() ? "" : ", ", shown, star);
    }
    return methods;
}

Rows rows_of_document(std::string const& text) {
    rapidjson::Document document;
    document.Parse(text);
    Rows rows;
    for (auto const& [path, operations] : document["paths"].GetObject()) {
        auto const name =
            std::string{path.GetString()}.substr(std::string_view{"/_emulator/"}.size());
        rows.push_back(fmt::format("| `{}` | {}", name, methods_of(operations)));
    }
    return rows;
}

TEST(ReadmePaths, AreThoseOfTheDocumentWithTheirMethods) {
    kit::ChildProgram program{{"--port", "0", "--listen", "127.0.0.1"}};
    auto const document = kit::printed(
        "curl http://127.0.0.1:2014/_emulator/openapi.json",
        program.wait_until_ready()
    );
    EXPECT_THAT(rows_of_readme(), testing::UnorderedElementsAreArray(rows_of_document(document)));
}

}  // namespace

}  // namespace rds
