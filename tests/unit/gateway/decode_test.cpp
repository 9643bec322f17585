#include "server/gateway/wire/call.hpp"

#include <gmock/gmock.h>

namespace rds::gateway {

namespace {

using testing::HasSubstr;

http::Request request(std::string method, std::string target) {
    http::Request request;
    request.method = std::move(method);
    request.target = std::move(target);
    request.fields.add("Host", "rds.example.test:2014");
    return request;
}

http::Request get(std::string const& query) {
    return request("GET", "/?" + query);
}

std::string refused_code(http::Request const& request) {
    auto const decoded = decode(request);
    return decoded.refused ? decoded.refused->code() : "";
}

Format format_of(std::string const& query, std::string_view accept, bool is_v3) {
    auto call = get(query);
    call.fields.add("Accept", accept);
    if (is_v3) call.fields.add("x-acs-action", "DescribeBackupTasks");
    return decode(call).call.format;
}

TEST(Decode, TakesAnExplicitFormatInAnyCaseBeforeEverythingElse) {
    EXPECT_EQ(format_of("Action=A&Format=JSON", "application/xml", false), Format::json);
    EXPECT_EQ(format_of("Action=A&Format=json", "", false), Format::json);
    EXPECT_EQ(format_of("Action=A&Format=Xml", "application/json", true), Format::xml);
}

TEST(Decode, AnswersV3CallersInJsonUnlessTheyAcceptXml) {
    EXPECT_EQ(format_of("", "application/json", true), Format::json);
    EXPECT_EQ(format_of("", "", true), Format::json);
    EXPECT_EQ(format_of("", "text/XML", true), Format::xml);
    EXPECT_EQ(format_of("", "application/json, text/xml;q=0.5", true), Format::xml);
    EXPECT_EQ(format_of("", "application/xml;q=0, text/xml; q=0.0", true), Format::json);
}

TEST(Decode, AnswersOtherCallersInXmlWhateverTheyAccept) {
    EXPECT_EQ(format_of("Action=A", "application/json", false), Format::xml);
}

TEST(Decode, RefusesAnotherFormat) {
    EXPECT_EQ(refused_code(get("Action=A&Format=YAML")), "InvalidParameter.Format");
}

TEST(Decode, PrefersTheHeadersActionAndVersion) {
    auto call = get("Action=FromQuery&Version=1999-01-01");
    call.fields.add("x-acs-action", "FromHeader");
    call.fields.add("x-acs-version", "2014-08-15");

    auto const decoded = decode(call);

    EXPECT_FALSE(decoded.refused);
    EXPECT_EQ(decoded.call.action, "FromHeader");
    EXPECT_EQ(decoded.call.version, "2014-08-15");
    EXPECT_EQ(decoded.call.format, Format::json);
}

TEST(Decode, MissesAnAction) {
    EXPECT_EQ(refused_code(get("DBInstanceId=rm-a")), "MissingParameter");
    EXPECT_EQ(refused_code(request("GET", "/")), "MissingParameter");
    EXPECT_EQ(refused_code(get("Action=")), "MissingParameter");
}

TEST(Decode, NamesTheParameterThatWasMeantToBeTheAction) {
    auto const decoded = decode(get("action=DescribeBackupTasks"));
    EXPECT_THAT(decoded.refused->hint(), HasSubstr("did you mean Action?"));
}

TEST(Decode, NamesTheEncodingOfABodyThatItDoesNotRead) {
    auto call = request("POST", "/?Action=A");
    call.body = "\x1f\x8b";
    call.fields.add("Content-Encoding", "gzip");
    auto const decoded = decode(call);
    EXPECT_EQ(decoded.refused->code(), "InvalidParameters.Format");
    EXPECT_THAT(decoded.refused->hint(), HasSubstr("Content-Encoding is \"gzip\""));

    call.fields = {};
    call.fields.add("Content-Encoding", "identity");
    call.body = "DBInstanceId=rm-a";
    EXPECT_FALSE(decode(call).refused);
}

TEST(Decode, RefusesInTheOrderTargetFormatAction) {
    EXPECT_EQ(refused_code(get("a=%&Format=YAML")), "InvalidParameters.Format");
    EXPECT_EQ(refused_code(get("Format=YAML&Version=1")), "InvalidParameter.Format");
    EXPECT_EQ(refused_code(get("Version=1")), "MissingParameter");
}

TEST(Decode, RefusesOtherMethodsAndPaths) {
    EXPECT_EQ(refused_code(request("PUT", "/?Action=A")), "UnsupportedHTTPMethod");
    EXPECT_EQ(refused_code(request("GET", "/rds?Action=A")), "InvalidAction.NotFound");
}

TEST(Decode, RefusesValuesAndNamesThatAreNotPlainText) {
    for (auto const* const bytes :
         {"%00",
          "%0D%0A",
          "%1F",
          "%7F",
          "%C2%80",
          "%C2%9F",
          "%FF",
          "%C3",
          "%C0%80",
          "%ED%A0%80",
          "%F4%90%80%80"}) {
        EXPECT_EQ(
            refused_code(get("Action=A&x=a" + std::string{bytes})),
            "InvalidParameters.Format"
        ) << bytes;
        EXPECT_EQ(
            refused_code(get("Action=A&" + std::string{bytes} + "=1")),
            "InvalidParameters.Format"
        ) << bytes;
    }
    for (auto const* const bytes :
         {"", "%20~", "%C2%A0", "%C3%A9", "%E4%B8%AD%E6%96%87", "%F0%9F%92%BE"}) {
        EXPECT_EQ(refused_code(get("Action=A&x=" + std::string{bytes})), "") << bytes;
    }
}

TEST(Decode, RefusesWhatIsNotPlainTextInAJsonBodyToo) {
    for (auto const* const text :
         {R"({"x":"\u0000"})",
          R"({"x":"\u001b"})",
          R"({"x":"\u0085"})",
          R"({"x":"\uD800"})",
          R"({"x":"\uDC00"})",
          R"({"\u0000":"x"})",
          R"({"x":["a",{"y\n":1}]})",
          "{\"x\":\"\x7F\"}",
          "{\"x\":\"\xFF\"}"}) {
        auto call = request("POST", "/?Action=A");
        call.fields.add("Content-Type", "application/json");
        call.body = text;
        EXPECT_EQ(refused_code(call), "InvalidParameters.Format") << text;
    }
}

TEST(Decode, RefusesWhatIsNotPlainTextInTheGatewaysHeaders) {
    for (auto const* const name : {"x-acs-action", "X-Acs-Security-Token", "Authorization"}) {
        for (auto const* const value : {"a\tb", "\x7F", "\xFF", "\xC2\x85"}) {
            auto call = get("Action=A");
            call.fields.add(name, value);

            auto const refused = decode(call).refused;

            ASSERT_TRUE(refused) << name;
            EXPECT_EQ(refused->code(), "InvalidParameters.Format");
            EXPECT_THAT(refused->hint(), testing::HasSubstr(name));
        }
    }
}

TEST(Decode, LeavesOtherHeadersToThoseWhoReadThem) {
    auto call = get("Action=A");
    call.fields.add("X-Comment", "\xFF\t");

    EXPECT_FALSE(decode(call).refused);
}

TEST(Decode, RefusesMoreThan256HeaderFields) {
    auto call = get("Action=A");  // with Host
    for (int i = 1; i < 256; ++i)
        call.fields.add("x", "");
    EXPECT_FALSE(decode(call).refused);

    call.fields.add("x", "");
    EXPECT_EQ(refused_code(call), "InvalidParameters.Format");
}

TEST(Decode, NamesTheParameterThatIsNotPlainText) {
    EXPECT_THAT(
        decode(get("Action=A&DBInstanceId=rm-%00")).refused->hint(),
        testing::HasSubstr("DBInstanceId")
    );
    EXPECT_THAT(decode(get("Action=A&a%0Ab=1")).refused->hint(), testing::HasSubstr("\"a...\""));
}

TEST(Decode, TakesNamesOf256BytesAndNoLongerOnes) {
    EXPECT_EQ(refused_code(get("Action=A&" + std::string(256, 'x') + "=1")), "");
    EXPECT_EQ(
        refused_code(get("Action=A&" + std::string(257, 'x') + "=1")),
        "InvalidParameters.Format"
    );
}

TEST(Decode, TakesItsLimitsFromItsCaller) {
    ArgumentLimits const tight{.parameters = 2, .value_bytes = 3};

    EXPECT_FALSE(decode(get("Action=A&x=abc"), tight).refused);
    EXPECT_TRUE(decode(get("Action=A&x=abcd"), tight).refused);
    EXPECT_TRUE(decode(get("Action=A&x=1&y=2"), tight).refused);
}

TEST(Decode, RefusesMoreThanAThousandParametersAndMoreThan64KibibytesOfOne) {
    auto const many = [](int count) {
        std::string query = "Action=A";
        for (int i = 1; i < count; ++i)
            query += "&x=1";
        return query;
    };

    EXPECT_EQ(refused_code(get(many(1000))), "");
    EXPECT_EQ(refused_code(get(many(1001))), "InvalidParameters.Format");
    EXPECT_EQ(refused_code(get(many(100'000))), "InvalidParameters.Format");
    EXPECT_EQ(refused_code(get("Action=A&x=" + std::string(64 * 1024, 'x'))), "");
    EXPECT_EQ(
        refused_code(get("Action=A&x=" + std::string(64 * 1024 + 1, 'x'))),
        "InvalidParameters.Format"
    );
}

TEST(Decode, KeepsTheFormatOfARefusedCall) {
    EXPECT_EQ(decode(get("Format=JSON&a=%")).call.format, Format::json);
    EXPECT_EQ(decode(get("a=%&Format=JSON")).call.format, Format::json);
}

TEST(Decode, MergesQueryThenForm) {
    auto call = request("POST", "/?Action=A&x=query");
    call.fields.add("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8");
    call.body = "x=form&y=1";

    auto const decoded = decode(call);

    EXPECT_EQ(decoded.call.arguments.find("x"), "form");
    EXPECT_EQ(decoded.call.arguments.find("y"), "1");
}

TEST(Decode, ReadsABodyWithoutATypeAsAForm) {
    auto call = request("POST", "/");
    call.body = "Action=A";

    EXPECT_EQ(decode(call).call.action, "A");
}

TEST(Decode, ReadsAJsonBody) {
    auto call = request("POST", "/");
    call.fields.add("Content-Type", "application/json; charset=utf-8");
    call.body = R"({"Action":"A","BackupJobId":7})";

    auto const decoded = decode(call);

    EXPECT_EQ(decoded.call.action, "A");
    EXPECT_EQ(decoded.call.arguments.find("BackupJobId"), "7");
}

TEST(Decode, RefusesABrokenBodyAndPassesOverOneOfAnotherType) {
    auto broken = request("POST", "/?Action=A");
    broken.fields.add("Content-Type", "application/json");
    broken.body = "{";
    EXPECT_EQ(refused_code(broken), "InvalidParameters.Format");

    auto other = request("POST", "/?Action=A");
    other.fields.add("Content-Type", "text/plain");
    other.body = "x=%";
    auto const decoded = decode(other);
    EXPECT_FALSE(decoded.refused);
    EXPECT_THAT(decoded.hint, testing::HasSubstr("text/plain"));
}

TEST(Decode, NamesTheHostWithoutItsPortIfItIsAName) {
    EXPECT_EQ(decode(get("Action=A")).call.host_id, "rds.example.test");

    for (auto const* const host : {"", "[::1]:2014", "a<b", "a b:1"}) {
        http::Request other;
        other.method = "GET";
        other.target = "/?Action=A";
        other.fields.add("Host", host);
        EXPECT_EQ(decode(other).call.host_id, "rds.aliyuncs.com") << host;
    }
}

TEST(Decode, FindsTheKeyOfEitherSignatureWhateverTheOrderOfItsParts) {
    auto const key_of = [](std::string_view authorization) {
        auto call = get("Action=A&AccessKeyId=from-query");
        call.fields.add("Authorization", authorization);
        return decode(call).call.access_key_id;
    };

    EXPECT_EQ(key_of(""), "from-query");
    EXPECT_EQ(key_of("ACS3-HMAC-SHA256 Credential=k,SignedHeaders=a;b,Signature=00"), "k");
    EXPECT_EQ(key_of("ACS3-HMAC-SHA256 Signature=00, SignedHeaders=a;b, Credential=k"), "k");
    EXPECT_EQ(key_of("ACS3-HMAC-SHA256 XCredential=x,Credential=k"), "k");
}

}  // namespace

}  // namespace rds::gateway
