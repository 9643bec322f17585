// What actions on backups refuse.
#pragma once

#include "server/api/faults.hpp"

// From the error tables of the API's published metadata, to the letter: some end without a full
// stop.
namespace rds::actions::faults {

using api::FaultKind;
using enum api::Fidelity;

inline constexpr FaultKind kReadInstanceNotSupported{
    "ReadDBInstanceNotSupport",
    400,
    "The operation is not permitted due to type of the instance.",
    documented};
// Two blanks after "specified": so in the metadata, and in a recorded body of a sister code.
inline constexpr FaultKind kBackupMethodNotSupported{
    "InvalidBackupMethod.ValueNotSupport",
    400,
    R"(The specified  parameter "BackupMethod" is not valid.)",
    documented};
inline constexpr FaultKind kBackupTypeNotSupported{
    "BackupType.NotSupport",
    400,
    "the specified backup type not support",
    documented};
inline constexpr FaultKind kInvalidDatabaseNameFormat{
    "InvalidDBName.Format",
    400,
    "Specified DB name is not valid.",
    documented};
inline constexpr FaultKind kDatabaseNotFound{
    "InvalidDB.NotFound",
    404,
    "Specified db does not exist or DB status does not support this operation.",
    documented};
inline constexpr FaultKind kBackupJobExists{
    "BackupJobExists",
    400,
    "A backup job already exists in the specified DB instance.",
    documented};
inline constexpr FaultKind kBackupTimesExceeded{
    "Exceeded.BackupTimes",
    403,
    "The backup times exceeds.",
    documented};
inline constexpr FaultKind kInvalidPreferredBackupTimeFormat{
    "InvalidPreferredBackupTime.Format",
    400,
    "Specified preferred backup time is not valid.",
    documented};

}  // namespace rds::actions::faults
