// What actions on backups refuse.
#pragma once

#include "server/api/faults.hpp"

// From the error tables of the API's published metadata, to the letter: some end without a full
// stop.
namespace rds::actions::faults {

using api::FaultKind;

inline constexpr FaultKind kReadInstanceNotSupported{
    "ReadDBInstanceNotSupport",
    "The operation is not permitted due to type of the instance."};
// Two blanks after "specified": so in the metadata, and in a recorded body of a sister code.
inline constexpr FaultKind kBackupMethodNotSupported{
    "InvalidBackupMethod.ValueNotSupport",
    R"(The specified  parameter "BackupMethod" is not valid.)"};
inline constexpr FaultKind kBackupTypeNotSupported{
    "BackupType.NotSupport",
    "the specified backup type not support"};
inline constexpr FaultKind kInvalidDatabaseNameFormat{
    "InvalidDBName.Format",
    "Specified DB name is not valid."};
inline constexpr FaultKind kDatabaseNotFound{
    "InvalidDB.NotFound",
    "Specified db does not exist or DB status does not support this operation.",
    404};
inline constexpr FaultKind kBackupJobExists{
    "BackupJobExists",
    "A backup job already exists in the specified DB instance."};
inline constexpr FaultKind kBackupTimesExceeded{
    "Exceeded.BackupTimes",
    "The backup times exceeds.",
    403};
inline constexpr FaultKind kInvalidPreferredBackupTimeFormat{
    "InvalidPreferredBackupTime.Format",
    "Specified preferred backup time is not valid."};

}  // namespace rds::actions::faults
