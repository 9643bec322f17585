// The main of a target without libFuzzer: checks each file of the folders that it is given.
#include "tests/fuzz/target.hpp"

#include <algorithm>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <span>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_in(std::span<char* const> folders) {
    std::vector<fs::path> files;
    for (auto const* const folder : folders) {
        for (auto const& entry : fs::directory_iterator{folder})
            files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

void check_file(fs::path const& path) {
    std::cout << path.filename().string() << std::endl;  // before what may end the process
    std::ifstream file{path, std::ios::binary};
    std::string const bytes{std::istreambuf_iterator<char>{file}, {}};
    rds::fuzz::require(!file.bad() && file.is_open(), "the corpus can be read");
    rds::fuzz::check(bytes);
}

}  // namespace

int main(int argc, char* argv[]) {
    try {
        auto const files = files_in({argv + 1, static_cast<std::size_t>(argc - 1)});
        for (auto const& file : files)
            check_file(file);
        if (!files.empty()) return 0;
        std::cerr << "nothing to replay\n";
    } catch (std::exception const& error) {
        std::cerr << error.what() << '\n';
    }
    return 1;
}
