#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace rds::storage {

namespace sqlite {
class Connection;
}

// A fault as it is kept. What the two names mean is for others to know.
struct InjectedFault {
    std::int64_t id = 0;  // chosen by add()
    std::string action;
    std::string code;
    int first = 1;  // how many calls it strikes
    int hits = 0;   // how many it has struck

    bool operator==(InjectedFault const&) const = default;
};

// The faults of one account. Use inside a transaction on the account's strand.
class InjectedFaults {
  public:
    explicit InjectedFaults(sqlite::Connection& database) : database_{database} {}

    // Returns its id.
    std::int64_t add(InjectedFault const& fault);

    // The oldest first.
    std::vector<InjectedFault> all();

    void set_hits(std::int64_t id, int hits);

  private:
    sqlite::Connection& database_;
};

}  // namespace rds::storage
