#include "tests/program/callers/refusal.hpp"

namespace rds {

namespace {

Refusal v3(
    std::string name,
    Key const& key,
    int status,
    std::string code,
    Change<V3Call> change = [](auto&) {}
) {
    return refusal<V3Call>("V3" + std::move(name), key, status, std::move(code), std::move(change));
}

Change<V3Call> without(std::string name) {
    return [name = std::move(name)](V3Call& call) { call.headers.drop(name); };
}

Change<V3Call> with(std::string name, std::string value) {
    return [name = std::move(name), value = std::move(value)](V3Call& call) {
        call.headers.set(name, value);
    };
}

void without_header(http::Request& request, std::string_view name) {
    auto const fields = std::exchange(request.fields, {});
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].first != name) request.fields.add(fields[i].first, fields[i].second);
    }
}

}  // namespace

// NOLINTNEXTLINE(readability-function-size): a table
std::vector<Refusal> v3_refusals() {
    Key const root;
    return {
        v3("WithoutAVersion", root, 400, "MissingVersion", without("x-acs-version")),
        v3("OfAnUnknownKey", {"nobody"}, 404, "InvalidAccessKeyId.NotFound"),
        v3("OfADisabledKey", {"idle"}, 400, "InvalidAccessKeyId.Inactive"),
        v3("WithoutTheToken", {"STS.now", "s"}, 400, "MissingSecurityToken"),
        v3("WithATokenThatHasExpired", kExpired, 400, "InvalidSecurityToken.Expired"),
        v3("WithoutADate", root, 400, "MissingTimestamp", without("x-acs-date")),
        v3("WithAnOddDate", root, 400, "InvalidTimeStamp.Format", with("x-acs-date", "0")),
        v3("WithAnOldDate",
           root,
           400,
           "InvalidTimeStamp.Expired",
           with("x-acs-date", "2020-01-02T03:04:05Z")),
        v3("WithoutANonce", root, 400, "MissingSignatureNonce", without("x-acs-signature-nonce")),
        v3("WithAnActionThatIsNotSigned",
           root,
           400,
           "IncompleteSignature",
           [](V3Call& c) { c.unsigning("x-acs-action"); }),
        v3("WithAHostThatIsNotSigned",
           root,
           400,
           "IncompleteSignature",
           [](V3Call& c) { c.unsigning("Host"); }),
        v3("WithAnotherSecret", {"testid", "wrong"}, 400, "SignatureDoesNotMatch"),
        v3("OfARoleWithoutPolicies", kNow, 403, "Forbidden.RAM"),
        tampered<V3Call>(
            "V3WithoutAuthorization",
            400,
            "MissingAccessKeyId",
            [](http::Request& r) { without_header(r, "Authorization"); }
        ),
        tampered<V3Call>(
            "V3WithAKeyAndNoAuthorization",
            400,
            "MissingSignature",
            [](http::Request& r) {
                without_header(r, "Authorization");
                r.fields.add("x-acs-accesskey-id", "testid");
            }
        ),
        tampered<V3Call>(
            "V3WithAnAuthorizationThatIsCut",
            400,
            "IncompleteSignature",
            [](http::Request& r) {
                without_header(r, "Authorization");
                r.fields.add("Authorization", "ACS3-HMAC-SHA256 Credential=testid");
            }
        ),
        tampered<V3Call>(
            "V3OfAnotherAlgorithm",
            400,
            "InvalidSignatureMethod",
            [](http::Request& r) {
                without_header(r, "Authorization");
                r.fields.add(
                    "Authorization",
                    "ACS3-HMAC-SM3 Credential=testid,SignedHeaders=host,Signature=0"
                );
            }
        ),
        tampered<V3Call>(
            "V3WithoutABodyDigest",
            400,
            "IncompleteSignature",
            [](http::Request& r) { without_header(r, "x-acs-content-sha256"); }
        ),
        tampered<V3Call>(
            "V3WithASignedHeaderTwice",
            400,
            "IncompleteSignature",
            [](http::Request& r) { r.fields.add("x-acs-action", "CreateBackup"); }
        ),
        tampered<V3Call>(
            "V3WithAnotherBody",
            400,
            "SignatureDoesNotMatch",
            [](http::Request& r) { r.body = "BackupMode=Manual"; }
        ),
        tampered<V3Call>(
            "V3AndV1AtOnce",
            400,
            "IncompleteSignature",
            [](http::Request& r) { r.target += "&Signature=x"; }
        ),
        tampered<V3Call>(
            "V3WithAnAuthorizationOf100KiB",
            431,
            "",
            [](http::Request& r) { r.fields.add("Authorization", std::string(100 * 1024, 'a')); }
        ),
    };
}

}  // namespace rds
