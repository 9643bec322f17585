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
    400,
    R"(The input parameter "Action" that is mandatory for processing this request is not supplied.)",
    recorded};
// Recorded on other RPC products; which of this and MissingParameter RDS itself sends was never
// seen.
inline constexpr FaultKind kMissing{
    "Missing{}",
    400,
    "{} is mandatory for this action.",
    our_choice};
inline constexpr FaultKind kInvalid{
    "Invalid{}",
    400,
    "Specified parameter {} is not valid.",
    our_choice};
// Of the parameter Format.
inline constexpr FaultKind kInvalidFormat{
    "InvalidParameter.Format",
    400,
    "Specified parameter format is not valid.",
    documented};
// Cannot be decoded at all; or is unknown, with --strict.
inline constexpr FaultKind kMalformedParameter{
    "InvalidParameters.Format",
    400,
    "Specified parameter is not valid",
    our_choice};
inline constexpr FaultKind kActionNotFound{
    "InvalidAction.NotFound",
    404,
    "Specified api is not found, please check your url and method.",
    recorded};
inline constexpr FaultKind kInvalidVersion{
    "InvalidVersion",
    400,
    "Specified parameter Version is not valid.",
    recorded};
// RDS's own table says 403, the general pages 400; their texts vary.
inline constexpr FaultKind kUnsupportedMethod{
    "UnsupportedHTTPMethod",
    403,
    "This http method not supported.",
    documented};
inline constexpr FaultKind kInternalError{
    "InternalError",
    500,
    "The request processing has failed due to some unknown error.",
    documented};
inline constexpr FaultKind kServiceUnavailable{
    "ServiceUnavailable",
    503,
    "The request has failed due to a temporary failure of the server.",
    documented};
inline constexpr FaultKind kThrottlingUser{
    "Throttling.User",
    400,
    "Request was denied due to user flow control.",
    documented};

// Of callers who are checked. RDS's own table has other words for some of them; these are what RPC
// services were recorded to answer.
inline constexpr FaultKind kAccessKeyNotFound{
    "InvalidAccessKeyId.NotFound",
    404,
    "Specified access key is not found.",
    recorded};
inline constexpr FaultKind kAccessKeyInactive{
    "InvalidAccessKeyId.Inactive",
    400,
    "Specified access key is disabled.",
    documented};
inline constexpr FaultKind kSecurityTokenExpired{
    "InvalidSecurityToken.Expired",
    400,
    "Specified SecurityToken is expired.",
    documented};
inline constexpr FaultKind kSecurityTokenMalformed{
    "InvalidSecurityToken.Malformed",
    400,
    "Specified SecurityToken is malformed.",
    documented};
inline constexpr FaultKind kSecurityTokenMismatch{
    "InvalidSecurityToken.MismatchWithAccessKey",
    400,
    "Specified SecurityToken mismatch with the AccessKey.",
    documented};
inline constexpr FaultKind kTimestampFormat{
    "InvalidTimeStamp.Format",
    400,
    "Specified time stamp or date value is not well formatted.",
    documented};
inline constexpr FaultKind kTimestampExpired{
    "InvalidTimeStamp.Expired",
    400,
    "Specified time stamp or date value is expired.",
    recorded};
inline constexpr FaultKind kNonceUsed{
    "SignatureNonceUsed",
    400,
    "Specified signature nonce was used already.",
    recorded};
inline constexpr FaultKind kIncompleteSignature{
    "IncompleteSignature",
    400,
    "The request signature does not conform to Aliyun standards.",
    documented};
inline constexpr FaultKind kInvalidSignatureMethod{
    "InvalidSignatureMethod",
    400,
    "Specified signature method is not valid.",
    documented};
// Go's and Java's SDKs split the message at "string to sign is:" and compare the rest with their
// own to the byte. Of V1: filled with our StringToSign.
inline constexpr FaultKind kSignatureDoesNotMatch{
    "SignatureDoesNotMatch",
    400,
    "Specified signature is not matched with our calculation. server string to sign is:{}",
    recorded};
// Of V3: filled with StringToSign and CanonicalRequest. Its second half was recorded by others than
// the vendor's users alone.
inline constexpr FaultKind kSignatureDoesNotMatchV3{
    "SignatureDoesNotMatch",
    400,
    "Specified signature does not match our calculation. server StringToSign is [{}]",
    recorded};
// 403 in sister products' tables and RDS's client errors; a few actions' metadata says 400.
inline constexpr FaultKind kForbiddenRam{
    "Forbidden.RAM",
    403,
    "User not authorized to operate on the specified resource, or this API doesn't support RAM.",
    documented};
// Its status is 400, 403 or 404, depending on the page.
inline constexpr FaultKind kNeedSsl{
    "InvalidProtocol.NeedSsl",
    400,
    "Your request is denied as lack of ssl protect.",
    documented};

// What the service does not have. SDKs try a 5xx again, and some of them a message with "NotFound".
// A web page's call that would write.
inline constexpr FaultKind kCrossSite{
    "Forbidden.CrossSite",
    403,
    "A web page of another site must not change anything here.",
    our_choice};
// Beyond --max-accounts.
inline constexpr FaultKind kTooManyAccounts{
    "EmulatorTooManyAccounts",
    400,
    "The emulator holds as many accounts as --max-accounts allows. Delete one that is no longer "
    "needed (DELETE /_emulator/accounts/ID), or start with a higher --max-accounts.",
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
