// A disk that refuses to be written, by SQLite's own limit on pages and its own refusal to write:
// that needs no mounting.
#include "storage/backups/backup_jobs.hpp"
#include "storage/instances/instances.hpp"
#include "storage/sqlite/connection.hpp"
#include "storage/tenant/schema.hpp"
#include "storage/tenant/tenant.hpp"
#include "storage/tenant/tenant_file.hpp"
#include "tests/kit/folder.hpp"

#include <gmock/gmock.h>

#include <string>

namespace rds::storage {
namespace {

constexpr Instant kNow{std::chrono::sys_days{std::chrono::year{2026} / 1 / 2}};

class FailingDisk : public testing::Test {
  protected:
    FailingDisk() {
        auto memory = sqlite::Connection::in_memory();
        migrate_tenant(memory);
        database_ = std::make_unique<sqlite::Connection>(
            write_tenant_file(folder_.path() / "1000000000000000.db", memory)
        );
        Instances{*database_}.add({.id = "rm-1"});
    }

    void create_job() {
        Transaction transaction{*database_, Access::write};
        Plan const plan{
            .name = "timed",
            .kind = PlanKind::timed,
            .duration = std::chrono::seconds{6}};
        BackupJobs{*database_}.create({.instance_id = "rm-1", .started_at = kNow}, plan, kNow);
        transaction.commit();
    }

    // Jobs, and moves, of which each has six.
    std::pair<std::int64_t, std::int64_t> counts() {
        auto const query = database_->statement(
            "SELECT (SELECT COUNT(*) FROM backup_jobs), (SELECT COUNT(*) FROM moves)"
        );
        query->step();
        return {query->integer(0), query->integer(1)};
    }

    // Fails as often as it is tried, changes nothing, does not hinder reading, and is over when the
    // disk is back.
    void
    expect_that_nothing_is_half_written(std::string const& break_it, std::string const& mend_it) {
        create_job();
        database_->execute(break_it);
        int created = 1;
        int failures = 0;
        constexpr int kTries = 100;  // a full disk has some room left in its last pages
        for (int i = 0; i < kTries; ++i) {
            try {
                create_job();
                ++created;
            } catch (sqlite::Error const&) {
                ++failures;
            }
            EXPECT_EQ(counts(), std::pair(std::int64_t{created}, std::int64_t{created} * 6));
            EXPECT_EQ(
                BackupJobs{*database_}.live("rm-1").size(),
                static_cast<std::size_t>(created)
            );
        }
        EXPECT_GT(failures, kTries / 2);

        database_->execute(mend_it);
        create_job();
        EXPECT_EQ(counts(), std::pair(std::int64_t{created} + 1, (std::int64_t{created} + 1) * 6));
        EXPECT_NO_THROW(database_->check_integrity());
    }

    kit::Folder folder_;
    std::unique_ptr<sqlite::Connection> database_;
};

TEST_F(FailingDisk, ThatIsFullLosesNothingAndGoesOnWhenThereIsRoom) {
    expect_that_nothing_is_half_written(
        "PRAGMA max_page_count = 30",
        "PRAGMA max_page_count = 1000000"
    );
}

TEST_F(FailingDisk, ThatCanOnlyBeReadLosesNothingAndGoesOnWhenItCanBeWritten) {
    expect_that_nothing_is_half_written("PRAGMA query_only = 1", "PRAGMA query_only = 0");
}

}  // namespace
}  // namespace rds::storage
