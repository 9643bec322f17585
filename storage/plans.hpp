#pragma once

#include "storage/backup_job.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rds::storage {

namespace sqlite {
class Connection;
}

// The plans that every tenant knows: timed, polls, instant, failing, held, the first and fourth
// lasting `duration`.
std::vector<Plan> built_in_plans(Duration duration);

// The named plans of one tenant. Use inside a transaction on the tenant's strand.
class Plans {
  public:
    explicit Plans(sqlite::Connection& database) : database_{database} {}

    // Adds the plan or replaces the one of that name; jobs that exist keep their timelines.
    void put(Plan const& plan);

    std::optional<Plan> find(std::string_view name);

    // In order of name.
    std::vector<std::string> names();
    std::vector<Plan> all();

  private:
    sqlite::Connection& database_;
};

}  // namespace rds::storage
