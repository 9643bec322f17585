#include "tests/program/shell.hpp"

#include "tests/kit/folder.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace rds::kit {

std::string content(std::filesystem::path const& path) {
    std::ifstream file{path};
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

std::string printed(std::string const& commands, std::uint16_t port) {
    static std::regex const usual{R"(127\.0\.0\.1:2014)"};
    Folder const folder;
    auto const& at = folder.path();
    std::ofstream{at / "commands"}
        << std::regex_replace(commands, usual, fmt::format("127.0.0.1:{}", port));
    // On a terminal curl shows no progress; here it must be told.
    std::ofstream{at / ".curlrc"} << "silent\nshow-error\n";
    auto const run =
        fmt::format("CURL_HOME={0} timeout 60 bash {0}/commands >{0}/out 2>&1", at.string());
    constexpr int kTimedOut = 124 << 8;
    if (std::system(run.c_str()) == kTimedOut) throw std::runtime_error{"a minute was not enough"};
    return content(at / "out");
}

}  // namespace rds::kit
