#include "storage/sqlite/header.hpp"

#include "storage/file.hpp"
#include "storage/sqlite/error.hpp"

#include <sqlite3.h>

#include <string>
#include <string_view>

namespace rds::storage::sqlite {

namespace {

// https://www.sqlite.org/fileformat2.html#the_database_header
constexpr std::size_t kHeaderBytes = 100;
constexpr std::string_view kMagic{"SQLite format 3\0", 16};
constexpr std::size_t kUserVersionAt = 60;
constexpr std::size_t kApplicationIdAt = 68;

std::string beginning(std::filesystem::path const& file) {
    try {
        return files::read_beginning(file, kHeaderBytes);
    } catch (files::Error const& error) {
        throw Error{error.what(), SQLITE_CANTOPEN};
    }
}

std::int32_t big_endian(std::string const& bytes, std::size_t at) {
    constexpr unsigned kByteBits = 8;
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < sizeof number; ++i)
        number = (number << kByteBits) | static_cast<unsigned char>(bytes.at(at + i));
    return static_cast<std::int32_t>(number);
}

}  // namespace

Header read_header(std::filesystem::path const& file) {
    auto const bytes = beginning(file);
    if (bytes.empty()) throw Error{"is empty, not a database", SQLITE_NOTADB};
    if (!bytes.starts_with(kMagic)) throw Error{"is not an SQLite database", SQLITE_NOTADB};
    if (bytes.size() < kHeaderBytes)
        throw Error{"is damaged: it ends within its header", SQLITE_CORRUPT};
    return {big_endian(bytes, kApplicationIdAt), big_endian(bytes, kUserVersionAt)};
}

}  // namespace rds::storage::sqlite
