#include "storage/file.hpp"

#include "tests/kit/folder.hpp"

#include <gmock/gmock.h>

#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

namespace rds::files {
namespace {

using testing::HasSubstr;

constexpr mode_t kMode = S_IRUSR | S_IWUSR | S_IRGRP;

class File : public testing::Test {
  protected:
    void write(std::string_view text) const { std::ofstream{path_, std::ios::binary} << text; }

    std::string text() const {
        std::ifstream file{path_, std::ios::binary};
        return {std::istreambuf_iterator<char>{file}, {}};
    }

    auto count() const {
        return std::distance(std::filesystem::directory_iterator{folder_.path()}, {});
    }

    static std::string refusal(auto const& work) {
        try {
            work();
        } catch (Error const& error) {
            return error.what();
        }
        return "not refused";
    }

    kit::Folder folder_;
    std::filesystem::path const path_ = folder_.path() / "file";
};

TEST_F(File, IsReadUpToItsLargestSizeAndNotBeyond) {
    std::string const text(200'000, 'x');
    write(text);

    EXPECT_EQ(read(path_, text.size()), text);
    EXPECT_THAT(refusal([&] { read(path_, text.size() - 1); }), HasSubstr("larger"));
    EXPECT_EQ(read_beginning(path_, 7), "xxxxxxx");
    EXPECT_EQ(read_beginning(path_, text.size() + 1), text);
}

TEST_F(File, OfWhichNobodyKnowsTheSizeIsReadToo) {
    EXPECT_THAT(read("/proc/self/status", 100'000), HasSubstr("Pid:"));
}

TEST_F(File, IsReadThroughALinkButNotAsAnEarlierOne) {
    write("text");
    auto const link = folder_.path() / "link";
    std::filesystem::create_symlink("file", link);

    EXPECT_EQ(read(link, 10), "text");
    EXPECT_EQ(read_earlier(path_, 10), "text");
    EXPECT_THAT(refusal([&] { read_earlier(link, 10); }), HasSubstr("link"));

    std::filesystem::remove(path_);
    EXPECT_EQ(read_earlier(path_, 10), std::nullopt);
    EXPECT_THAT(refusal([&] { read_earlier(link, 10); }), HasSubstr("link"));
}

TEST_F(File, ThatIsNotRegularIsRefusedAndNotWaitedFor) {
    ASSERT_EQ(::mkfifo(path_.c_str(), kMode), 0);

    EXPECT_THAT(refusal([&] { read(path_, 10); }), HasSubstr("regular"));
    EXPECT_THAT(refusal([&] { read_beginning(path_, 10); }), HasSubstr("regular"));
    EXPECT_THAT(refusal([&] { read_earlier(path_, 10); }), HasSubstr("regular"));
    EXPECT_THAT(refusal([&] { read(folder_.path(), 10); }), HasSubstr("folder"));
    EXPECT_THAT(refusal([] { read("/dev/zero", 10); }), HasSubstr("regular"));
    EXPECT_THAT(refusal([&] { read(folder_.path() / "no", 10); }), HasSubstr("No such file"));
}

TEST_F(File, ShowsTheOldContentOrTheNewOne) {
    write("old");
    Draft draft{path_, "new", kMode, Durable::yes};
    EXPECT_EQ(text(), "old");

    draft.place();

    EXPECT_EQ(text(), "new");
    EXPECT_EQ(count(), 1);

    struct stat status {};

    ASSERT_EQ(::stat(path_.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & ~kMode & 0777U, 0U);
}

TEST_F(File, ThatCameAfterTheDraftStays) {
    Draft draft{path_, "new", kMode, Durable::no};
    write("somebody's");

    EXPECT_NE(refusal([&draft] { draft.place(); }), "not refused");
    EXPECT_EQ(text(), "somebody's");
}

TEST_F(File, OfADraftThatWasNotPlacedLeavesNoTrace) {
    {
        Draft draft{path_, "new", kMode, Durable::no};
        Draft const moved{std::move(draft)};
        EXPECT_EQ(count(), 1);
    }
    EXPECT_EQ(count(), 0);
}

TEST_F(File, WhoseFolderIsMissingIsRefused) {
    EXPECT_THAT(
        refusal([&] {
            Draft{folder_.path() / "no" / "file", "", kMode, Durable::no};
        }),
        HasSubstr("folder must exist")
    );
}

TEST_F(File, OfALongNameIsWritten) {
    auto const longest = folder_.path() / std::string(255, 'x');

    Draft{longest, "text", kMode, Durable::no}.place();

    EXPECT_EQ(read(longest, 10), "text");
}

TEST_F(File, IsWithdrawnOnlyWhileItIsWhatWasWritten) {
    Draft first{path_, "1", kMode, Durable::no};
    first.withdraw();
    EXPECT_EQ(count(), 1);  // the draft
    first.place();
    Draft second{path_, "1", kMode, Durable::no};
    second.place();

    first.withdraw();
    EXPECT_EQ(text(), "1");

    write("2");
    second.withdraw();
    EXPECT_EQ(text(), "2");

    write("1");
    second.withdraw();
    EXPECT_EQ(count(), 0);
}

}  // namespace
}  // namespace rds::files
