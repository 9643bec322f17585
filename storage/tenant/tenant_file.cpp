#include "storage/tenant/tenant_file.hpp"

#include "storage/sqlite/header.hpp"
#include "storage/tenant/schema.hpp"
#include "storage/unusable.hpp"

#include <system_error>

namespace rds::storage {

namespace {

// SQLite keeps the log of `x.db` in `x.db-wal`.
bool has_log(std::filesystem::path const& file) {
    return std::filesystem::exists(file.string() + "-wal");
}

// By its first bytes, before SQLite sees it: opening another program's database may already move
// its log into it.
void check(std::filesystem::path const& file) {
    require_our_tenant(sqlite::read_header(file));
    auto database = sqlite::Connection::existing_file(file);
    database.empty_log_on_close(!has_log(file));
    database.check_integrity();
    require_our_tenant({database.application_id(), database.user_version()});  // as the log says
}

// SQLite would write through a link.
void remove_interrupted(std::filesystem::path const& draft) {
    auto const type = std::filesystem::symlink_status(draft).type();
    if (type == std::filesystem::file_type::not_found) return;
    if (type != std::filesystem::file_type::regular) {
        throw std::filesystem::filesystem_error{
            "is not a regular file",
            draft,
            std::make_error_code(std::errc::file_exists)};
    }
    std::filesystem::remove(draft);
}

}  // namespace

std::filesystem::path draft_of(std::filesystem::path const& file) {
    return file.string() + ".draft";
}

void check_tenant_file(std::filesystem::path const& file) {
    using_path(file, [&] { check(file); });
}

sqlite::Connection open_tenant_file(std::filesystem::path const& file) {
    return using_path(file, [&] {
        auto database = sqlite::Connection::existing_file(file);
        migrate_tenant(database);
        database.log_ahead();
        return database;
    });
}

sqlite::Connection
write_tenant_file(std::filesystem::path const& file, sqlite::Connection& original) {
    auto const draft = draft_of(file);
    remove_interrupted(draft);
    {
        auto copy = sqlite::Connection::new_file(draft);
        copy.copy_from(original);
        copy.log_ahead(
        );  // which the file remembers: little is left that can fail once it is there
    }
    std::filesystem::rename(draft, file);
    auto database = sqlite::Connection::existing_file(file);
    database.log_ahead();
    return database;
}

}  // namespace rds::storage
