#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace rds::storage {

// The folder that holds a file for each tenant, and nobody else's while this lives: the lock ends
// with the process, however that ends. Any thread.
class DataDirectory {
  public:
    // Makes the folder if its parent exists, locks it, and checks every tenant's file. Throws
    // Unusable if the folder is locked by another process or cannot be written, or if it holds what
    // might be a tenant, or has the lock's name, and cannot be used as one. Until begin_use()
    // nothing in the folder has changed but the lock, and whoever destroys this before has left no
    // trace.
    explicit DataDirectory(std::filesystem::path path);

    ~DataDirectory();
    DataDirectory(DataDirectory const&) = delete;
    DataDirectory& operator=(DataDirectory const&) = delete;

    // Nothing stops the start any more: the folder and the lock stay, the lock tells whoever meets
    // it which process has it, and what an interrupted creation of a tenant left is cleared away.
    void begin_use();

    // Whether this is the name of a file that the folder keeps for itself: a tenant's or the
    // lock.
    static bool is_own_name(std::string_view name);

    std::filesystem::path const& path() const { return path_; }

    // Whose files are there, in order.
    std::vector<std::string> tenants() const;

    std::filesystem::path file_of(std::string_view tenant_id) const;

    // Deletes the tenant's file, which nobody has open, and what SQLite keeps beside it. Nothing
    // if there is none. Throws std::filesystem::filesystem_error.
    void remove(std::string_view tenant_id) const;

  private:
    DataDirectory() = default;

    void make_folder();
    void lock();
    bool open_lock();
    void take_lock();

    std::filesystem::path path_;
    std::filesystem::path lock_file_;
    int lock_ = -1;             // its descriptor
    bool made_folder_ = false;  // and removes it at the end
    bool made_lock_ = false;    // likewise
};

}  // namespace rds::storage
