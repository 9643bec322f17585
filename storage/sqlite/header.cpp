#include "storage/sqlite/header.hpp"

#include "storage/sqlite/error.hpp"

#include <sqlite3.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <string>
#include <string_view>

namespace rds::storage::sqlite {

namespace {

// https://www.sqlite.org/fileformat2.html#the_database_header
constexpr std::size_t kHeaderBytes = 100;
constexpr std::string_view kMagic{"SQLite format 3\0", 16};
constexpr std::size_t kUserVersionAt = 60;
constexpr std::size_t kApplicationIdAt = 68;

using Bytes = std::array<char, kHeaderBytes>;

std::int32_t big_endian(Bytes const& bytes, std::size_t at) {
    constexpr unsigned kByteBits = 8;
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < sizeof number; ++i)
        number = (number << kByteBits) | static_cast<unsigned char>(bytes.at(at + i));
    return static_cast<std::int32_t>(number);
}

}  // namespace

Header read_header(std::filesystem::path const& file) {
    std::ifstream stream{file, std::ios::binary};
    if (!stream)
        throw Error{std::string{"cannot be read: "} + std::strerror(errno), SQLITE_CANTOPEN};

    Bytes bytes{};
    stream.read(bytes.data(), bytes.size());
    if (stream.bad() || (stream.gcount() == 0 && !stream.eof()))
        throw Error{"cannot be read", SQLITE_IOERR_READ};
    if (stream.gcount() == 0) throw Error{"is empty, not a database", SQLITE_NOTADB};
    if (std::string_view{bytes.data(), kMagic.size()} != kMagic)
        throw Error{"is not an SQLite database", SQLITE_NOTADB};
    if (static_cast<std::size_t>(stream.gcount()) < kHeaderBytes)
        throw Error{"is damaged: it ends within its header", SQLITE_CORRUPT};

    return {big_endian(bytes, kApplicationIdAt), big_endian(bytes, kUserVersionAt)};
}

}  // namespace rds::storage::sqlite
