// What stops a start on a data directory, and leaves all of it as it was.
#include "tests/program/api_client.hpp"
#include "tests/program/data_folder.hpp"
#include "tests/program/database.hpp"

#include <gmock/gmock.h>

#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>

namespace rds {

namespace {

using kit::ChildProgram;
using kit::kCannotStart;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::StartsWith;

constexpr std::string_view kInstance = "rm-bp1emulator00002";
constexpr std::string_view kFirst = "1111111111111111";
constexpr std::string_view kSecond = "2222222222222222";
constexpr std::uintmax_t kPage = 1024;
constexpr std::uintmax_t kHeader = 100;

bool is_root() {
    return ::geteuid() == 0;
}

void overwrite(std::filesystem::path const& file, std::uintmax_t from, std::size_t size) {
    std::fstream stream{file, std::ios::in | std::ios::out | std::ios::binary};
    stream.seekp(static_cast<std::streamoff>(from));
    stream << std::string(size, '\xA5');
}

// A data directory with the files of two tenants.
class BadDataDirectory : public testing::Test {
  protected:
    void SetUp() override { leave_tenants(SIGTERM); }

    // SIGKILL leaves each tenant's log beside its file, SIGTERM none.
    void leave_tenants(int signal) {
        ChildProgram program{kit::keeping_in(data_.path())};
        auto const port = program.wait_until_ready();
        for (auto const tenant : {kFirst, kSecond}) {
            ASSERT_EQ(kit::ApiClient(port, tenant).create_backup(kInstance).status, 200);
        }
        program.signal(signal);
        program.wait();
    }

    void make_anew_with_logs() {
        std::filesystem::remove_all(data_.path());
        leave_tenants(SIGKILL);
        ASSERT_TRUE(std::filesystem::exists(log_of(first())));
        ASSERT_TRUE(std::filesystem::exists(log_of(second())));
    }

    static std::filesystem::path log_of(std::filesystem::path const& file) {
        return file.string() + "-wal";
    }

    std::filesystem::path first() const { return data_.file_of(kFirst); }

    std::filesystem::path second() const { return data_.file_of(kSecond); }

    std::filesystem::path path() const { return data_.path(); }

    // One line, which begins with what it is about; and nothing touched.
    void expect_refused(
        std::filesystem::path const& about,
        std::string const& why,
        std::vector<std::string> const& options = {}
    ) const {
        auto const before = kit::contents(path());
        ChildProgram program{kit::keeping_in(path(), options)};

        EXPECT_EQ(program.wait(), kCannotStart);

        auto const error = program.standard_error();
        EXPECT_THAT(error, StartsWith("rds-emulator: " + about.string() + ": "));
        EXPECT_THAT(error, ContainsRegex(why));
        EXPECT_EQ(std::ranges::count(error, '\n'), 1) << error;
        EXPECT_EQ(program.standard_output(), "");
        expect_as_before(before);
    }

    void expect_as_before(std::map<std::string, std::string> const& before) const {
        auto const after = kit::contents(path());
        for (auto const& [name, content] : before) {
            ASSERT_TRUE(after.contains(name)) << name << " is gone";
            EXPECT_TRUE(after.at(name) == content) << name << " has changed";
        }
        for (auto const& [name, content] : after)
            EXPECT_TRUE(before.contains(name)) << name << " is new";
    }

  private:
    kit::DataFolder data_;
};

TEST_F(BadDataDirectory, IsGoodAsLongAsNothingIsDoneToIt) {
    ChildProgram program{kit::keeping_in(path())};

    EXPECT_NE(program.wait_until_ready(), 0) << program.standard_error();
}

TEST_F(BadDataDirectory, IsRefusedWithAFileWhoseHeaderIsOverwritten) {
    for (auto const& file : {first(), second()}) {
        overwrite(file, 0, kHeader);
        expect_refused(file, "not an SQLite database");
        std::filesystem::remove_all(path());
        leave_tenants(SIGTERM);
    }
}

TEST_F(BadDataDirectory, IsRefusedWithAFileThatEndsWithinItsHeader) {
    std::filesystem::resize_file(second(), kHeader / 2);
    expect_refused(second(), "ends within its header");
}

TEST_F(BadDataDirectory, IsRefusedWithAnEmptyFile) {
    std::filesystem::resize_file(second(), 0);
    expect_refused(second(), "is empty");
}

TEST_F(BadDataDirectory, IsRefusedWhicheverPageOfAFileIsOverwritten) {
    auto const pages = std::filesystem::file_size(second()) / kPage;
    ASSERT_GT(pages, 10);
    auto const whole = kit::contents(path()).at(second().filename());

    for (std::uintmax_t page = 1; page < pages; ++page) {
        overwrite(second(), page * kPage, kPage);
        expect_refused(second(), "damaged|malformed");
        std::ofstream{second(), std::ios::binary} << whole;
    }
}

TEST_F(BadDataDirectory, IsRefusedWithAFileThatLacksItsLastPages) {
    std::filesystem::resize_file(second(), std::filesystem::file_size(second()) - 3 * kPage);
    expect_refused(second(), "damaged|malformed");
}

TEST_F(BadDataDirectory, IsRefusedWithAFileOfAnotherProgram) {
    std::filesystem::remove(second());
    kit::Database{second()}.execute("CREATE TABLE notes (text); PRAGMA application_id = 7");
    expect_refused(second(), "its application_id is 7");
}

TEST_F(BadDataDirectory, IsRefusedWithAFileOfAnotherProgramThatHasALog) {
    std::filesystem::remove(second());
    {
        kit::Database other{second()};
        other.execute("PRAGMA journal_mode = WAL; PRAGMA application_id = 7");
        other.execute("PRAGMA wal_checkpoint; CREATE TABLE notes (text)");
        other.leave_log();
    }
    ASSERT_TRUE(std::filesystem::exists(log_of(second())));
    expect_refused(second(), "another program");
}

TEST_F(BadDataDirectory, IsRefusedWithAFileOfANewerVersion) {
    kit::Database{second()}.execute("PRAGMA journal_mode = DELETE; PRAGMA user_version = 1000");
    expect_refused(second(), "its user_version is 1000");
}

TEST_F(BadDataDirectory, IsRefusedWithAFileWhoseLogIsOfANewerVersion) {
    {
        kit::Database newer{second()};
        newer.execute("PRAGMA user_version = 1000");
        newer.leave_log();
    }
    ASSERT_TRUE(std::filesystem::exists(log_of(second())));
    expect_refused(second(), "its user_version is 1000");
}

TEST_F(BadDataDirectory, IsRefusedWithAFolderThatIsNamedAsATenantsFile) {
    auto const folder = path() / "3333333333333333.db";
    std::filesystem::create_directory(folder);
    expect_refused(folder, "");
}

TEST_F(BadDataDirectory, IsRefusedWithAFileThatMayNotBeReadOrWritten) {
    if (is_root()) GTEST_SKIP() << "root may read and write everything";
    using std::filesystem::perms;

    std::filesystem::permissions(second(), perms::owner_read);
    expect_refused(second(), "cannot be written");

    std::filesystem::permissions(second(), perms::owner_write);
    ChildProgram program{kit::keeping_in(path())};
    EXPECT_EQ(program.wait(), kCannotStart);
    EXPECT_THAT(program.standard_error(), StartsWith("rds-emulator: " + second().string()));
}

TEST_F(BadDataDirectory, IsRefusedIfItMayNotBeWritten) {
    if (is_root()) GTEST_SKIP() << "root may write everything";
    using std::filesystem::perms;
    std::filesystem::remove(path() / "rds-emulator.lock");
    std::filesystem::permissions(path(), perms::owner_read | perms::owner_exec);
    expect_refused(path(), "cannot be written");
    std::filesystem::permissions(path(), perms::owner_all);
}

TEST_F(BadDataDirectory, IsRefusedWithALogWhoseDatabaseIsMissing) {
    make_anew_with_logs();
    ASSERT_TRUE(std::filesystem::remove(second()));
    expect_refused(log_of(second()), second().filename());
}

TEST_F(BadDataDirectory, IsRefusedWithADatabaseOfAnotherName) {
    for (auto const* const name : {"notes.db", "22222222.db", "222222222222222x.db"}) {
        auto const stranger = path() / name;
        std::filesystem::copy_file(second(), stranger);
        expect_refused(stranger, "16 digits");
        std::filesystem::remove(stranger);
    }
}

TEST_F(BadDataDirectory, IsRefusedWithMoreTenantsThanAreAllowed) {
    std::filesystem::copy_file(second(), path() / "3333333333333333.db");
    expect_refused(path(), "--max-accounts is 1", {"--max-accounts", "1"});
}

TEST_F(BadDataDirectory, KeepsItsOtherTenantsLogsWhenOneFileIsRefused) {
    make_anew_with_logs();
    overwrite(second(), 0, kHeader);
    expect_refused(second(), "not an SQLite database");
}

TEST_F(BadDataDirectory, TakesNoOptionOnWhenOneTenantRefusesIt) {
    kit::Database{first()}.execute("INSERT INTO plans VALUES ('mine', 4, 0, 1, 0, '')");
    expect_refused(
        second(),
        "no plan \"mine\"",
        {"--fixture-json", R"({"plans": [{"name": "mine", "kind": "held"}]})", "--job-plan", "mine"}
    );
}

TEST_F(BadDataDirectory, TakesNoOptionOnWhenTheAddressIsInUse) {
    ChildProgram other{{"--port", "0", "--listen", "127.0.0.1"}};
    auto const port = std::to_string(other.wait_until_ready());
    ASSERT_NE(port, "0");
    auto const before = kit::contents(path());

    ChildProgram program{
        {"--data-dir",
         path().string(),
         "--listen",
         "127.0.0.1:" + port,
         "--clock-frozen",
         "--instances",
         "rm-new"}};

    EXPECT_EQ(program.wait(), kCannotStart);
    EXPECT_THAT(program.standard_error(), HasSubstr("address already in use"));
    expect_as_before(before);
}

TEST_F(BadDataDirectory, BelongsToOneProgramAtATime) {
    ChildProgram owner{kit::keeping_in(path())};
    auto const port = owner.wait_until_ready();
    ASSERT_NE(port, 0);

    expect_refused(path(), "in use by process " + std::to_string(owner.pid()));

    kit::ApiClient client{port, kFirst};
    EXPECT_EQ(client.describe(kInstance).status, 200);
    owner.signal(SIGKILL);
    owner.wait();
    ChildProgram next{kit::keeping_in(path())};
    EXPECT_NE(next.wait_until_ready(), 0) << next.standard_error();
}

}  // namespace

}  // namespace rds
