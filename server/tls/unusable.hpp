#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>

namespace rds::tls {

// A certificate, a key or its file cannot be used. what() is one line fit for the user.
class Unusable : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;

    Unusable(std::filesystem::path const& path, std::string const& why)
        : std::runtime_error{path.string() + ": " + why} {}
};

}  // namespace rds::tls
