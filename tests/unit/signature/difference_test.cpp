#include "server/crypto/digest.hpp"
#include "server/gateway/auth/signature/versions.hpp"
#include "server/gateway/wire/call.hpp"
#include "tests/kit/signed_call.hpp"

#include <boost/algorithm/string/replace.hpp>
#include <gmock/gmock.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace rds::signature {

namespace {

using kit::V1Call;
using kit::V3Call;
using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

constexpr storage::Instant kNow{};
identity::Secret const kSecret{"testsecret"};

std::string v1_difference(http::Request const& request) {
    auto const call = gateway::decode(request).call;
    auto const algorithm = v1_algorithm(*call.arguments.find("SignatureMethod")).value();
    auto const arrived = V1::of(request.method, call.arguments, algorithm);
    return difference(arrived, call.arguments.find("Signature").value(), kSecret);
}

std::string v3_difference(http::Request const& request) {
    auto const call = gateway::decode(request).call;
    auto const query = std::span{call.arguments.all()}.first(call.query_arguments);
    auto const arrived = V3::of(request, query, call.authorization);
    return difference(
        arrived,
        call.authorization.signature,
        kSecret,
        {request.fields, call.arguments}
    );
}

// The request again, with one header's value changed.
http::Request with_field(http::Request const& request, std::string_view name, std::string_view to) {
    auto changed = request;
    changed.fields = {};
    for (std::size_t i = 0; i < request.fields.size(); ++i) {
        auto const [field, value] = request.fields[i];
        changed.fields.add(field, field == name ? to : value);
    }
    return changed;
}

TEST(V1Difference, NamesAParameterThatWasSentButNotSigned) {
    auto request = V1Call{"DescribeBackupTasks", kNow}.request();
    request.target += "&BackupMode=Manual";
    EXPECT_THAT(v1_difference(request), AllOf(StartsWith("BackupMode "), HasSubstr("not signed")));
}

TEST(V1Difference, SeesThatSeveralEmptyValuesWereNotSigned) {
    auto request = V1Call{"DescribeBackupTasks", kNow}.request();
    request.target += "&SourceIp=&SecurityToken=";
    EXPECT_THAT(v1_difference(request), HasSubstr("without a value"));
}

TEST(V1Difference, SeesAnotherMethod) {
    auto request = V1Call{"DescribeBackupTasks", kNow}.request();
    request.method = "POST";
    EXPECT_THAT(v1_difference(request), AllOf(HasSubstr("came as POST"), HasSubstr("as GET")));
}

TEST(V1Difference, SeesAnotherHmacThanSignatureMethodSays) {
    auto const call = gateway::decode(V1Call{"A", kNow}.request()).call;
    auto const arrived = V1::of("GET", call.arguments, crypto::Algorithm::sha1);
    auto other = arrived;
    other.algorithm = crypto::Algorithm::sha256;
    EXPECT_THAT(difference(arrived, other.signature(kSecret), kSecret), HasSubstr("another HMAC"));
}

TEST(V1Difference, SeesAKeyWithoutTheAmpersand) {
    auto const call = gateway::decode(V1Call{"A", kNow}.request()).call;
    auto const v1 = V1::of("GET", call.arguments, crypto::Algorithm::sha1);
    auto const bare = v1.signature(kSecret, identity::Secret::Keyed::with_secret);
    EXPECT_THAT(difference(v1, bare, kSecret), HasSubstr("V1 appends '&'"));
}

TEST(V1Difference, SeesASecretThatEndsInALineFeed) {
    for (std::string const end : {"\n", "\r\n"}) {
        auto const request = V1Call{"A", kNow, {"testid", "testsecret" + end}}.request();
        EXPECT_THAT(v1_difference(request), HasSubstr("line feed"));
    }
}

TEST(V1Difference, SeesTheEncodingOfForms) {
    auto call = V1Call{"A", kNow};
    call.query.set("Flag", "a b*~");
    auto const decoded = gateway::decode(call.request()).call;
    auto const arrived = V1::of("GET", decoded.arguments, crypto::Algorithm::sha1);
    auto query = canonical_query(arrived.pairs);
    query.replace(query.find("a%20b%2A~"), 9, "a+b*%7E");
    auto const text = V1::string_to_sign("GET", query);
    auto const mac =
        kSecret.mac(crypto::Algorithm::sha1, identity::Secret::Keyed::with_ampersand, text);
    EXPECT_THAT(
        difference(arrived, crypto::base64(mac.view()), kSecret),
        HasSubstr("encoded as in forms")
    );
}

TEST(V1Difference, SeesOtherEncodings) {
    using Replaced = std::vector<std::pair<std::string, std::string>>;

    struct Case {
        std::string value;
        Replaced replaced;  // in the query that the client signs
        std::string said;
    };

    Replaced const raw{{"%21", "!"}, {"%27", "'"}, {"%28", "("}, {"%29", ")"}, {"%2A", "*"}};
    for (auto const& [value, replaced, said] : std::vector<Case>{
             {"!'()*", raw, "encodeURIComponent"},
             {"a b", {{"%", "%25"}}, "twice"},
             {"/", {{"%2F", "%2f"}, {"%3A", "%3a"}}, "lower-case"}}) {
        V1Call call{"A", kNow};
        call.query.set("Flag", value);
        auto const decoded = gateway::decode(call.request()).call;
        auto const arrived = V1::of("GET", decoded.arguments, crypto::Algorithm::sha1);
        auto query = canonical_query(arrived.pairs);
        for (auto const& [from, to] : replaced)
            boost::replace_all(query, from, to);
        auto const text = V1::string_to_sign("GET", query);
        auto const keyed = identity::Secret::Keyed::with_ampersand;
        auto const mac = kSecret.mac(crypto::Algorithm::sha1, keyed, text);
        EXPECT_THAT(difference(arrived, crypto::base64(mac.view()), kSecret), HasSubstr(said));
    }
}

TEST(V1Difference, SeesARawPlusInTheSignature) {
    V1Call call{"A", kNow};
    std::string signature;
    for (int i = 0; signature.find('+') == std::string::npos; ++i) {
        call.query.set("Flag", std::to_string(i));
        auto const decoded = gateway::decode(call.request()).call;
        signature = decoded.arguments.find("Signature").value();
    }
    auto const decoded = gateway::decode(call.request()).call;
    auto const arrived = V1::of("GET", decoded.arguments, crypto::Algorithm::sha1);
    std::ranges::replace(signature, '+', ' ');
    EXPECT_THAT(difference(arrived, signature, kSecret), HasSubstr("%2B"));
}

TEST(V1Difference, OfAnotherSecretIsNotTold) {
    auto call = V1Call{"DescribeBackupTasks", kNow};
    call.secret = "wrong";
    EXPECT_EQ(v1_difference(call.request()), "");
}

TEST(V1Difference, IsNotSoughtInAFloodOfParameters) {
    auto call = V1Call{"DescribeBackupTasks", kNow};
    for (int i = 0; i < 40; ++i)
        call.query.set("P" + std::to_string(i), "1");
    auto request = call.request();
    request.target += "&X=1";
    EXPECT_EQ(v1_difference(request), "");
}

TEST(V3Difference, SeesASecretThatEndsInALineFeed) {
    auto const request = V3Call{"A", kNow, {"testid", "testsecret\n"}}.request();
    EXPECT_THAT(v3_difference(request), HasSubstr("line feed"));
}

TEST(V3Difference, SeesAHostThatWasRewritten) {
    auto const request = V3Call{"DescribeBackupTasks", kNow}.request();
    auto const said = v3_difference(with_field(request, "Host", "localhost:2014"));
    EXPECT_THAT(said, AllOf(HasSubstr("localhost:2014"), HasSubstr("signed for 127.0.0.1:2014")));
}

TEST(V3Difference, SeesABodyThatWasChangedOnTheWay) {
    auto call = V3Call{"DescribeBackupTasks", kNow};
    call.body = "BackupMode=Manual";
    call.headers.set("content-type", "application/x-www-form-urlencoded");
    auto request = call.request();
    request.body = "BackupMode=Automated";
    EXPECT_THAT(v3_difference(request), HasSubstr("body was changed"));
}

TEST(V3Difference, NamesAParameterThatWasSentButNotSigned) {
    auto request = V3Call{"DescribeBackupTasks", kNow}.request();
    request.target += "&BackupMode=Manual";
    EXPECT_THAT(v3_difference(request), AllOf(StartsWith("BackupMode "), HasSubstr("not signed")));
}

TEST(V3Difference, SeesAnotherMethod) {
    auto request = V3Call{"DescribeBackupTasks", kNow}.request();
    request.method = "GET";
    EXPECT_THAT(v3_difference(request), AllOf(HasSubstr("came as GET"), HasSubstr("as POST")));
}

TEST(V3Difference, SeesAKeyWithTheAmpersandOfV1) {
    auto call = V3Call{"DescribeBackupTasks", kNow};
    call.secret = "testsecret&";
    EXPECT_THAT(v3_difference(call.request()), HasSubstr("secret alone"));
}

TEST(V3Difference, SeesAFormThatWasSignedAsAQuery) {
    auto call = V3Call{"A", kNow};
    call.body = "BackupMode=Manual";
    call.headers.set("content-type", "application/x-www-form-urlencoded");
    auto request = call.request();
    auto const decoded = gateway::decode(request).call;
    auto arrived =
        V3::of(request, std::span{decoded.arguments.all()}.first(1), decoded.authorization);
    auto signed_so = arrived;
    signed_so.pairs = sorted(decoded.arguments.all());
    auto const said = difference(
        arrived,
        signed_so.signature(kSecret),
        kSecret,
        {request.fields, decoded.arguments}
    );
    EXPECT_THAT(said, HasSubstr("in the query"));
}

TEST(V3Difference, IsNotSoughtInAFloodOfHeaders) {
    auto call = V3Call{"DescribeBackupTasks", kNow};
    for (int i = 0; i < 50; ++i)
        call.headers.set("x-acs-" + std::to_string(i), std::string(200, 'a'));
    auto request = call.request();
    request.target += "&X=1";
    EXPECT_EQ(v3_difference(request), "");
}

TEST(V3Difference, NamesASignedHeaderThatDidNotArrive) {
    auto request = V3Call{"DescribeBackupTasks", kNow}.request();
    auto changed = request;
    changed.fields = {};
    for (std::size_t i = 0; i < request.fields.size(); ++i) {
        auto const [name, value] = request.fields[i];
        if (name != "x-acs-date") changed.fields.add(name, value);
    }
    EXPECT_THAT(v3_difference(changed), AllOf(StartsWith("x-acs-date "), HasSubstr("not arrive")));
}

TEST(V3Difference, OfAnotherSecretIsNotTold) {
    auto call = V3Call{"DescribeBackupTasks", kNow};
    call.secret = "wrong";
    EXPECT_EQ(v3_difference(call.request()), "");
}

}  // namespace

}  // namespace rds::signature
