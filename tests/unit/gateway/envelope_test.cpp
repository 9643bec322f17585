#include "server/gateway/wire/envelope.hpp"

#include "server/gateway/browser.hpp"
#include "server/gateway/wire/render.hpp"

#include <boost/uuid/string_generator.hpp>
#include <gmock/gmock.h>

#include <set>

namespace rds::gateway {

namespace {

using testing::HasSubstr;
using testing::MatchesRegex;

// An answer with everything that a document can hold.
api::Object document() {
    api::Object job;
    job.push_back({"Id", std::int64_t{-7}});
    job.push_back({"Text", std::string{"<&>\"'/"}});
    api::Object other;
    other.push_back({"Flag", true});
    api::Array jobs;
    jobs.emplace_back(std::move(job));
    jobs.emplace_back(std::move(other));
    api::Object items;
    items.push_back({"Job", std::move(jobs)});
    api::Object whole;
    whole.push_back({"Items", std::move(items)});
    whole.push_back({"None", api::Array{}});
    whole.push_back({"Link", api::Verbatim{"http://x/?a=1&b=2"}});
    return whole;
}

Call json_call() {
    Call call;
    call.action = "Describe";
    call.format = Format::json;
    call.host_id = "localhost";
    return call;
}

Call xml_call() {
    auto call = json_call();
    call.format = Format::xml;
    return call;
}

TEST(Json, IsCompactAndLeavesSlashesAndAmpersands) {
    EXPECT_EQ(
        to_json(document()),
        R"({"Items":{"Job":[{"Id":-7,"Text":"<&>\"'/"},{"Flag":true}]},"None":[],"Link":"http://x/?a=1&b=2"})"
    );
}

TEST(Xml, RepeatsAnArraysNameAndWrapsLinksInCdata) {
    EXPECT_EQ(
        to_xml("R", document()),
        "<?xml version='1.0' "
        "encoding='UTF-8'?><R><Items><Job><Id>-7</Id><Text>&lt;&amp;&gt;\"'/</Text></Job>"
        "<Job><Flag>true</Flag></Job></Items><Link><![CDATA[http://x/?a=1&b=2]]></Link></R>"
    );
}

TEST(Envelope, PutsRequestIdLastOfASuccess) {
    api::Object members;
    members.push_back({"BackupJobId", std::string{"1"}});

    EXPECT_EQ(success(json_call(), members, "ID").body, R"({"BackupJobId":"1","RequestId":"ID"})");
    EXPECT_EQ(
        success(xml_call(), members, "ID").body,
        "<?xml version='1.0' encoding='UTF-8'?><DescribeResponse><BackupJobId>1</BackupJobId>"
        "<RequestId>ID</RequestId></DescribeResponse>"
    );
}

TEST(Envelope, WritesErrorsAsRecordedInEitherFormat) {
    api::Fault const fault{api::faults::kActionNotFound};

    auto const json = failure(json_call(), fault, "ID");
    auto const xml = failure(xml_call(), fault, "ID");

    EXPECT_EQ(json.status, 404);
    EXPECT_EQ(
        json.body,
        R"({"RequestId":"ID","Message":"Specified api is not found, please check your url and method.",)"
        R"("Recommend":"https://api.aliyun.com/troubleshoot?q=InvalidAction.NotFound&product=Rds&requestId=ID",)"
        R"("HostId":"localhost","Code":"InvalidAction.NotFound"})"
    );
    EXPECT_EQ(
        xml.body,
        "<?xml version='1.0' "
        "encoding='UTF-8'?><Error><RequestId>ID</RequestId><HostId>localhost</HostId>"
        "<Code>InvalidAction.NotFound</Code><Message>Specified api is not found, please check your "
        "url and method."
        "</Message><Recommend><![CDATA[https://api.aliyun.com/"
        "troubleshoot?q=InvalidAction.NotFound&product=Rds"
        "&requestId=ID]]></Recommend></Error>"
    );
}

TEST(Envelope, SaysItsContentTypeToTheLetterAndCarriesTheServicesHeaders) {
    auto const json = success(json_call(), {}, "ID");
    auto const xml = success(xml_call(), {}, "ID");

    EXPECT_EQ(json.fields.value_or_empty("Content-Type"), "application/json;charset=utf-8");
    EXPECT_EQ(xml.fields.value_or_empty("Content-Type"), "text/xml;charset=utf-8");
    EXPECT_EQ(json.fields.value_or_empty("x-acs-request-id"), "ID");
    EXPECT_EQ(json.fields.value_or_empty("ETag"), etag(json.body));
    EXPECT_EQ(json.fields.value_or_empty("Access-Control-Allow-Origin"), "*");
    EXPECT_EQ(json.fields.value_or_empty("Access-Control-Expose-Headers"), "*");
    EXPECT_THAT(
        std::string{json.fields.value_or_empty("x-acs-trace-id")},
        MatchesRegex("[0-9a-f]{32}")
    );
}

TEST(Envelope, KeepsAHintToOneLineOfPrintableAsciiAndAtMostAKibibyte) {
    http::Response response;

    add_hint(response, "a\r\nSet-Cookie: x\xC3\xA9" + std::string(2000, '\n'));

    auto const hint = response.fields.value_or_empty("x-rds-emulator-hint");
    EXPECT_THAT(std::string{hint}, testing::StartsWith("a%0D%0ASet-Cookie: x%C3%A9"));
    EXPECT_EQ(hint.size(), 1024U);
}

TEST(Etag, ReproducesTheRecordedOne) {
    EXPECT_EQ(
        etag(R"({"RequestId":"7F75E7B4-4636-53B4-A8DE-5FC4A9E1F876"})"),
        "5TMxmkRtXpXAdkf/r7rDdEA2"
    );
}

TEST(RequestIds, AreUppercaseUuidsOfVersionFiveAndNeverTheSame) {
    RequestIds ids;
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        auto id = ids.next();
        EXPECT_THAT(
            id,
            MatchesRegex("[0-9A-F]{8}-[0-9A-F]{4}-5[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}")
        );
        seen.insert(std::move(id));
    }
    EXPECT_EQ(seen.size(), 1000U);
}

TEST(RequestIds, RepeatThemselvesInTheSameNamespace) {
    auto const name_space =
        boost::uuids::string_generator{}("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
    RequestIds one{name_space};
    RequestIds other{name_space};

    EXPECT_EQ(one.next(), other.next());
    EXPECT_EQ(one.next(), other.next());
}

TEST(Browser, AllowsWhatAPreflightAsksForUnlessItIsNoListOfNames) {
    http::Request request;
    request.method = "OPTIONS";
    request.fields.add("Access-Control-Request-Headers", "x-acs-action,authorization");
    EXPECT_THAT(
        std::string{preflight(request).fields.value_or_empty("Access-Control-Allow-Headers")},
        testing::EndsWith("x-acs-action,authorization")
    );

    request.fields.add("Access-Control-Request-Headers", "a: b\r\n");
    EXPECT_THAT(
        std::string{preflight(request).fields.value_or_empty("Access-Control-Allow-Headers")},
        testing::EndsWith("_aop_signature")
    );
}

TEST(Browser, ShowsAPageToAPersonAndNoMarkupFromTheHostHeader) {
    http::Request request;
    request.method = "GET";
    request.target = "/";
    EXPECT_FALSE(wants_front_page(request));
    request.fields.add("Accept", "text/html,application/xhtml+xml");
    request.fields.add("Host", "<script>");

    EXPECT_TRUE(wants_front_page(request));
    auto const page = front_page(request, "rm-a").body;
    EXPECT_THAT(page, HasSubstr("DBInstanceId=rm-a"));
    EXPECT_THAT(page, testing::Not(HasSubstr("<script>")));
}

}  // namespace

}  // namespace rds::gateway
