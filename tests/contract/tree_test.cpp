// Laws of the source tree that no compiler checks.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace rds {

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> sources() {
    std::vector<fs::path> files;
    for (auto const* const folder : {"server", "storage"}) {
        for (auto const& entry :
             fs::recursive_directory_iterator{fs::path{RDS_SOURCE_DIR} / folder}) {
            auto const extension = entry.path().extension();
            if (extension == ".hpp" || extension == ".cpp") files.push_back(entry.path());
        }
    }
    return files;
}

// The files that include something whose name begins so, relative to the root.
std::vector<std::string> includers(std::string const& name) {
    std::vector<std::string> found;
    for (auto const& path : sources()) {
        std::ifstream file{path};
        for (std::string line; std::getline(file, line);) {
            if (line.starts_with("#include <" + name) || line.starts_with("#include \"" + name)) {
                found.push_back(fs::relative(path, RDS_SOURCE_DIR).string());
                break;
            }
        }
    }
    return found;
}

using testing::Each;
using testing::StartsWith;

TEST(Tree, HasOneUserOfBeast) {
    EXPECT_THAT(
        includers("boost/beast"),
        testing::AllOf(testing::Not(testing::IsEmpty()), Each(StartsWith("server/http/")))
    );
}

TEST(Tree, HasOneUserOfSqlite) {
    EXPECT_THAT(
        includers("sqlite3.h"),
        testing::AllOf(testing::Not(testing::IsEmpty()), Each(StartsWith("storage/sqlite/")))
    );
}

TEST(Tree, HasOneUserOfTinyxml) {
    EXPECT_THAT(includers("tinyxml2.h"), testing::ElementsAre("server/gateway/wire/render.cpp"));
}

TEST(Tree, IncludesNothingByARelativePath) {
    EXPECT_THAT(includers("."), testing::IsEmpty());
}

}  // namespace

}  // namespace rds
