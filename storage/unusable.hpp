#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>

namespace rds {

// Stops the start: an option, a document, an address or what is on disk cannot be used. what() is
// one line for the user that names it, its value and what would be right.
class Unusable : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;

    Unusable(std::filesystem::path const& path, std::string const& why)
        : std::runtime_error{path.string() + ": " + why} {}
};

}  // namespace rds

namespace rds::storage {

// Runs the work, which uses what is at this path. Throws Unusable with the path if it fails.
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
