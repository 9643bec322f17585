// The faults that any call may be refused with.
#include "server/api/faults.hpp"

#include <array>

namespace rds::api::faults {

using enum Fidelity;

// The gateway's. Where its pages disagree with RDS's own table of client errors, what was recorded
// wins, then RDS's table.
constinit FaultKind const kMissingAction{
    "MissingParameter",
    400,
    R"(The input parameter "Action" that is mandatory for processing this request is not supplied.)",
    recorded};
// Recorded on other RPC products; which of this and MissingParameter RDS itself sends was never
// seen.
constinit FaultKind const kMissing{
    "Missing{}",
    400,
    "{} is mandatory for this action.",
    our_choice};
constinit FaultKind const kInvalid{
    "Invalid{}",
    400,
    "Specified parameter {} is not valid.",
    our_choice};
constinit FaultKind const kInvalidFormat{
    "InvalidParameter.Format",
    400,
    "Specified parameter format is not valid.",
    documented};
constinit FaultKind const kMalformedParameter{
    "InvalidParameters.Format",
    400,
    "Specified parameter is not valid",
    our_choice};
constinit FaultKind const kActionNotFound{
    "InvalidAction.NotFound",
    404,
    "Specified api is not found, please check your url and method.",
    recorded};
constinit FaultKind const kInvalidVersion{
    "InvalidVersion",
    400,
    "Specified parameter Version is not valid.",
    recorded};
// RDS's own table says 403, the general pages 400; their texts vary.
constinit FaultKind const kUnsupportedMethod{
    "UnsupportedHTTPMethod",
    403,
    "This http method not supported.",
    documented};
constinit FaultKind const kInternalError{
    "InternalError",
    500,
    "The request processing has failed due to some unknown error.",
    documented};
constinit FaultKind const kServiceUnavailable{
    "ServiceUnavailable",
    503,
    "The request has failed due to a temporary failure of the server.",
    documented};
constinit FaultKind const kThrottlingUser{
    "Throttling.User",
    400,
    "Request was denied due to user flow control.",
    documented};

// Of callers who are checked. RDS's own table has other words for some of them; these are what RPC
// services were recorded to answer.
constinit FaultKind const kAccessKeyNotFound{
    "InvalidAccessKeyId.NotFound",
    404,
    "Specified access key is not found.",
    recorded};
constinit FaultKind const kAccessKeyInactive{
    "InvalidAccessKeyId.Inactive",
    400,
    "Specified access key is disabled.",
    documented};
constinit FaultKind const kSecurityTokenExpired{
    "InvalidSecurityToken.Expired",
    400,
    "Specified SecurityToken is expired.",
    documented};
constinit FaultKind const kSecurityTokenMalformed{
    "InvalidSecurityToken.Malformed",
    400,
    "Specified SecurityToken is malformed.",
    documented};
constinit FaultKind const kSecurityTokenMismatch{
    "InvalidSecurityToken.MismatchWithAccessKey",
    400,
    "Specified SecurityToken mismatch with the AccessKey.",
    documented};
constinit FaultKind const kTimestampFormat{
    "InvalidTimeStamp.Format",
    400,
    "Specified time stamp or date value is not well formatted.",
    documented};
constinit FaultKind const kTimestampExpired{
    "InvalidTimeStamp.Expired",
    400,
    "Specified time stamp or date value is expired.",
    recorded};
constinit FaultKind const kNonceUsed{
    "SignatureNonceUsed",
    400,
    "Specified signature nonce was used already.",
    recorded};
constinit FaultKind const kIncompleteSignature{
    "IncompleteSignature",
    400,
    "The request signature does not conform to Aliyun standards.",
    documented};
constinit FaultKind const kInvalidSignatureMethod{
    "InvalidSignatureMethod",
    400,
    "Specified signature method is not valid.",
    documented};
// Go's and Java's SDKs split the message at "string to sign is:" and compare the rest with their
// own to the byte.
constinit FaultKind const kSignatureDoesNotMatch{
    "SignatureDoesNotMatch",
    400,
    "Specified signature is not matched with our calculation. server string to sign is:{}",
    recorded};
// Its second half was recorded by others than the vendor's users alone.
constinit FaultKind const kSignatureDoesNotMatchV3{
    "SignatureDoesNotMatch",
    400,
    "Specified signature does not match our calculation. server StringToSign is [{}]",
    recorded};
// 403 in sister products' tables and RDS's client errors; a few actions' metadata says 400.
constinit FaultKind const kForbiddenRam{
    "Forbidden.RAM",
    403,
    "User not authorized to operate on the specified resource, or this API doesn't support RAM.",
    documented};
// Its status is 400, 403 or 404, depending on the page.
constinit FaultKind const kNeedSsl{
    "InvalidProtocol.NeedSsl",
    400,
    "Your request is denied as lack of ssl protect.",
    documented};

// What the service does not have. SDKs try a 5xx again, and some of them a message with "NotFound".
constinit FaultKind const kCrossSite{
    "Forbidden.CrossSite",
    403,
    "A web page of another site must not change anything here.",
    our_choice};
constinit FaultKind const kTooManyAccounts{
    "EmulatorTooManyAccounts",
    400,
    "The emulator holds as many accounts as --max-accounts allows. Delete one that is no longer "
    "needed (DELETE /_emulator/accounts/ID), or start with a higher --max-accounts.",
    our_choice};

std::span<FaultKind const* const> common() {
    static constexpr std::array kKinds{
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
    return kKinds;
}

}  // namespace rds::api::faults
