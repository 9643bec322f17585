#include "storage/tenant/tenant_file.hpp"

#include "storage/file.hpp"
#include "storage/tenant/schema.hpp"
#include "storage/unusable.hpp"

#include <string_view>
#include <system_error>

namespace rds::storage {

namespace {

// SQLite keeps the log of `x.db` in `x.db-wal`.
bool has_log(std::filesystem::path const& file) {
    return std::filesystem::exists(file.string() + "-wal");
}

std::int64_t big_endian(std::string_view bytes) {
    constexpr unsigned kByteBits = 8;
    std::uint32_t number = 0;
    for (auto const byte : bytes)
        number = (number << kByteBits) | static_cast<unsigned char>(byte);
    return static_cast<std::int32_t>(number);
}

// By its first bytes, before SQLite sees it: opening another program's database may already move
// its log into it. What they hold: https://www.sqlite.org/fileformat2.html#the_database_header
void check_header(std::filesystem::path const& file) {
    constexpr std::size_t kHeaderBytes = 100;
    constexpr std::string_view kMagic{"SQLite format 3\0", 16};
    constexpr std::size_t kUserVersionAt = 60;
    constexpr std::size_t kApplicationIdAt = 68;
    auto const bytes = files::read_beginning(file, kHeaderBytes);
    if (bytes.empty()) throw sqlite::Error{"is empty, not a database"};
    if (!bytes.starts_with(kMagic)) throw sqlite::Error{"is not an SQLite database"};
    if (bytes.size() < kHeaderBytes) throw sqlite::Error{"is damaged: it ends within its header"};
    auto const number_at = [&](std::size_t at) { return big_endian(bytes.substr(at, 4)); };
    require_our_tenant(number_at(kApplicationIdAt), number_at(kUserVersionAt));
}

void check(std::filesystem::path const& file) {
    check_header(file);
    auto database = sqlite::Connection::existing_file(file);
    database.empty_log_on_close(!has_log(file));
    database.check_integrity();
    require_our_tenant(database);
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
        copy.log_ahead();  // the file remembers it: little that can fail is left once it is there
    }
    std::filesystem::rename(draft, file);
    auto database = sqlite::Connection::existing_file(file);
    database.log_ahead();
    return database;
}

}  // namespace rds::storage
