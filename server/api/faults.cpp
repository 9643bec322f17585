#include "server/api/faults.hpp"

#include <utility>

namespace rds::api {

namespace {

std::string filled(std::string_view pattern, std::string_view parameter) {
    std::string text{pattern};
    if (auto const hole = text.find("{}"); hole != std::string::npos)
        text.replace(hole, 2, parameter);
    return text;
}

}  // namespace

Fault::Fault(FaultKind const& kind, std::string_view parameter)
    : kind_{&kind},
      status_{kind.status},
      code_{filled(kind.code, parameter)},
      message_{filled(kind.message, parameter)} {}

Fault::Fault(std::string code, int status, std::string message)
    : status_{status}, code_{std::move(code)}, message_{std::move(message)} {}

Fault Fault::hinting(std::string hint) && {
    hint_ = std::move(hint);
    return std::move(*this);
}

namespace faults {

using enum Fidelity;

// The actions'. From the error tables of the API's published metadata, to the letter: some end
// without a full stop.
constinit FaultKind const kInternalFailure{
    "InternalFailure",
    400,
    "Internal failure, retry later.",
    documented};
constinit FaultKind const kInvalidParametersFormat{
    "InvalidParameters.Format",
    400,
    "Specified parameter is not valid",
    documented};
constinit FaultKind const kReadInstanceNotSupported{
    "ReadDBInstanceNotSupport",
    400,
    "The operation is not permitted due to type of the instance.",
    documented};
// One code, two messages: each action's table has its own.
constinit FaultKind const kInstanceNameNotFound{
    "InvalidDBInstanceName.NotFound",
    404,
    "Invalid DBInstanceId NotFound.",
    documented};
constinit FaultKind const kDatabaseInstanceNotFound{
    "InvalidDBInstanceName.NotFound",
    404,
    "The database instance does not exist.",
    documented};
// Two blanks after "specified": so in the metadata, and in a recorded body of a sister code.
constinit FaultKind const kBackupMethodNotSupported{
    "InvalidBackupMethod.ValueNotSupport",
    400,
    R"(The specified  parameter "BackupMethod" is not valid.)",
    documented};
constinit FaultKind const kBackupTypeNotSupported{
    "BackupType.NotSupport",
    400,
    "the specified backup type not support",
    documented};
constinit FaultKind const kInvalidDatabaseNameFormat{
    "InvalidDBName.Format",
    400,
    "Specified DB name is not valid.",
    documented};
constinit FaultKind const kDatabaseNotFound{
    "InvalidDB.NotFound",
    404,
    "Specified db does not exist or DB status does not support this operation.",
    documented};
constinit FaultKind const kIncorrectInstanceState{
    "IncorrectDBInstanceState",
    403,
    "Current DB instance state does not support this operation.",
    documented};
constinit FaultKind const kBackupJobExists{
    "BackupJobExists",
    400,
    "A backup job already exists in the specified DB instance.",
    documented};
constinit FaultKind const kBackupTimesExceeded{
    "Exceeded.BackupTimes",
    403,
    "The backup times exceeds.",
    documented};

constinit FaultKind const kInvalidOwnerAccount{
    "InvalidParameter.OwnerAccount",
    400,
    "The specified parameter OwnerAccount is not valid.",
    documented};
constinit FaultKind const kInstanceNotFoundOrNotSupported{
    "InvalidDBInstance.NotFound",
    404,
    "Specified instance does not exist or not support.",
    documented};
constinit FaultKind const kIncorrectLockMode{
    "IncorrectDBInstanceLockMode.ValueNotSupported",
    400,
    "The Current DB instance lock mode does not support this operation.",
    documented};
constinit FaultKind const kInvalidPreferredBackupTimeFormat{
    "InvalidPreferredBackupTime.Format",
    400,
    "Specified preferred backup time is not valid.",
    documented};
constinit FaultKind const kApiForbidden{
    "OperationDenied.ApiForbidden",
    403,
    "operation not permitted.",
    documented};
constinit FaultKind const kIncorrectInstanceEngine{
    "IncorrectDBInstanceEngine",
    403,
    "Current DB Instance engine does not support this operation.",
    documented};
constinit FaultKind const kIncorrectInstanceType{
    "IncorrectDBInstanceType",
    403,
    "Current DB instance engine and type does not support operations.",
    documented};
constinit FaultKind const kIncorrectCharacterType{
    "IncorrectDBInstanceCharacterType",
    403,
    "Current DB Instance character_type does not support this operation.",
    documented};

}  // namespace faults

}  // namespace rds::api
