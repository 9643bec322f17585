#include "server/codec/read.hpp"

#include <gmock/gmock.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace rds::codec {

namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// A folder of the test's own, gone after it; the working directory while it lasts.
class LoadFixture : public testing::Test {
  protected:
    LoadFixture() {
        std::filesystem::create_directories(folder_);
        std::filesystem::current_path(folder_);
    }

    ~LoadFixture() override {
        std::filesystem::current_path(before_);
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    static void write(std::string const& path, std::string const& text) {
        std::ofstream{path, std::ios::binary} << text;
    }

    static std::string refusal(std::string const& name_or_path) {
        try {
            load(name_or_path);
        } catch (Invalid const& invalid) {
            return invalid.what();
        }
        return "accepted";
    }

  private:
    std::filesystem::path before_ = std::filesystem::current_path();
    std::filesystem::path folder_ =
        std::filesystem::path{testing::TempDir()} /
        (std::string{"rds-"} + testing::UnitTest::GetInstance()->current_test_info()->name() +
         std::to_string(::getpid()));
};

TEST_F(LoadFixture, KnowsTheCompiledInOnes) {
    for (auto const* const name : {"default", "empty", "every-state", "failing", "ram"})
        EXPECT_EQ(load(name).source, name);
}

TEST_F(LoadFixture, ReadsAFileByItsPath) {
    write("mine.json", R"({"instances": [{"id": "rm-mine"}]})");

    EXPECT_EQ(load("mine.json").instances.at(0).id, "rm-mine");
    EXPECT_EQ(load("./mine.json").source, "./mine.json");
}

TEST_F(LoadFixture, ReadsAFileWhoseNameLooksLikeNoPath) {
    write("mine", R"({"instances": [{"id": "rm-mine"}]})");

    EXPECT_EQ(load("mine").instances.at(0).id, "rm-mine");
}

TEST_F(LoadFixture, PrefersTheCompiledInOneToAFileOfItsName) {
    write("empty", R"({"instances": [{"id": "rm-mine"}]})");

    EXPECT_TRUE(load("empty").instances.empty());
    EXPECT_EQ(load("./empty").instances.size(), 1U);
}

TEST_F(LoadFixture, NamesTheFileInItsErrors) {
    write("mine.json", R"({"instances": 7})");

    EXPECT_THAT(refusal("mine.json"), StartsWith("mine.json: /instances: "));
}

TEST_F(LoadFixture, SuggestsTheNearestCompiledInName) {
    EXPECT_THAT(refusal("defualt"), AllOf(HasSubstr("every-state"), EndsWith("\"default\"?")));
    EXPECT_THAT(refusal("mine"), AllOf(HasSubstr("every-state"), Not(HasSubstr("?"))));
}

TEST_F(LoadFixture, SuggestsTheFileOfWhichTheEndingWasLeftOut) {
    write("mine.json", "{}");

    EXPECT_THAT(refusal("mine"), EndsWith("\"mine.json\"?"));
    EXPECT_THAT(refusal("./mine"), EndsWith("\"./mine.json\"?"));
}

TEST_F(LoadFixture, SaysWhyAFileCannotBeOpened) {
    EXPECT_THAT(
        refusal("mine.json"),
        AllOf(StartsWith("mine.json: "), HasSubstr("No such file or directory"))
    );
    EXPECT_THAT(refusal(""), HasSubstr("every-state"));
}

TEST_F(LoadFixture, RefusesADirectory) {
    std::filesystem::create_directory("folder");

    EXPECT_THAT(refusal("folder"), AllOf(StartsWith("folder: "), HasSubstr("folder, not")));
}

TEST_F(LoadFixture, ReadsAFileOfTheLargestSizeAndNoLargerOne) {
    write("largest.json", "{}" + std::string(kLargestFile - 2, ' '));
    write("larger.json", "{}" + std::string(kLargestFile - 1, ' '));

    EXPECT_TRUE(load("largest.json").instances.empty());
    EXPECT_THAT(refusal("larger.json"), AllOf(StartsWith("larger.json: "), HasSubstr("16 MiB")));
}

TEST_F(LoadFixture, RefusesWhatIsNotARegularFile) {
    EXPECT_THAT(refusal("/dev/zero"), AllOf(StartsWith("/dev/zero: "), HasSubstr("regular")));
}

}  // namespace

}  // namespace rds::codec
