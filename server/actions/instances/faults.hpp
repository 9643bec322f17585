// What actions on an instance refuse, whatever their topic.
#pragma once

#include "server/api/faults.hpp"

// From the error tables of the API's published metadata, to the letter: some end without a full
// stop.
namespace rds::actions::faults {

using api::FaultKind;

inline constexpr FaultKind kInternalFailure{"InternalFailure", "Internal failure, retry later."};
inline constexpr FaultKind kInvalidParametersFormat{
    "InvalidParameters.Format",
    "Specified parameter is not valid"};
// One code, two messages: each action's table has its own.
inline constexpr FaultKind kInstanceNameNotFound{
    "InvalidDBInstanceName.NotFound",
    "Invalid DBInstanceId NotFound.",
    404};
inline constexpr FaultKind kDatabaseInstanceNotFound{
    "InvalidDBInstanceName.NotFound",
    "The database instance does not exist.",
    404};
inline constexpr FaultKind kIncorrectInstanceState{
    "IncorrectDBInstanceState",
    "Current DB instance state does not support this operation.",
    403};
inline constexpr FaultKind kInvalidOwnerAccount{
    "InvalidParameter.OwnerAccount",
    "The specified parameter OwnerAccount is not valid."};
inline constexpr FaultKind kInstanceNotFoundOrNotSupported{
    "InvalidDBInstance.NotFound",
    "Specified instance does not exist or not support.",
    404};
inline constexpr FaultKind kIncorrectLockMode{
    "IncorrectDBInstanceLockMode.ValueNotSupported",
    "The Current DB instance lock mode does not support this operation."};
inline constexpr FaultKind kApiForbidden{
    "OperationDenied.ApiForbidden",
    "operation not permitted.",
    403};
inline constexpr FaultKind kIncorrectInstanceEngine{
    "IncorrectDBInstanceEngine",
    "Current DB Instance engine does not support this operation.",
    403};
inline constexpr FaultKind kIncorrectInstanceType{
    "IncorrectDBInstanceType",
    "Current DB instance engine and type does not support operations.",
    403};
inline constexpr FaultKind kIncorrectCharacterType{
    "IncorrectDBInstanceCharacterType",
    "Current DB Instance character_type does not support this operation.",
    403};

// Of DescribeDBInstanceIPArrayList.
inline constexpr FaultKind kWhitelistNetTypeFormat{
    "WhitelistNetType.Format",
    "The specified is WhitelistNetType not valid."};
inline constexpr FaultKind kInvalidEndpointTypeFormat{
    "InvalidEndpointType.Format",
    "The specified EndpointType is invalid."};
inline constexpr FaultKind kInvalidParameter{"InvalidParameter", "Invalid parameter."};
inline constexpr FaultKind kOwnerAccountInvalid{
    "InvalidParameter.OwnerAccount",
    "The specified OwnerAccount is invalid."};

}  // namespace rds::actions::faults
