#pragma once

#include <cstdint>
#include <filesystem>

namespace rds::storage::sqlite {

// What a database file says of itself in its first bytes.
struct Header {
    std::int32_t application_id = 0;
    std::int32_t user_version = 0;
};

// Reads them without opening the file as a database, which may write to it. What a write-ahead log
// beside it changes is not in them. Throws Error if the file cannot be read or is no database.
Header read_header(std::filesystem::path const& file);

}  // namespace rds::storage::sqlite
