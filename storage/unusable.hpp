#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>

namespace rds::storage {

// What is on disk cannot be used. what() is one line that begins with the path.
class Unusable : public std::runtime_error {
  public:
    Unusable(std::filesystem::path const& path, std::string const& why)
        : std::runtime_error{path.string() + ": " + why} {}
};

// Runs the work, which uses what is at this path: how it fails is said of the path.
auto using_path(std::filesystem::path const& path, auto&& work) {
    try {
        return work();
    } catch (Unusable const&) {
        throw;
    } catch (std::runtime_error const& error) {
        throw Unusable{path, error.what()};
    }
}

}  // namespace rds::storage
