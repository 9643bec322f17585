#include "tests/kit/control.hpp"
#include "tests/kit/emulator_under_test.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <string>

namespace rds {

namespace {

using namespace std::chrono_literals;
using kit::Answer;
using kit::call;
using kit::Call;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kCalledInstances = R"({"instances": [{"id": "rm-a"}, {"id": "rm-b"}]})";
constexpr std::string_view kSomebodyElse = "1234567890123456";

Call poll(std::string_view instance = "rm-a") {
    return call("DescribeBackupTasks").with("DBInstanceId", instance);
}

std::string request_id(Answer const& answer) {
    return answer.field("x-acs-request-id");
}

class JournalApi : public testing::Test {
  protected:
    Answer list(std::string const& query = {}) {
        return emulator_.control("GET", "requests" + query);
    }

    static std::size_t count(Answer const& answer) {
        return answer.json()["requests"].GetArray().Size();
    }

    kit::EmulatorUnderTest emulator_{kCalledInstances};
};

TEST_F(JournalApi, ShowsACallAsItCameAndEnded) {
    auto request = poll().by("key").request();
    request.fields.add("User-Agent", std::string(300, 'a'));
    request.peer = "127.0.0.1";
    auto const answer = emulator_.ask(request);

    auto const listed = list();

    ASSERT_EQ(count(listed), 1U);
    EXPECT_EQ(listed.text("/requests/0/requestId"), request_id(answer));
    EXPECT_EQ(listed.text("/requests/0/machineTime"), "2026-01-02T00:00:00Z");
    EXPECT_EQ(listed.text("/requests/0/accountTime"), "2026-01-02T00:00:00Z");
    EXPECT_EQ(listed.text("/requests/0/account"), control::kDefaultTenant);
    EXPECT_EQ(listed.text("/requests/0/caller"), "key");
    EXPECT_EQ(listed.text("/requests/0/client"), std::string(256, 'a'));
    EXPECT_EQ(listed.text("/requests/0/peer"), "127.0.0.1");
    EXPECT_EQ(listed.text("/requests/0/action"), "DescribeBackupTasks");
    EXPECT_EQ(listed.text("/requests/0/parameters/DBInstanceId"), "rm-a");
    EXPECT_EQ(listed.text("/requests/0/status"), "200");
    EXPECT_EQ(listed.text("/requests/0/code"), "OK");
    EXPECT_EQ(listed.text("/dropped"), "0");
    EXPECT_EQ(listed.text("/oldest/requestId"), request_id(answer));
}

TEST_F(JournalApi, ShowsARefusalWithItsCodeAndHint) {
    auto const answer = emulator_.ask(poll("rm-c"));

    auto const shown = emulator_.control("GET", "requests/" + request_id(answer));

    EXPECT_EQ(shown.text("/status"), std::to_string(answer.status()));
    EXPECT_EQ(shown.text("/code"), answer.code());
    EXPECT_EQ(shown.text("/hint"), answer.hint());
}

TEST_F(JournalApi, HasNoSecrets) {
    emulator_.ask(poll()
                      .by("key")
                      .with("Signature", "s3cret")
                      .with("signature", "s3cret")
                      .with("SecurityToken", "s3cret")
                      .with("BearerToken", "s3cret")
                      .with("AccountPassword", "s3cret")
                      .with("AccessKeySecret", "s3cret")
                      .with("AccountPassword.1", "s3cret")
                      .with("X.Password.Value", "s3cret")
                      .with("ServerKey", "s3cret")
                      .with("Accounts", R"([{"Password":"s3cret"}])")
                      .with(R"({"Secret":"s3cret"})", "s3cret"));

    auto const listed = list();

    EXPECT_THAT(listed.body(), Not(HasSubstr("s3cret")));
    EXPECT_EQ(listed.text("/requests/0/parameters/Signature"), "[redacted]");
    EXPECT_EQ(listed.text("/requests/0/parameters/X.Password.Value"), "[redacted]");
    EXPECT_EQ(listed.text("/requests/0/parameters/DBInstanceId"), "rm-a");
}

TEST_F(JournalApi, IsOfTheTenantThatTheKeyNames) {
    auto const own = emulator_.ask(poll());
    auto const others = emulator_.ask(poll().by(kSomebodyElse));

    EXPECT_EQ(own.field("x-rds-emulator-account"), control::kDefaultTenant);
    EXPECT_EQ(others.field("x-rds-emulator-account"), kSomebodyElse);
    EXPECT_EQ(list().text("/requests/0/requestId"), request_id(own));
    auto const listed = list(fmt::format("?account={}", kSomebodyElse));
    EXPECT_EQ(count(listed), 1U);
    EXPECT_EQ(listed.text("/requests/0/requestId"), request_id(others));
}

TEST_F(JournalApi, TellsOfAllTenants) {
    emulator_.ask(poll());
    emulator_.ask(poll().by(kSomebodyElse));

    auto const all = list("?account=*").json();

    EXPECT_EQ(all["accounts"].MemberCount(), 2U);
    EXPECT_EQ(emulator_.control("DELETE", "requests?account=*").status(), 200);
    EXPECT_EQ(count(list(fmt::format("?account={}", kSomebodyElse))), 0U);
}

TEST_F(JournalApi, HasCallsThatWereRefusedBeforeTheirTenantWasEntered) {
    auto const unknown = emulator_.ask(call("DescribeMoon").by(kSomebodyElse));
    auto malformed = poll().by(kSomebodyElse).request();
    malformed.target += "&x=%FF";
    auto const undecodable = emulator_.ask(malformed);
    auto broken = poll().request();
    broken.method = "PUT";
    auto const keyless = emulator_.ask(broken);

    auto const listed = list(fmt::format("?account={}", kSomebodyElse));

    ASSERT_EQ(count(listed), 2U);
    EXPECT_EQ(listed.text("/requests/0/action"), "DescribeMoon");
    EXPECT_EQ(listed.text("/requests/1/requestId"), request_id(undecodable));
    EXPECT_EQ(listed.text("/requests/1/parameters/x"), "%FF");
    EXPECT_FALSE(listed.json()["requests"][0].HasMember("accountTime"));
    for (auto const* const answer : {&unknown, &undecodable})
        EXPECT_EQ(answer->field("x-rds-emulator-account"), kSomebodyElse);
    EXPECT_EQ(list().text("/requests/0/requestId"), request_id(keyless));
    EXPECT_EQ(keyless.field("x-rds-emulator-account"), control::kDefaultTenant);
}

TEST_F(JournalApi, FiltersByEveryField) {
    emulator_.ask(poll().by("key"));
    emulator_.pass(1s);
    auto const refused = emulator_.ask(poll("rm-c"));

    EXPECT_EQ(count(list("?action=DescribeBackupTasks")), 2U);
    EXPECT_EQ(count(list("?action=Describe*")), 2U);
    EXPECT_EQ(count(list("?caller=key")), 1U);
    EXPECT_EQ(count(list("?code=OK")), 1U);
    EXPECT_EQ(count(list("?status=200")), 1U);
    EXPECT_EQ(count(list("?since=2026-01-02T00:00:01Z")), 1U);
    EXPECT_EQ(count(list("?fault=1")), 0U);
    EXPECT_EQ(count(list("?client=")), 2U);
    auto const one = list("?limit=1");
    EXPECT_EQ(one.text("/requests/0/requestId"), request_id(refused));
    EXPECT_TRUE(one.json()["more"].GetBool());
    EXPECT_FALSE(list("?limit=2").json()["more"].GetBool());
}

TEST_F(JournalApi, RefusesFiltersThatMakeNoSense) {
    EXPECT_EQ(list("?since=yesterday").text("/parameter"), "since");
    EXPECT_EQ(list("?limit=0").text("/parameter"), "limit");
    EXPECT_EQ(list("?status=none").text("/parameter"), "status");
    std::string pattern(300, 'a');
    pattern += '*';
    EXPECT_EQ(list("?action=" + pattern).text("/parameter"), "action");
    auto const* const body = R"({"match": {"colour": "red"}})";
    EXPECT_EQ(emulator_.control("POST", "requests/query", body).text("/pointer"), "/match/colour");
}

TEST_F(JournalApi, IsQueriedByParameters) {
    emulator_.ask(poll("rm-a"));
    emulator_.ask(poll("rm-b"));

    auto const answer = emulator_.control(
        "POST",
        "requests/query",
        R"({"match": {"action": "Describe*", "parameters": {"DBInstanceId": "rm-b"}}})"
    );

    ASSERT_EQ(count(answer), 1U);
    EXPECT_EQ(answer.text("/requests/0/parameters/DBInstanceId"), "rm-b");
}

TEST_F(JournalApi, VerifiesOrShowsWhatCameNearest) {
    emulator_.ask(poll("rm-a"));
    emulator_.ask(call("CreateBackup").with("DBInstanceId", "rm-a"));

    auto const good = emulator_.control(
        "POST",
        "requests/verify",
        R"({"calls": [{"match": {"action": "DescribeBackupTasks"}, "exactly": 1},
                      {"match": {"action": "CreateBackup"}},
                      {"match": {"status": 500}, "atMost": 0}], "inOrder": true})"
    );
    EXPECT_TRUE(good.json()["verified"].GetBool()) << good.body();
    EXPECT_EQ(good.text("/counts/1"), "1");

    auto const bad = emulator_.control(
        "POST",
        "requests/verify",
        R"({"calls": [{"match": {"action": "CreateBackup",
                                 "parameters": {"DBInstanceId": "rm-b"}}, "atLeast": 1}]})"
    );
    EXPECT_FALSE(bad.json()["verified"].GetBool());
    EXPECT_EQ(bad.text("/failures/0/nearest/0/request/action"), "CreateBackup");
    EXPECT_THAT(
        bad.text("/failures/0/nearest/0/differs/0"),
        testing::AllOf(testing::HasSubstr("rm-a"), testing::HasSubstr("rm-b"))
    );
}

TEST_F(JournalApi, RefusesExpectationsThatContradictThemselves) {
    auto const* const both = R"({"calls": [{"match": {}, "atLeast": 1, "atMost": 2}]})";
    EXPECT_EQ(
        emulator_.control("POST", "requests/verify", both).text("/pointer"),
        "/calls/0/atMost"
    );
    auto const* const none = R"({"calls": []})";
    EXPECT_EQ(emulator_.control("POST", "requests/verify", none).text("/pointer"), "/calls");
}

TEST_F(JournalApi, ShowsACallAsAPageToABrowser) {
    auto const call_of_markup =
        emulator_.ask(call("<script>alert(1)</script>").with("Name", "<img src=x onerror='1'>\"&"));
    auto request = kit::control_request("GET", "requests/" + request_id(call_of_markup));
    request.fields.add("Accept", "text/html,application/xhtml+xml");

    auto const page = emulator_.ask(request);

    kit::expect_as_documented(request, page);
    EXPECT_EQ(page.field("Content-Type"), "text/html; charset=utf-8");
    EXPECT_THAT(page.field("Content-Security-Policy"), HasSubstr("default-src 'none'"));
    EXPECT_THAT(page.body(), HasSubstr("&lt;script&gt;alert(1)"));
    EXPECT_THAT(page.body(), HasSubstr("&lt;img src=x onerror=&#39;1&#39;&gt;&quot;&amp;"));
    EXPECT_THAT(page.body(), Not(HasSubstr("<script")));
    EXPECT_THAT(page.body(), Not(HasSubstr("<img")));
}

TEST_F(JournalApi, FindsACallInWhateverTenantItIs) {
    auto const others = request_id(emulator_.ask(poll().by(kSomebodyElse)));

    EXPECT_EQ(emulator_.control("GET", "requests/" + others).text("/account"), kSomebodyElse);
    auto const there = fmt::format("requests/{}?account={}", others, kSomebodyElse);
    EXPECT_EQ(emulator_.control("GET", there).status(), 200);
    EXPECT_THAT(
        emulator_.control("GET", "requests/" + others + "?account=key").text("/detail"),
        HasSubstr("without account= all are searched")
    );
    EXPECT_EQ(emulator_.control("GET", "requests/none").text("/parameter"), "requestId");
}

TEST(JournalOptions, BoundTheEntries) {
    Options options;
    options.journal_entries = 2;
    kit::EmulatorUnderTest emulator{kCalledInstances, options};
    for (int i = 0; i < 5; ++i)
        emulator.ask(poll());

    auto const listed = emulator.control("GET", "requests");

    EXPECT_EQ(listed.json()["requests"].GetArray().Size(), 2U);
    EXPECT_EQ(listed.text("/dropped"), "3");
}

TEST(JournalOptions, MaySwitchItOff) {
    Options options;
    options.journal_entries = 0;
    options.recommend = Recommend::local;
    kit::EmulatorUnderTest emulator{kCalledInstances, options};
    auto const answer = emulator.ask(poll("rm-c"));

    EXPECT_EQ(emulator.control("GET", "requests").status(), 409);
    EXPECT_EQ(emulator.control("POST", "requests/wait", "{}").status(), 409);
    EXPECT_THAT(answer.text("/Recommend"), HasSubstr("api.aliyun.com"));
}

}  // namespace

}  // namespace rds
