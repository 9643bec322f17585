#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

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

// The folder that holds a file for each tenant, and nobody else's while this lives. Any thread.
class DataDirectory {
  public:
    // Makes the folder if its parent exists, locks it, and checks every tenant's file. Throws
    // Unusable if the folder is locked by another process or cannot be written, or if it holds what
    // might be a tenant and cannot be used as one. Until begin_use() nothing in the folder has
    // changed but the lock, and whoever destroys this before has left no trace.
    explicit DataDirectory(std::filesystem::path path);

    // Nothing stops the start any more: the folder and the lock stay, and what an interrupted
    // creation of a tenant left is cleared away.
    void begin_use();

    // Whether this is the name of a file that the folder keeps for itself: a tenant's or the
    // lock.
    static bool is_own_name(std::string_view name);

    std::filesystem::path const& path() const { return folder_.path(); }

    // Whose files are there, in order.
    std::vector<std::string> tenants() const;

    std::filesystem::path file_of(std::string_view tenant_id) const;

    // Deletes the tenant's file, which nobody has open, and what SQLite keeps beside it. Nothing
    // if there is none. Throws std::filesystem::filesystem_error.
    void remove(std::string_view tenant_id) const;

  private:
    // The folder itself.
    class Folder {
      public:
        // Makes it if it does not exist.
        explicit Folder(std::filesystem::path path);

        // Removes it if this has made it, unless keep() was called.
        ~Folder();
        Folder(Folder const&) = delete;
        Folder& operator=(Folder const&) = delete;

        std::filesystem::path const& path() const { return path_; }

        void keep() { is_new_ = false; }

      private:
        std::filesystem::path path_;
        bool is_new_ = false;
    };

    Folder folder_;
    DirectoryLock lock_;
};

}  // namespace rds::storage
