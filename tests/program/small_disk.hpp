#pragma once

#include "tests/kit/folder.hpp"

#include <cstddef>
#include <filesystem>
#include <string>

namespace rds::kit {

// A disk of few bytes in memory that this process and its children alone see, and that is gone with
// them.
class SmallDisk {
  public:
    explicit SmallDisk(std::size_t bytes);
    ~SmallDisk();
    SmallDisk(SmallDisk const&) = delete;
    SmallDisk& operator=(SmallDisk const&) = delete;

    // Why there is none, if mounting is not possible here; else empty.
    std::string const& missing_because() const { return missing_because_; }

    std::filesystem::path const& path() const { return folder_.path(); }

    // Takes all the room that is left, or gives it back.
    void fill() const;
    void clear() const;

    // Fails with std::system_error while a file is open for writing.
    void make_read_only() const;

  private:
    std::filesystem::path ballast() const { return path() / "ballast"; }

    Folder folder_;
    std::string missing_because_;
};

}  // namespace rds::kit
