#pragma once

#include "storage/tenant/directory_lock.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace rds::storage {

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
