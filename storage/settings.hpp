#pragma once

#include <string>

namespace rds::storage {

namespace sqlite {
class Connection;
}

// What a tenant is set to do, as its fixture or the flags say.
struct TenantSettings {
    std::string job_plan = "timed";  // of new jobs whose instance names none
    int backups_per_day = 0;         // manual jobs for each instance and UTC day; 0: no limit

    bool operator==(TenantSettings const&) const = default;
};

// The one row of settings of one tenant. Use inside a transaction on the tenant's strand.
class Settings {
  public:
    explicit Settings(sqlite::Connection& database) : database_{database} {}

    TenantSettings get();
    void set(TenantSettings const& settings);

  private:
    sqlite::Connection& database_;
};

}  // namespace rds::storage
