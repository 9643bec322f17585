#pragma once

#include <filesystem>

namespace rds::storage {

// A folder that is this process's alone while this lives; the lock ends with the process, however
// that ends. Not a matter of threads: one process has one.
class DirectoryLock {
  public:
    // Throws Unusable if another process has it or the folder cannot be written.
    explicit DirectoryLock(std::filesystem::path const& directory);
    ~DirectoryLock();
    DirectoryLock(DirectoryLock const&) = delete;
    DirectoryLock& operator=(DirectoryLock const&) = delete;

  private:
    int descriptor_;
};

}  // namespace rds::storage
