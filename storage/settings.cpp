#include "storage/settings.hpp"

#include "storage/sqlite/connection.hpp"

#include <string_view>

namespace rds::storage {

constexpr std::string_view kGet = R"(
SELECT job_plan, backups_per_day FROM settings
)";

TenantSettings Settings::get() {
    auto const query = database_.statement(kGet);
    query->step();
    return {
        .job_plan = std::string{query->text(0)},
        .backups_per_day = static_cast<int>(query->integer(1)),
    };
}

constexpr std::string_view kSet = R"(
UPDATE settings SET job_plan = ?1, backups_per_day = ?2
)";

void Settings::set(TenantSettings const& settings) {
    database_.statement(kSet).with(settings.job_plan, settings.backups_per_day)->step();
}

}  // namespace rds::storage
