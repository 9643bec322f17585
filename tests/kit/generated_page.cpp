#include "tests/kit/generated_page.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace rds::kit {

void expect_generated(std::filesystem::path const& file, std::string const& text) {
    if (std::getenv("RDS_WRITE_PAGES") != nullptr) {
        std::filesystem::create_directories(file.parent_path());
        std::ofstream{file} << text;
        return;
    }
    std::stringstream page;
    page << std::ifstream{file}.rdbuf();
    EXPECT_TRUE(page.str() == text) << file << " is not what the tables say; run: make docs";
}

}  // namespace rds::kit
