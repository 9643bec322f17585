#include "storage/settings.hpp"

#include "storage/lifecycle/plan.hpp"

#include <array>

namespace rds::storage {

Table const& settings_table() {
    static constexpr std::array kFields{
        field<&TenantSettings::job_plan>("jobPlan", kPlanName),
        field<&TenantSettings::backups_per_day>(
            "backupsPerDay",
            {.about = "Manual backup jobs allowed for each instance and UTC day; 0: no limit. The "
                      "service's limit is 20.",
             .least = 0,
             .most = 1'000'000}
        ),
        field<&TenantSettings::instance_plan>("instancePlan", kPlanName, {.is_optional = true}),
        field<&TenantSettings::instance_duration>(
            "instanceDuration",
            {.about = "How long a creation of an instance takes by a built-in plan; a deletion "
                      "takes half of it. Absent: 2s."}
        ),
        field<&TenantSettings::visible_after>(
            "visibleAfter",
            {.about =
                 "For how long calls do not find a newly created instance, as the real service "
                 "does at times. Absent: 0s."},
            {.is_optional = true}
        ),
    };
    static Table const table{
        {.name = "settings",
         .noun = "settings object",
         .about = "What the account is set to do.",
         .fields = kFields,
         .make = new_row<TenantSettings>}};
    return table;
}

Table const& last_ids_table() {
    static constexpr std::array kFields{
        field<&LastIds::job>(
            "backupJob",
            {.about = "The next BackupJobId is one more.", .least = 0, .most = kGreatestId}
        ),
        field<&LastIds::backup>(
            "backup",
            {.about = "The next BackupId is one more.", .least = 0, .most = kGreatestId}
        ),
        field<&LastIds::fault>("fault", {}, {.is_internal = true}),
        field<&LastIds::instance>(
            "instance",
            {.about = "How many instance IDs have been given.", .least = 0, .most = 999'999}
        ),
        field<&LastIds::task>(
            "task",
            {.about = "How many tasks have been started.", .least = 0, .most = kGreatestId}
        ),
    };
    static Table const table{
        {.name = "last_ids",
         .noun = "lastIds object",
         .about = "From where IDs count on; none of the fixture may be greater.",
         .fields = kFields,
         .make = new_row<LastIds>}};
    return table;
}

}  // namespace rds::storage
