#include "tests/program/callers/refusal.hpp"

namespace rds {

namespace {

Refusal
v1(std::string name, Key const& key, int status, std::string code, void (*change)(V1Call&)) {
    return refusal<V1Call>("V1" + std::move(name), key, status, std::move(code), change);
}

void cut(std::string& text, std::string_view from) {
    text.erase(text.find(from));
}

}  // namespace

// NOLINTNEXTLINE(readability-function-size): a table
std::vector<Refusal> v1_refusals() {
    Key const root;
    auto const unchanged = [](V1Call&) {};
    return {
        v1("WithoutAVersion",
           root,
           400,
           "MissingVersion",
           [](V1Call& c) { c.query.drop("Version"); }),
        v1("OfAnotherVersion",
           root,
           400,
           "InvalidVersion",
           [](V1Call& c) { c.query.set("Version", "1"); }),
        v1("WithoutAKey",
           root,
           400,
           "MissingAccessKeyId",
           [](V1Call& c) { c.query.drop("AccessKeyId"); }),
        v1("OfAnUnknownKey", {"nobody"}, 404, "InvalidAccessKeyId.NotFound", unchanged),
        v1("OfADisabledKey", {"idle"}, 400, "InvalidAccessKeyId.Inactive", unchanged),
        v1("WithoutTheToken",
           kNow,
           400,
           "MissingSecurityToken",
           [](V1Call& c) { c.query.drop("SecurityToken"); }),
        v1("WithATokenOfNobody",
           kNow,
           400,
           "InvalidSecurityToken.Malformed",
           [](V1Call& c) { c.query.set("SecurityToken", "x"); }),
        v1("WithATokenOfAnotherKey",
           kNow,
           400,
           "InvalidSecurityToken.MismatchWithAccessKey",
           [](V1Call& c) { c.query.set("SecurityToken", "token-old"); }),
        v1("WithATokenThatHasExpired", kExpired, 400, "InvalidSecurityToken.Expired", unchanged),
        v1("WithoutATimestamp",
           root,
           400,
           "MissingTimestamp",
           [](V1Call& c) { c.query.drop("Timestamp"); }),
        v1("WithAnOddTimestamp",
           root,
           400,
           "InvalidTimeStamp.Format",
           [](V1Call& c) { c.query.set("Timestamp", "yesterday"); }),
        v1("WithAnOldTimestamp",
           root,
           400,
           "InvalidTimeStamp.Expired",
           [](V1Call& c) { c.query.set("Timestamp", "2020-01-02T03:04:05Z"); }),
        v1("WithoutANonce",
           root,
           400,
           "MissingSignatureNonce",
           [](V1Call& c) { c.query.drop("SignatureNonce"); }),
        v1("WithoutAMethod",
           root,
           400,
           "MissingSignatureMethod",
           [](V1Call& c) { c.query.drop("SignatureMethod"); }),
        v1("OfAnotherMethod",
           root,
           400,
           "InvalidSignatureMethod",
           [](V1Call& c) { c.query.set("SignatureMethod", "SHA256withRSA"); }),
        v1("WithoutASignatureVersion",
           root,
           400,
           "MissingSignatureVersion",
           [](V1Call& c) { c.query.drop("SignatureVersion"); }),
        v1("OfAnotherSignatureVersion",
           root,
           400,
           "InvalidSignatureVersion",
           [](V1Call& c) { c.query.set("SignatureVersion", "2.0"); }),
        v1("WithAnotherSecret", {"testid", "wrong"}, 400, "SignatureDoesNotMatch", unchanged),
        v1("OfNoSuchBearer",
           {"", ""},
           400,
           "InvalidBearerToken",
           [](V1Call& c) { c.query.set("SignatureType", "BEARERTOKEN").set("BearerToken", "x"); }),
        v1("OfABearerWithoutAToken",
           {"", ""},
           400,
           "MissingBearerToken",
           [](V1Call& c) { c.query.set("SignatureType", "BEARERTOKEN"); }),
        v1("OfARoleWithoutPolicies", kNow, 403, "Forbidden.RAM", unchanged),
        v1("OfAUserOnAnotherInstance",
           kAlice,
           403,
           "Forbidden.RAM",
           [](V1Call& c) { c.query.set("DBInstanceId", "rm-b"); }),
        v1("OfAUserOnAnInstanceThatIsNotThere",
           kAlice,
           403,
           "Forbidden.RAM",
           [](V1Call& c) { c.query.set("DBInstanceId", "rm-none"); }),
        v1("WithAWrongParameterFirst",
           kAlice,
           400,
           "MissingDBInstanceId",
           [](V1Call& c) { c.query.drop("DBInstanceId"); }),
        v1("OfAnUnknownActionByAnExpiredToken",
           kExpired,
           400,
           "InvalidSecurityToken.Expired",
           [](V1Call& c) { c.query.set("Action", "Nothing"); }),
        v1("OfAnUnknownAction",
           kNow,
           404,
           "InvalidAction.NotFound",
           [](V1Call& c) { c.query.set("Action", "Nothing"); }),
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
