// What tests do with a data directory: start the program on it, look at it, compare it.
#pragma once

#include "tests/kit/folder.hpp"
#include "tests/program/child_program.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace rds::kit {

// A place for a data directory, which does not exist yet.
class DataFolder {
  public:
    std::filesystem::path path() const { return folder_.path() / "data"; }

    std::filesystem::path file_of(std::string_view tenant) const {
        return path() / (std::string{tenant} + ".db");
    }

  private:
    Folder folder_;
};

// The options of a program that keeps its tenants there, on a free port of one address.
std::vector<std::string>
keeping_in(std::filesystem::path const& data, std::vector<std::string> const& more = {});

// As keeping_in(), silent on standard error as long as nothing is wrong.
std::vector<std::string>
quietly_keeping_in(std::filesystem::path const& data, std::vector<std::string> const& more = {});

// The name and content of every file, and the names of folders. Left out are the lock and the index
// that SQLite builds of a log whenever it opens one: they hold no state.
std::map<std::string, std::string> contents(std::filesystem::path const& folder);

// Fails the test unless each tenant's file there is whole: for SQLite, and as our state is meant
// to be, each job with a timeline that is legal and complete as far as it goes. It looks at a copy:
// a look at the files themselves would do a part of what the program must do at its next start.
void expect_whole(std::filesystem::path const& data);

}  // namespace rds::kit
