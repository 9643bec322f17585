#pragma once

#include "storage/directory_lock.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace rds::storage {

// The folder that holds a file for each account, and nobody else's while this lives. Any thread.
class DataDirectory {
  public:
    // Makes the folder if its parent exists, locks it, checks every account's file, and clears away
    // what an interrupted creation of one left. Throws Unusable, with every account's file as it
    // was, if the folder is locked by another process or cannot be written, or if it holds what
    // might be an account and cannot be used as one.
    explicit DataDirectory(std::filesystem::path path);

    std::filesystem::path const& path() const { return path_; }

    // Whose files are there, in order.
    std::vector<std::string> accounts() const;

    std::filesystem::path file_of(std::string_view account_id) const;

  private:
    std::filesystem::path path_;
    DirectoryLock lock_;
};

}  // namespace rds::storage
