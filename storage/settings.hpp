#pragma once

#include <string>

namespace rds::storage {

namespace sqlite {
class Connection;
}

// What an account is set to do, as its fixture or the flags say.
struct AccountSettings {
    std::string job_plan = "timed";  // of new jobs whose instance names none
    int backups_per_day = 0;         // manual jobs for each instance and UTC day; 0: no limit

    bool operator==(AccountSettings const&) const = default;
};

// The one row of settings of one account. Use inside a transaction on the account's strand.
class Settings {
  public:
    explicit Settings(sqlite::Connection& database) : database_{database} {}

    AccountSettings get();
    void set(AccountSettings const& settings);

  private:
    sqlite::Connection& database_;
};

}  // namespace rds::storage
