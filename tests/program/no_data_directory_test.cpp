// Where no data directory can be.
#include "tests/program/api_client.hpp"
#include "tests/program/data_folder.hpp"
#include "tests/program/small_disk.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <csignal>
#include <fstream>

namespace rds {

namespace {

using kit::ChildProgram;
using kit::kCannotStart;
using testing::StartsWith;

void expect_no_place(std::filesystem::path const& data) {
    ChildProgram program{kit::keeping_in(data)};

    EXPECT_EQ(program.wait(), kCannotStart);
    auto const error = program.standard_error();
    EXPECT_THAT(error, StartsWith("rds-emulator: " + data.string() + ": "));
    EXPECT_EQ(std::ranges::count(error, '\n'), 1) << error;
}

TEST(NoDataDirectory, CanBeAFileOrHaveNoParentOrBeWhereNothingCanBeWritten) {
    kit::Folder const place;
    auto const file = place.path() / "file";
    std::ofstream{file} << "mine\n";

    expect_no_place(file);
    expect_no_place(file / "data");
    expect_no_place(place.path() / "missing" / "data");
    expect_no_place("/proc");
    expect_no_place("/proc/data");

    EXPECT_EQ(
        kit::contents(place.path()),
        (std::map<std::string, std::string>{{"file", "mine\n"}})
    );
}

TEST(NoDataDirectory, CanBeOnAReadOnlyDisk) {
    kit::SmallDisk const disk{1024 * 1024};
    if (!disk.missing_because().empty()) GTEST_SKIP() << disk.missing_because();
    auto const data = disk.path() / "data";
    {
        ChildProgram program{kit::keeping_in(data)};
        kit::ApiClient{program.wait_until_ready()}.create_backup("rm-bp1emulator00002");
        program.signal(SIGTERM);
        ASSERT_EQ(program.wait(), 0);
    }
    disk.make_read_only();
    auto const before = kit::contents(data);

    expect_no_place(data);

    EXPECT_EQ(kit::contents(data), before);
}

}  // namespace

}  // namespace rds
