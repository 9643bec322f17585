#include "storage/tenant/data_directory.hpp"

#include "storage/tenant/tenant_file.hpp"
#include "storage/unusable.hpp"
#include "tests/kit/folder.hpp"

#include <gmock/gmock.h>

#include <unistd.h>

#include <fstream>

namespace rds::storage {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string refusal(std::filesystem::path const& path) {
    try {
        DataDirectory const directory{path};
    } catch (Unusable const& unusable) {
        return unusable.what();
    }
    return "";
}

void touch(std::filesystem::path const& file) {
    std::ofstream{file} << "x";
}

TEST(DataDirectory, IsMadeIfItsParentExists) {
    kit::Folder const folder;
    auto const path = folder.path() / "data";
    {
        DataDirectory directory{path};
        EXPECT_THAT(directory.tenants(), IsEmpty());
        directory.begin_use();
    }
    EXPECT_TRUE(std::filesystem::exists(path / "rds-emulator.lock"));
    EXPECT_THAT(refusal(folder.path() / "no" / "data"), HasSubstr("parent must exist"));
}

TEST(DataDirectory, ThatWasNotTakenIntoUseLeavesNoTrace) {
    kit::Folder const folder;
    auto const path = folder.path() / "data";
    { DataDirectory const directory{path}; }
    EXPECT_FALSE(std::filesystem::exists(path));

    std::filesystem::create_directory(path);
    touch(path / "notes.txt");
    { DataDirectory const directory{path}; }
    EXPECT_FALSE(std::filesystem::exists(path / "rds-emulator.lock"));
    EXPECT_TRUE(std::filesystem::exists(path / "notes.txt"));
}

TEST(DataDirectory, MustBeAFolderThatCanBeWritten) {
    kit::Folder const folder;
    touch(folder.path() / "file");
    EXPECT_THAT(refusal(folder.path() / "file"), HasSubstr("is a file"));
    EXPECT_THAT(refusal("/proc"), HasSubstr("cannot be written"));
    EXPECT_THAT(refusal(folder.path() / std::string(300, 'x')), HasSubstr("File name too long"));
}

TEST(DataDirectory, BelongsToOneAtATimeAndSaysToWhom) {
    kit::Folder const folder;
    {
        DataDirectory first{folder.path()};
        first.begin_use();
        EXPECT_THAT(
            refusal(folder.path()),
            AllOf(
                HasSubstr("in use by process " + std::to_string(getpid())),
                HasSubstr("--data-dir")
            )
        );
    }
    EXPECT_EQ(refusal(folder.path()), "");
}

TEST(DataDirectory, ListsTheTenantsThatHaveAFile) {
    kit::Folder const folder;
    DataDirectory const directory{folder.path()};
    touch(directory.file_of("2000000000000000"));
    touch(directory.file_of("1000000000000000"));
    touch(folder.path() / "notes.txt");

    EXPECT_THAT(directory.tenants(), ElementsAre("1000000000000000", "2000000000000000"));
}

TEST(DataDirectory, ClearsAwayWhatAnInterruptedCreationLeft) {
    kit::Folder const folder;
    auto const draft = draft_of(folder.path() / "1000000000000000.db");
    touch(draft);
    touch(draft.string() + "-journal");
    auto const others = folder.path() / "report.draft";
    touch(others);
    std::filesystem::create_directory(folder.path() / "2000000000000000.db.draft");

    DataDirectory directory{folder.path()};
    EXPECT_TRUE(std::filesystem::exists(draft));
    directory.begin_use();

    EXPECT_TRUE(std::filesystem::exists(others));

    EXPECT_FALSE(std::filesystem::exists(draft));
    EXPECT_FALSE(std::filesystem::exists(draft.string() + "-journal"));
}

TEST(DataDirectory, IsRefusedWithALogWhoseDatabaseIsMissing) {
    kit::Folder const folder;
    touch(folder.path() / "1000000000000000.db-wal");

    EXPECT_THAT(
        refusal(folder.path()),
        AllOf(HasSubstr("1000000000000000.db-wal: "), HasSubstr("restore 1000000000000000.db"))
    );
    EXPECT_TRUE(std::filesystem::exists(folder.path() / "1000000000000000.db-wal"));
}

TEST(DataDirectory, IsRefusedWithADatabaseThatNoTenantWouldRead) {
    kit::Folder const folder;
    touch(folder.path() / "default.db");

    EXPECT_THAT(refusal(folder.path()), AllOf(HasSubstr("default.db: "), HasSubstr("16 digits")));
}

}  // namespace
}  // namespace rds::storage
