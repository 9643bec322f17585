#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

struct sqlite3;

namespace rds::kit {

// An SQLite file as another program sees it: by SQLite's own interface, not by ours. Throws
// std::runtime_error.
class Database {
  public:
    // Opens or makes it.
    explicit Database(std::filesystem::path const& file);

    // Runs statements that return no rows.
    void execute(std::string const& script);

    // The first column of the first row.
    std::int64_t number(std::string const& query);

    // The first column of every row.
    std::vector<std::string> column(std::string const& query);

    // What it holds in its log stays there when it is closed.
    void leave_log();

  private:
    struct Close {
        void operator()(sqlite3* handle) const;
    };

    std::unique_ptr<sqlite3, Close> handle_;
};

}  // namespace rds::kit
