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
// One code: each action's table has its own words and status.
inline constexpr FaultKind kInstanceTypeOfSsl{
    "IncorrectDBInstanceType",
    "Current DB instance type does not support this operation.",
    403};
inline constexpr FaultKind kInstanceTypeOfHba{
    "IncorrectDBInstanceType",
    "Current DB instance type does not support this operation."};
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

// Recorded of an instance that is gone.
inline constexpr FaultKind kInstanceNameGone{
    "InvalidDBInstanceName.NotFound",
    "The specified DB instance name does not exist.",
    400,
    api::Fidelity::recorded};
inline constexpr FaultKind kNetInfoNotFound{
    "InvalidDBInstanceName.NotFound",
    "DB instance name not found."};
inline constexpr FaultKind kInstanceIdNotFound{
    "InvalidDBInstanceId.NotFound",
    "The specified instance is not found.",
    404};
// Of actions whose tables say nothing of it.
inline constexpr FaultKind kAnyInstanceNotFound{
    "InvalidDBInstanceId.NotFound",
    "The DBInstanceId provided does not exist in our records.",
    404,
    api::Fidelity::our_choice};
inline constexpr FaultKind kInsNameNotFound{"InsName.NotFound", "InsName not found."};
inline constexpr FaultKind kDeletionProtection{
    "OperationDenied.DeletionProtection",
    "The operation is not permitted when the instance enabled deletion protection."};
inline constexpr FaultKind kPrepaidNotSupported{
    "OperationDenied.PrePayTypeNotSupported",
    "The operation is not permitted due to pay type of instance.",
    403};
inline constexpr FaultKind kPayType{
    "OperationDenied.PayType",
    "The operation is not permitted due to pay type of instance."};
inline constexpr FaultKind kGuardReleaseFail{
    "GuardInstance.ReleaseFail",
    "The guard instance release fail."};
inline constexpr FaultKind kActionDisabled{
    "EngineMigration.ActionDisabled",
    "Specified action is disabled while custins is in engine migration."};
inline constexpr FaultKind kTimeoutRetryLater{"TimeoutRetryLater", "Timeout, Please retry later."};
inline constexpr FaultKind kConnectTimeoutRetryLater{
    "ConnectTimeoutRetryLater",
    "Connect timeout retry later."};
inline constexpr FaultKind kDataNotExist{"DataNotExist", "Data not exist."};
inline constexpr FaultKind kIllegalParameter{"IllegalParameter", "Illegal parameter"};
inline constexpr FaultKind kReadInstanceNotFound{
    "Readins.NotFound",
    "Readonly instance not found."};
inline constexpr FaultKind kIncorrectEngineVersion{
    "IncorrectEngineVersion",
    "Current DB instance engine version does not support this operation."};
inline constexpr FaultKind kNextToken{"Invalid.NextToken", "The parameter NextToken is invalid."};
inline constexpr FaultKind kInstanceTypeNotSupported{
    "InvalidDBInstanceType.ValueNotSupport",
    "The specified  parameter DBInstanceType is not valid."};
inline constexpr FaultKind kExpiredFormat{
    "InvalidExpired.Format",
    "The instance expiration status parameter is incorrect."};
inline constexpr FaultKind kAcceptLanguage{
    "InvalidAcceptLanguage.NotFound",
    "Only Chinese (zh-CN) and English (en-US) are allowed.",
    404};
inline constexpr FaultKind kTagsParameter{"Tag.InvalidTagsParameter", "tags parameter is invalid."};
inline constexpr FaultKind kSslEngineInRegion{
    "InvaildEngineInRegion.ValueNotSupported",
    "The engine is not supported in the region."};
inline constexpr FaultKind kNoActiveKey{"NoActiveBYOK", "This custins no active byok.", 403};
inline constexpr FaultKind kServiceFailed{
    "InvokeServiceFailed",
    "Invoke service failed, retry later."};

// Of CreateDBInstance.
inline constexpr FaultKind kEngineVersionMalformed{
    "InvalidEngineVersion.Malformed",
    "The specified parameter EngineVersion is not valid."};
inline constexpr FaultKind kClassMalformed{
    "InvalidDBInstanceClass.Malformed",
    "The specified parameter DBInstanceClass is not valid."};
inline constexpr FaultKind kSecurityIpListFormat{
    "InvalidSecurityIPList.Format",
    "The specified parameter securityIPList is not valid."};
inline constexpr FaultKind kAmount{"InvalidParam.Amount", "Amount is allowed from 1 to 20."};
inline constexpr FaultKind kAmountOfEngine{
    "InvalidParam.Engine",
    "Only MySQL is allowed when Amount > 1."};
inline constexpr FaultKind kCreateStrategy{
    "InvalidParam.CreateStrategy",
    "Only Atomicity and Partial are allowed."};
inline constexpr FaultKind kPortMalformed{"InvalidPort.Malformed", "Specified port is not valid."};
inline constexpr FaultKind kUsedTime{
    "InvalidUsedTime",
    "UsedTime can not Less than or equal to zero."};
inline constexpr FaultKind kZoneNotSupported{
    "InvalidZone.NotSupported",
    "The Specified Zone not supported."};
inline constexpr FaultKind kDuplicateTagKey{
    "Duplicate.TagKey",
    "The Tag.N.Key contains duplicate keys."};
inline constexpr FaultKind kTooManyTags{
    "NumberExceed.Tags",
    "The maximum number of Tags is exceeded. The maximum is 20."};
inline constexpr FaultKind kTargetMinorVersion{
    "InvalidTargetMinorVersion.Format",
    "The specified parameter targetMinorVersion is not valid."};
inline constexpr FaultKind kTokenReused{
    "InvalidRequestId",
    "The request is copy, check your token."};
inline constexpr FaultKind kRegionNotFound{
    "Forbidden.RegionNotFound",
    "The provided RegionId does not exist in our record. ",
    400,
    api::Fidelity::recorded};
inline constexpr FaultKind kConnectionStringTaken{
    "InvalidConnectionString.Duplicate",
    "Specified connection string already exists in the Aliyun RDS."};
inline constexpr FaultKind kPrivateIpFormat{
    "InvalidPrivateIpAddress.Format",
    "The specified private ip address is not valid."};
inline constexpr FaultKind kClassOffline{
    "InvalidDBInstanceClass.Offline",
    "The specified instance type is no longer provided. Please specify another instance type."};
inline constexpr FaultKind kConcurrentOperate{
    "InvalidConcurrentOperate",
    "Concurrent operation is detected."};
inline constexpr FaultKind kInsufficientCapacity{
    "InsufficientResourceCapacity",
    "The target availability zone does not have sufficient resources.",
    404};
inline constexpr FaultKind kLowFunds{
    "Pay.LowFunds",
    "The balance of the advance payment is insufficient or there is no balance of the advance "
    "payment."};
inline constexpr FaultKind kRiskControl{
    "RISK.RISK_CONTROL_REJECTION",
    "Risk control rejection.",
    403};

}  // namespace rds::actions::faults
