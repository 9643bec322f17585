// The faults that any call may be refused with, whatever its action.
#pragma once

#include "server/api/faults.hpp"

#include <array>

namespace rds::api::faults {

using enum Fidelity;

// The gateway's. Where its pages disagree with RDS's own table of client errors, what was recorded
// wins, then RDS's table.
inline constexpr FaultKind kMissingAction{
    "MissingParameter",
    R"(The input parameter "Action" that is mandatory for processing this request is not supplied.)",
    400,
    recorded};
// Recorded on other RPC products; which of this and MissingParameter RDS itself sends was never
// seen.
inline constexpr FaultKind kMissing{
    "Missing{}",
    "{} is mandatory for this action.",
    400,
    our_choice};
inline constexpr FaultKind kInvalid{
    "Invalid{}",
    "Specified parameter {} is not valid.",
    400,
    our_choice};
// Of the parameter Format.
inline constexpr FaultKind kInvalidFormat{
    "InvalidParameter.Format",
    "Specified parameter format is not valid."};
// Cannot be decoded at all; or is unknown, with --strict.
inline constexpr FaultKind kMalformedParameter{
    "InvalidParameters.Format",
    "Specified parameter is not valid",
    400,
    our_choice};
inline constexpr FaultKind kActionNotFound{
    "InvalidAction.NotFound",
    "Specified api is not found, please check your url and method.",
    404,
    recorded};
inline constexpr FaultKind kInvalidVersion{
    "InvalidVersion",
    "Specified parameter Version is not valid.",
    400,
    recorded};
// RDS's own table says 403, the general pages 400; their texts vary.
inline constexpr FaultKind kUnsupportedMethod{
    "UnsupportedHTTPMethod",
    "This http method not supported.",
    403};
inline constexpr FaultKind kInternalError{
    "InternalError",
    "The request processing has failed due to some unknown error.",
    500};
inline constexpr FaultKind kServiceUnavailable{
    "ServiceUnavailable",
    "The request has failed due to a temporary failure of the server.",
    503};
inline constexpr FaultKind kThrottlingUser{
    "Throttling.User",
    "Request was denied due to user flow control."};

// Of callers who are checked. RDS's own table has other words for some of them; these are what RPC
// services were recorded to answer.
inline constexpr FaultKind kAccessKeyNotFound{
    "InvalidAccessKeyId.NotFound",
    "Specified access key is not found.",
    404,
    recorded};
inline constexpr FaultKind kAccessKeyInactive{
    "InvalidAccessKeyId.Inactive",
    "Specified access key is disabled."};
inline constexpr FaultKind kSecurityTokenExpired{
    "InvalidSecurityToken.Expired",
    "Specified SecurityToken is expired."};
inline constexpr FaultKind kSecurityTokenMalformed{
    "InvalidSecurityToken.Malformed",
    "Specified SecurityToken is malformed."};
inline constexpr FaultKind kSecurityTokenMismatch{
    "InvalidSecurityToken.MismatchWithAccessKey",
    "Specified SecurityToken mismatch with the AccessKey."};
inline constexpr FaultKind kTimestampFormat{
    "InvalidTimeStamp.Format",
    "Specified time stamp or date value is not well formatted."};
inline constexpr FaultKind kTimestampExpired{
    "InvalidTimeStamp.Expired",
    "Specified time stamp or date value is expired.",
    400,
    recorded};
inline constexpr FaultKind kNonceUsed{
    "SignatureNonceUsed",
    "Specified signature nonce was used already.",
    400,
    recorded};
inline constexpr FaultKind kIncompleteSignature{
    "IncompleteSignature",
    "The request signature does not conform to Aliyun standards."};
inline constexpr FaultKind kInvalidSignatureMethod{
    "InvalidSignatureMethod",
    "Specified signature method is not valid."};
// Go's and Java's SDKs split the message at "string to sign is:" and compare the rest with their
// own to the byte. Of V1: filled with our StringToSign.
inline constexpr FaultKind kSignatureDoesNotMatch{
    "SignatureDoesNotMatch",
    "Specified signature is not matched with our calculation. server string to sign is:{}",
    400,
    recorded};
// Of V3: filled with StringToSign and CanonicalRequest. Its second half was recorded by others than
// the vendor's users alone.
inline constexpr FaultKind kSignatureDoesNotMatchV3{
    "SignatureDoesNotMatch",
    "Specified signature does not match our calculation. server StringToSign is [{}]",
    400,
    recorded};
// 403 in sister products' tables and RDS's client errors; a few actions' metadata says 400.
inline constexpr FaultKind kForbiddenRam{
    "Forbidden.RAM",
    "User not authorized to operate on the specified resource, or this API doesn't support RAM.",
    403};
// Its status is 400, 403 or 404, depending on the page.
inline constexpr FaultKind kNeedSsl{
    "InvalidProtocol.NeedSsl",
    "Your request is denied as lack of ssl protect."};

// What the service does not have. SDKs try a 5xx again, and Terraform takes a 404, or a message
// with "NotFound", for a resource that is gone. An action that the service has and the emulator has
// not.
inline constexpr FaultKind kNotImplemented{
    "EmulatorNotImplemented",
    "The emulator does not have the action {} of RDS yet.",
    400,
    our_choice};
// A web page's call that would write.
inline constexpr FaultKind kCrossSite{
    "Forbidden.CrossSite",
    "A web page of another site must not change anything here.",
    403,
    our_choice};
// Beyond --max-accounts.
inline constexpr FaultKind kTooManyAccounts{
    "EmulatorTooManyAccounts",
    "The emulator holds as many accounts as --max-accounts allows. Delete one that is no longer "
    "needed (DELETE /_emulator/accounts/ID), or start with a higher --max-accounts.",
    400,
    our_choice};

// Of any call, whatever its action.
inline constexpr std::array kCommon{
    &kMissingAction,
    &kMissing,
    &kInvalid,
    &kInvalidFormat,
    &kMalformedParameter,
    &kActionNotFound,
    &kInvalidVersion,
    &kUnsupportedMethod,
    &kInternalError,
    &kServiceUnavailable,
    &kThrottlingUser,
    &kAccessKeyNotFound,
    &kAccessKeyInactive,
    &kSecurityTokenExpired,
    &kSecurityTokenMalformed,
    &kSecurityTokenMismatch,
    &kTimestampFormat,
    &kTimestampExpired,
    &kNonceUsed,
    &kIncompleteSignature,
    &kInvalidSignatureMethod,
    &kSignatureDoesNotMatch,
    &kSignatureDoesNotMatchV3,
    &kForbiddenRam,
    &kNeedSsl,
    &kCrossSite,
    &kTooManyAccounts,
};

}  // namespace rds::api::faults
