#include "tests/pages/pages.hpp"

#include "server/actions/catalog.hpp"
#include "server/codec/schema.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace rds::pages {

namespace {

// Expects the file to hold this text; `make docs`, which sets RDS_WRITE_PAGES, writes it instead.
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

TEST(Pages, OfActionsAreWhatTheDeclarationsSay) {
    for (auto const& [path, text] : pages_of_actions(actions::catalog()))
        expect_generated(RDS_SOURCE_DIR "/docs/" + path, text);
}

TEST(Pages, OfFixturesAreWhatTheTablesOfFieldsSay) {
    expect_generated(RDS_SOURCE_DIR "/fixtures/schema.json", codec::schema_text());
    expect_generated(RDS_SOURCE_DIR "/fixtures/members.md", page_of_members());
}

}  // namespace

}  // namespace rds::pages
