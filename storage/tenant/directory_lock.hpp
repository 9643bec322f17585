#pragma once

#include <filesystem>
#include <string_view>

namespace rds::storage {

// A folder that is this process's alone while this lives; the lock ends with the process, however
// that ends. Not a matter of threads: one process has one.
class DirectoryLock {
  public:
    // The name of the file in the folder that is locked.
    static constexpr std::string_view kFile = "rds-emulator.lock";

    // Throws Unusable if another process has it, if the folder cannot be written, or if a file of
    // that name is not a lock, which is left as it is.
    explicit DirectoryLock(std::filesystem::path const& directory);

    // Removes the file if this has made it, unless keep() was called.
    ~DirectoryLock();
    DirectoryLock(DirectoryLock const&) = delete;
    DirectoryLock& operator=(DirectoryLock const&) = delete;

    // From now on the file stays, and tells whoever meets the lock which process has it.
    void keep();

  private:
    void open(std::filesystem::path const& directory);
    void try_to_lock(std::filesystem::path const& directory);

    std::filesystem::path file_;
    int descriptor_ = -1;
    bool is_new_ = false;
};

}  // namespace rds::storage
