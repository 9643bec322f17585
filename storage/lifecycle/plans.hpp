#pragma once

#include "storage/lifecycle/plan.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rds::storage {

namespace sqlite {
class Connection;
}

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
