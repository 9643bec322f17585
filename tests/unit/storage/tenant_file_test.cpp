#include "storage/tenant/tenant_file.hpp"

#include "storage/tenant/schema.hpp"
#include "storage/tenant/tenant.hpp"
#include "storage/unusable.hpp"
#include "tests/kit/folder.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>

namespace rds::storage {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

std::string content(std::filesystem::path const& file) {
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

void write(std::filesystem::path const& file, std::string const& bytes) {
    std::ofstream{file, std::ios::binary} << bytes;
}

class TenantFile : public testing::Test {
  protected:
    // A good one, closed.
    void make() {
        Tenant tenant{Clock{}};
        tenant.instances().add({.id = "rm-1"});
        tenant.keep_in(file_, Instant{});
    }

    // Every file of the folder with a hash of its bytes; but for SQLite's index of the log (-shm),
    // which holds nothing of its own.
    std::map<std::string, std::size_t> files() const {
        std::map<std::string, std::size_t> all;
        for (auto const& entry : std::filesystem::directory_iterator{folder_.path()}) {
            auto const name = entry.path().filename().string();
            if (name.ends_with("-shm")) continue;
            all[name] = std::hash<std::string>{}(entry.is_directory() ? "" : content(entry.path()));
        }
        return all;
    }

    // What opening says, having touched nothing.
    std::string refusal() {
        auto const before = files();
        std::string what;
        try {
            check_tenant_file(file_);
        } catch (Unusable const& unusable) {
            what = unusable.what();
        }
        EXPECT_EQ(files(), before);
        EXPECT_THAT(what, StartsWith(file_.string() + ": "));
        EXPECT_EQ(std::ranges::count(what, '\n'), 0) << what;
        return what;
    }

    kit::Folder folder_;
    std::filesystem::path file_ = folder_.path() / "1000000000000000.db";
};

TEST_F(TenantFile, HoldsAllOfTheTenantAndNothingIsLeftBesideIt) {
    make();

    EXPECT_THAT(files(), testing::SizeIs(1));
    auto tenant = Tenant::open(file_, Instant{});
    EXPECT_THAT(tenant.instances().names(), testing::ElementsAre("rm-1"));
}

TEST_F(TenantFile, DoesNotAppearIfItCannotBeWrittenWhole) {
    auto const mine = folder_.path() / "mine";
    write(mine, "mine");
    std::filesystem::create_symlink(mine, draft_of(file_));
    Tenant tenant{Clock{}};

    EXPECT_THROW(tenant.keep_in(file_, Instant{}), std::filesystem::filesystem_error);

    EXPECT_EQ(content(mine), "mine");
    EXPECT_FALSE(std::filesystem::exists(file_));
    tenant.instances().add({.id = "rm-1"});  // still usable, in memory
    EXPECT_THAT(tenant.instances().names(), testing::ElementsAre("rm-1"));
}

TEST_F(TenantFile, IsRefusedIfItDoesNotExist) {
    EXPECT_THAT(refusal(), HasSubstr("No such file"));
}

TEST_F(TenantFile, IsRefusedIfItIsEmpty) {
    write(file_, "");
    EXPECT_THAT(refusal(), HasSubstr("is empty"));
}

TEST_F(TenantFile, IsRefusedIfItIsAFolder) {
    std::filesystem::create_directory(file_);
    EXPECT_THAT(refusal(), HasSubstr("is a folder"));
}

TEST_F(TenantFile, IsRefusedIfItIsSomethingElse) {
    write(file_, std::string(4096, 'x'));
    EXPECT_THAT(refusal(), HasSubstr("not an SQLite database"));
}

TEST_F(TenantFile, IsRefusedIfItEndsAnywhereBeforeItsEnd) {
    make();
    auto const whole = content(file_);
    for (auto const size : {50UL, 100UL, 512UL, 1024UL, 5000UL, whole.size() - 1024}) {
        write(file_, whole.substr(0, size));
        EXPECT_THAT(refusal(), AllOf(HasSubstr("1000000000000000.db"))) << size;
    }
}

TEST_F(TenantFile, IsRefusedIfAPageIsOverwritten) {
    make();
    auto const whole = content(file_);
    for (auto const at : {1024UL, 5 * 1024UL, whole.size() - 1024}) {
        auto damaged = whole;
        damaged.replace(at, 1024, std::string(1024, '\x7f'));
        write(file_, damaged);
        refusal();
    }
}

TEST_F(TenantFile, IsRefusedIfItIsAnotherProgramsAlsoWithALogBesideIt) {
    auto theirs = sqlite::Connection::new_file(file_);
    theirs.execute("PRAGMA application_id = 99; CREATE TABLE t (n)");
    EXPECT_THAT(refusal(), AllOf(HasSubstr("another program"), HasSubstr("99")));

    theirs.log_ahead();
    theirs.execute("INSERT INTO t VALUES (1)");  // in the log, which stays open
    EXPECT_THAT(files(), testing::SizeIs(2));
    EXPECT_THAT(refusal(), HasSubstr("another program"));
}

TEST_F(TenantFile, IsRefusedIfANewerVersionWroteIt) {
    make();
    {
        auto newer = sqlite::Connection::existing_file(file_);
        newer.execute("PRAGMA user_version = 1000");
    }
    EXPECT_THAT(refusal(), AllOf(HasSubstr("newer version"), HasSubstr("user_version is 1000")));
}

TEST_F(TenantFile, IsRefusedIfOnlyItsLogSaysThatANewerVersionWroteIt) {
    make();
    {
        auto newer = sqlite::Connection::existing_file(file_);
        newer.log_ahead();
        newer.empty_log_on_close(false);
        newer.execute("PRAGMA user_version = 1000");
    }
    EXPECT_THAT(refusal(), HasSubstr("newer version"));
}

TEST_F(TenantFile, IsRefusedIfAnEarlierBuildWroteIt) {
    make();
    for (auto const id : kEarlierApplicationIds) {
        {
            auto earlier = sqlite::Connection::existing_file(file_);
            earlier.execute("PRAGMA application_id = " + std::to_string(id));
        }
        EXPECT_THAT(refusal(), AllOf(HasSubstr("earlier build"), HasSubstr("/_emulator/export")));
    }
}

TEST_F(TenantFile, IsOpenedWithWhatItsLogHolds) {
    make();
    {
        auto crashed = open_tenant_file(file_);
        crashed.empty_log_on_close(false);
        crashed.execute("INSERT INTO instances (id) VALUES ('rm-2')");
    }
    ASSERT_TRUE(std::filesystem::exists(file_.string() + "-wal"));

    auto tenant = Tenant::open(file_, Instant{});
    EXPECT_THAT(tenant.instances().names(), testing::ElementsAre("rm-1", "rm-2"));
}

}  // namespace
}  // namespace rds::storage
