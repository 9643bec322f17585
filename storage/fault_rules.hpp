#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rds::storage {

namespace sqlite {
class Connection;
}

// A rule by which calls are struck, as it is kept. What its text means is for others to know.
struct KeptFaultRule {
    std::int64_t id = 0;  // chosen by add()
    std::string rule;
    std::int64_t calls = 0;  // that it was tried on
    std::int64_t hits = 0;   // of these, that it struck

    bool operator==(KeptFaultRule const&) const = default;
};

// The rules of one tenant. Use inside a transaction on the tenant's strand.
class FaultRules {
  public:
    explicit FaultRules(sqlite::Connection& database) : database_{database} {}

    // Returns its id, which is greater than all before.
    std::int64_t add(std::string_view rule, std::int64_t calls = 0, std::int64_t hits = 0);

    std::optional<KeptFaultRule> find(std::int64_t id);

    // The oldest first.
    std::vector<KeptFaultRule> all();

    void set_counts(std::int64_t id, std::int64_t calls, std::int64_t hits);

    // False: there is none of this id.
    bool remove(std::int64_t id);

    void clear();

  private:
    sqlite::Connection& database_;
};

}  // namespace rds::storage
