// The worked examples of README.md, run as they stand there: what follows <!-- example: name --> up
// to the next heading. A block without a language is commands for the shell; the block after it, if
// it has a language, is what they print.
#include "tests/program/child_program.hpp"
#include "tests/program/shell.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <ostream>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

namespace rds {

namespace {

using testing::Ne;

constexpr std::string_view kMark = "<!-- example: ";
constexpr std::string_view kFence = "```";

struct Step {
    std::string commands{};
    std::string answer{};
};

struct Example {
    std::string name{};
    std::vector<Step> steps{};
};

void PrintTo(Example const& example, std::ostream* out) {  // NOLINT(readability-identifier-naming)
    *out << example.name;
}

// The lines of a block whose opening fence has just been read.
std::string read_block(std::istream& readme) {
    std::string block;
    for (std::string line; std::getline(readme, line) && line != kFence;)
        block += line + "\n";
    return block;
}

std::vector<Example> examples() {
    std::vector<Example> found;
    std::ifstream readme{RDS_README};
    auto is_inside = false;
    for (std::string line; std::getline(readme, line);) {
        if (line.starts_with(kMark)) {
            auto const end = line.find(" -->");
            found.push_back({.name = line.substr(kMark.size(), end - kMark.size())});
            is_inside = true;
        }
        if (line.starts_with('#')) is_inside = false;
        if (!line.starts_with(kFence)) continue;
        auto block = read_block(readme);
        if (!is_inside) continue;
        auto& steps = found.back().steps;
        if (line == kFence) {
            steps.push_back({.commands = std::move(block)});
        } else {
            steps.back().answer += block;
        }
    }
    return found;
}

// Without what no two runs have in common; and as one line, since README breaks long ones.
std::string comparable(std::string text) {
    static std::regex const request_id{"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}"};
    static std::regex const machine_time{R"("machineTime":"[^"]*")"};
    static std::regex const microseconds{R"("microseconds":[0-9]+)"};
    static std::regex const line_break{"\n *"};
    text = std::regex_replace(text, request_id, "<RequestId>");
    text = std::regex_replace(text, machine_time, "<machineTime>");
    text = std::regex_replace(text, microseconds, "<microseconds>");
    return std::regex_replace(text, line_break, "");
}

class ReadmeExample : public testing::TestWithParam<Example> {};

TEST_P(ReadmeExample, PrintsWhatIsShown) {
    kit::ChildProgram program{{"--port", "0", "--listen", "127.0.0.1"}};
    auto const port = program.wait_until_ready();
    ASSERT_THAT(port, Ne(0)) << program.standard_error();
    for (auto const& [commands, answer] : GetParam().steps)
        EXPECT_EQ(comparable(kit::printed(commands, port)), comparable(answer)) << commands;
}

// A mark that is misspelled would take its example out of the tests.
TEST(ReadmeExamples, AreTheseWithCommandsInEach) {
    std::vector<std::string> names;
    for (auto const& example : examples()) {
        names.push_back(example.name);
        EXPECT_FALSE(example.steps.empty()) << example.name;
    }
    EXPECT_THAT(
        names,
        testing::ElementsAre(
            "refusal",
            "thirty_minutes",
            "second_poll",
            "answer_lost",
            "sixteen_tests"
        )
    );
}

INSTANTIATE_TEST_SUITE_P(
    Readme,
    ReadmeExample,
    testing::ValuesIn(examples()),
    [](auto const& example) { return example.param.name; }
);

}  // namespace

}  // namespace rds
