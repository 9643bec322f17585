#pragma once

#include <filesystem>

namespace rds::kit {

// A new, empty folder, gone with all that is in it when this is.
class Folder {
  public:
    Folder();
    ~Folder();
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;

    std::filesystem::path const& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

}  // namespace rds::kit
