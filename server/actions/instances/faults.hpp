// What actions on an instance refuse, whatever their topic.
#pragma once

#include "server/api/faults.hpp"

// From the error tables of the API's published metadata, to the letter: some end without a full
// stop.
namespace rds::actions::faults {

using api::FaultKind;
using enum api::Fidelity;

inline constexpr FaultKind kInternalFailure{
    "InternalFailure",
    400,
    "Internal failure, retry later.",
    documented};
inline constexpr FaultKind kInvalidParametersFormat{
    "InvalidParameters.Format",
    400,
    "Specified parameter is not valid",
    documented};
// One code, two messages: each action's table has its own.
inline constexpr FaultKind kInstanceNameNotFound{
    "InvalidDBInstanceName.NotFound",
    404,
    "Invalid DBInstanceId NotFound.",
    documented};
inline constexpr FaultKind kDatabaseInstanceNotFound{
    "InvalidDBInstanceName.NotFound",
    404,
    "The database instance does not exist.",
    documented};
inline constexpr FaultKind kIncorrectInstanceState{
    "IncorrectDBInstanceState",
    403,
    "Current DB instance state does not support this operation.",
    documented};
inline constexpr FaultKind kInvalidOwnerAccount{
    "InvalidParameter.OwnerAccount",
    400,
    "The specified parameter OwnerAccount is not valid.",
    documented};
inline constexpr FaultKind kInstanceNotFoundOrNotSupported{
    "InvalidDBInstance.NotFound",
    404,
    "Specified instance does not exist or not support.",
    documented};
inline constexpr FaultKind kIncorrectLockMode{
    "IncorrectDBInstanceLockMode.ValueNotSupported",
    400,
    "The Current DB instance lock mode does not support this operation.",
    documented};
inline constexpr FaultKind kApiForbidden{
    "OperationDenied.ApiForbidden",
    403,
    "operation not permitted.",
    documented};
inline constexpr FaultKind kIncorrectInstanceEngine{
    "IncorrectDBInstanceEngine",
    403,
    "Current DB Instance engine does not support this operation.",
    documented};
inline constexpr FaultKind kIncorrectInstanceType{
    "IncorrectDBInstanceType",
    403,
    "Current DB instance engine and type does not support operations.",
    documented};
inline constexpr FaultKind kIncorrectCharacterType{
    "IncorrectDBInstanceCharacterType",
    403,
    "Current DB Instance character_type does not support this operation.",
    documented};

// Of DescribeDBInstanceIPArrayList.
inline constexpr FaultKind kWhitelistNetTypeFormat{
    "WhitelistNetType.Format",
    400,
    "The specified is WhitelistNetType not valid.",
    documented};
inline constexpr FaultKind kInvalidEndpointTypeFormat{
    "InvalidEndpointType.Format",
    400,
    "The specified EndpointType is invalid.",
    documented};
inline constexpr FaultKind kInvalidParameter{
    "InvalidParameter",
    400,
    "Invalid parameter.",
    documented};
inline constexpr FaultKind kOwnerAccountInvalid{
    "InvalidParameter.OwnerAccount",
    400,
    "The specified OwnerAccount is invalid.",
    documented};

}  // namespace rds::actions::faults
