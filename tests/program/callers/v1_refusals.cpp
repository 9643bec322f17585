#include "tests/program/callers/refusal.hpp"

namespace rds {

namespace {

Refusal v1(
    std::string name,
    Key const& key,
    int status,
    std::string code,
    Change<V1Call> change = [](auto&) {}
) {
    return refusal<V1Call>("V1" + std::move(name), key, status, std::move(code), std::move(change));
}

Change<V1Call> without(std::string name) {
    return [name = std::move(name)](V1Call& call) { call.query.drop(name); };
}

Change<V1Call> with(std::string name, std::string value) {
    return [name = std::move(name), value = std::move(value)](V1Call& call) {
        call.query.set(name, value);
    };
}

void cut(std::string& text, std::string_view from) {
    text.erase(text.find(from));
}

}  // namespace

// NOLINTNEXTLINE(readability-function-size): a table
std::vector<Refusal> v1_refusals() {
    Key const root;
    return {
        v1("WithoutAVersion", root, 400, "MissingVersion", without("Version")),
        v1("OfAnotherVersion", root, 400, "InvalidVersion", with("Version", "1")),
        v1("WithoutAKey", root, 400, "MissingAccessKeyId", without("AccessKeyId")),
        v1("OfAnUnknownKey", {"nobody"}, 404, "InvalidAccessKeyId.NotFound"),
        v1("OfADisabledKey", {"idle"}, 400, "InvalidAccessKeyId.Inactive"),
        v1("WithoutTheToken", kNow, 400, "MissingSecurityToken", without("SecurityToken")),
        v1("WithATokenOfNobody",
           kNow,
           400,
           "InvalidSecurityToken.Malformed",
           with("SecurityToken", "x")),
        v1("WithATokenOfAnotherKey",
           kNow,
           400,
           "InvalidSecurityToken.MismatchWithAccessKey",
           with("SecurityToken", "token-old")),
        v1("WithATokenThatHasExpired", kExpired, 400, "InvalidSecurityToken.Expired"),
        v1("WithoutATimestamp", root, 400, "MissingTimestamp", without("Timestamp")),
        v1("WithAnOddTimestamp",
           root,
           400,
           "InvalidTimeStamp.Format",
           with("Timestamp", "yesterday")),
        v1("WithAnOldTimestamp",
           root,
           400,
           "InvalidTimeStamp.Expired",
           with("Timestamp", "2020-01-02T03:04:05Z")),
        v1("WithoutANonce", root, 400, "MissingSignatureNonce", without("SignatureNonce")),
        v1("WithoutAMethod", root, 400, "MissingSignatureMethod", without("SignatureMethod")),
        v1("OfAnotherMethod",
           root,
           400,
           "InvalidSignatureMethod",
           with("SignatureMethod", "SHA256withRSA")),
        v1("WithoutASignatureVersion",
           root,
           400,
           "MissingSignatureVersion",
           without("SignatureVersion")),
        v1("OfAnotherSignatureVersion",
           root,
           400,
           "InvalidSignatureVersion",
           with("SignatureVersion", "2.0")),
        v1("WithAnotherSecret", {"testid", "wrong"}, 400, "SignatureDoesNotMatch"),
        v1("OfNoSuchBearer",
           {"", ""},
           400,
           "InvalidBearerToken",
           [](V1Call& c) { c.query.set("SignatureType", "BEARERTOKEN").set("BearerToken", "x"); }),
        v1("OfABearerWithoutAToken",
           {"", ""},
           400,
           "MissingBearerToken",
           with("SignatureType", "BEARERTOKEN")),
        v1("OfARoleWithoutPolicies", kNow, 403, "Forbidden.RAM"),
        v1("OfAUserOnAnotherInstance", kAlice, 403, "Forbidden.RAM", with("DBInstanceId", "rm-b")),
        v1("OfAUserOnAnInstanceThatIsNotThere",
           kAlice,
           403,
           "Forbidden.RAM",
           with("DBInstanceId", "rm-none")),
        v1("WithAWrongParameterFirst", kAlice, 400, "MissingDBInstanceId", without("DBInstanceId")),
        v1("OfAnUnknownActionByAnExpiredToken",
           kExpired,
           400,
           "InvalidSecurityToken.Expired",
           with("Action", "Nothing")),
        v1("OfAnUnknownAction", kNow, 404, "InvalidAction.NotFound", with("Action", "Nothing")),
        tampered<V1Call>(
            "V1WithoutASignature",
            400,
            "MissingSignature",
            [](http::Request& r) { cut(r.target, "&Signature="); }
        ),
        tampered<V1Call>(
            "V1WithAParameterAdded",
            400,
            "SignatureDoesNotMatch",
            [](http::Request& r) { r.target += "&BackupMode=Manual"; }
        ),
        tampered<V1Call>(
            "V1WithV3sActionHeader",
            400,
            "IncompleteSignature",
            [](http::Request& r) { r.fields.add("x-acs-action", "CreateBackup"); }
        ),
    };
}

}  // namespace rds
