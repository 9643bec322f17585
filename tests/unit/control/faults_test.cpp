#include "server/control/faults.hpp"

#include "server/codec/fields.hpp"
#include "server/json/parse.hpp"
#include "server/json/writer.hpp"
#include "server/text/time.hpp"

#include <gmock/gmock.h>

namespace rds::control {

namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

struct Request {
    std::string instance;
};

struct Response {};

api::Catalog const& catalog() {
    static api::Parameters<Request> const parameters{
        api::required("DBInstanceId", &Request::instance)};
    static api::Shape<Response> const shape{};
    static auto const run = [](Request const&, api::Context&) -> api::Result<Response> {
        return Response{};
    };
    static auto const action = [](std::string_view name) {
        return api::declare<Request, Response>(name, "Does it.")
            .takes(parameters)
            .answers(shape)
            .runs(run);
    };
    static api::Catalog const two{{action("A"), action("B")}};
    return two;
}

FaultRule read(std::string_view rule, storage::Instant now) {
    std::string const source = "test";
    auto const document = json::parse(rule, source);
    return read_fault_rule({document, source}, catalog(), now);
}

class InjectedFaults : public testing::Test {
  protected:
    std::int64_t add(std::string_view rule) {
        auto transaction = entered().begin(storage::Access::write);
        auto const added = add_fault(read(rule, now_), state_);
        transaction.commit();
        return added.id;
    }

    // The ID of the rule that strikes, 0 if none does.
    std::int64_t struck(std::string_view action, api::Arguments const& arguments = {}) {
        auto const struck = strike(action, arguments, entered());
        return struck ? struck->id : 0;
    }

    std::string hits_of(std::string_view rule, int calls) {
        add(rule);
        std::string hits;
        for (int call = 0; call < calls; ++call)
            hits += struck("A") != 0 ? 'x' : '.';
        return hits;
    }

    FaultRule rule(std::int64_t id) { return state_.fault_rules().get(id); }

    storage::Tenant::Entered entered() {
        state_.set_clock(storage::Clock{now_, {}, 0}, {});
        return state_.enter({});
    }

    storage::Tenant state_{storage::Clock{}};
    storage::Instant now_{std::chrono::sys_days{std::chrono::year{2026} / 1 / 2}};
};

TEST_F(InjectedFaults, StrikeTheFirstCallUnlessTheySayMore) {
    EXPECT_EQ(hits_of(R"({"code": "InternalError"})", 3), "x..");
}

TEST_F(InjectedFaults, StrikeTheFirstCalls) {
    EXPECT_EQ(hits_of(R"({"code": "InternalError", "first": 2})", 4), "xx..");
}

TEST_F(InjectedFaults, StrikeOneCallInSoMany) {
    EXPECT_EQ(hits_of(R"({"code": "InternalError", "every": 3})", 7), "..x..x.");
}

TEST_F(InjectedFaults, StrikeAllButTheFirstCalls) {
    EXPECT_EQ(hits_of(R"({"code": "InternalError", "after": 2})", 5), "..xxx");
}

TEST_F(InjectedFaults, StrikeAlways) {
    EXPECT_EQ(hits_of(R"({"code": "InternalError", "always": true})", 3), "xxx");
}

TEST_F(InjectedFaults, StrikeTheirActionAlone) {
    add(R"({"action": "A", "code": "InternalError"})");

    EXPECT_EQ(struck("B"), 0);
    EXPECT_EQ(struck("A"), 1);
}

TEST_F(InjectedFaults, TakeTheirActionInAnyCase) {
    add(R"({"action": "a", "code": "InternalError"})");

    EXPECT_EQ(struck("A"), 1);
}

TEST_F(InjectedFaults, GoOnBeyondTheCountsThatTheyMayBring) {
    add(R"({"always": true, "delay": "0s", "calls": 1000000000, "hits": 1000000000})");

    EXPECT_EQ(struck("A"), 1);
    EXPECT_EQ(rule(1).hits, 1'000'000'001);
}

TEST_F(InjectedFaults, StrikeTheirParametersAlone) {
    add(R"({"parameters": {"DBInstanceId": "rm-a"}, "code": "InternalError"})");
    api::Arguments other;
    other.add("DBInstanceId", "rm-aa");
    api::Arguments twice;
    twice.add("DBInstanceId", "rm-b");
    twice.add("DBInstanceId", "rm-a");

    EXPECT_EQ(struck("A"), 0);
    EXPECT_EQ(struck("A", other), 0);
    EXPECT_EQ(struck("A", twice), 1);
    EXPECT_EQ(rule(1).calls, 1);
}

TEST_F(InjectedFaults, TakeAnEmptyValueForAParameterThatIsNotGiven) {
    add(R"({"parameters": {"ClientToken": ""}, "code": "InternalError"})");
    api::Arguments given;
    given.add("ClientToken", "x");

    EXPECT_EQ(struck("A", given), 0);
    EXPECT_EQ(struck("A"), 1);
}

TEST_F(InjectedFaults, EndWhenTheirTimeHasCome) {
    add(R"({"until": "2026-01-02T00:00:10Z", "code": "InternalError", "always": true})");
    add(R"({"until": "20s", "code": "InternalError", "always": true})");

    EXPECT_EQ(struck("A"), 1);
    now_ += 10s;
    EXPECT_EQ(struck("A"), 2);
    now_ += 10s - 1ms;
    EXPECT_EQ(struck("A"), 2);
    now_ += 1ms;
    EXPECT_EQ(struck("A"), 0);
}

TEST_F(InjectedFaults, EndNoLaterThanTimeItself) {
    now_ = storage::kLastInstant - 1h;
    add(R"({"until": "36525d", "code": "InternalError", "first": 2})");

    EXPECT_EQ(rule(1).until, storage::kLastInstant);
    EXPECT_EQ(struck("A"), 1);
}

TEST_F(InjectedFaults, TakeTurnsInTheOrderTheyWereAdded) {
    add(R"({"code": "Throttling.User"})");
    add(R"({"code": "InternalError"})");

    EXPECT_EQ(struck("A"), 1);
    EXPECT_EQ(struck("A"), 2);
    EXPECT_EQ(struck("A"), 0);
}

TEST_F(InjectedFaults, DoNotCountWhatAnOlderOneStruck) {
    add(R"({"every": 2, "code": "InternalError"})");
    add(R"({"every": 2, "code": "Throttling.User"})");

    EXPECT_EQ(struck("A"), 0);
    EXPECT_EQ(struck("A"), 1);
    EXPECT_EQ(struck("A"), 2);
    EXPECT_EQ(rule(1).calls, 3);
    EXPECT_EQ(rule(1).hits, 1);
    EXPECT_EQ(rule(2).calls, 2);
    EXPECT_EQ(rule(2).hits, 1);
}

TEST_F(InjectedFaults, SayWhichOneItWasAndHowOften) {
    add(R"({"first": 2, "code": "InternalError"})");
    add(R"({"every": 1, "code": "InternalError"})");
    add(R"({"after": 1, "code": "InternalError"})");
    auto const hint = [this] { return hint_injected(*strike("A", {}, entered())); };

    EXPECT_THAT(hint(), HasSubstr("rule 1, hit 1"));
    EXPECT_THAT(hint(), HasSubstr("rule 1, hit 2"));
    EXPECT_THAT(hint(), HasSubstr("rule 2, hit 1"));
    state_.fault_rules().remove(2);
    strike("A", {}, entered());
    EXPECT_THAT(hint(), HasSubstr("rule 3, hit 1"));
}

TEST_F(InjectedFaults, GoOnWhereTheyStoodWhenTheyAreTakenUpAgain) {
    add(R"({"first": 3, "code": "Throttling.User"})");
    add(R"({"every": 2, "delay": "5s", "until": "1h"})");
    struck("A");
    struck("A");

    ASSERT_THAT(state_.fault_rules().all(), SizeIs(2));
    EXPECT_EQ(rule(2).until, now_ + 1h);
    EXPECT_EQ(struck("A"), 1);
    EXPECT_EQ(struck("A"), 0);
    EXPECT_EQ(struck("A"), 2);
    EXPECT_EQ(rule(1).hits, 3);
    EXPECT_EQ(rule(2).calls, 2);
    EXPECT_EQ(rule(2).hits, 1);
}

TEST_F(InjectedFaults, BeginWithTheCountsThatTheyBring) {
    add(R"({"code": "InternalError", "first": 3, "hits": 2})");
    add(R"({"code": "InternalError", "every": 4, "calls": 7, "hits": 1})");

    EXPECT_EQ(struck("A"), 1);
    EXPECT_EQ(struck("A"), 2);
    EXPECT_EQ(struck("A"), 0);
    EXPECT_EQ(rule(1).calls, 3);
    EXPECT_EQ(rule(2).calls, 9);
    EXPECT_EQ(rule(2).hits, 2);
}

TEST_F(InjectedFaults, ThatAreRemovedStrikeNoMoreAndLeaveTheirIds) {
    add(R"({"code": "InternalError"})");
    add(R"({"code": "InternalError"})");

    EXPECT_TRUE(state_.fault_rules().remove(1));
    EXPECT_FALSE(state_.fault_rules().remove(1));
    EXPECT_EQ(state_.fault_rules().find(1), std::nullopt);
    EXPECT_THAT(state_.fault_rules().all(), SizeIs(1));
    EXPECT_EQ(struck("A"), 2);
    EXPECT_TRUE(state_.fault_rules().remove(2));
    EXPECT_THAT(state_.fault_rules().all(), IsEmpty());
    EXPECT_EQ(struck("A"), 0);
    EXPECT_EQ(add(R"({"code": "InternalError"})"), 3);
}

TEST_F(InjectedFaults, WriteNothingForCallsThatAreNotTheirs) {
    add(R"({"action": "A", "code": "InternalError"})");
    struck("A");
    auto const transaction = entered().begin(storage::Access::read);  // a second one would throw

    EXPECT_EQ(struck("B"), 0);
    EXPECT_EQ(struck("A"), 0);  // spent
}

std::string rewritten(std::string_view text) {
    auto const rule = read(text, storage::Instant{});
    json::Writer writer;
    writer.object([&] {
        codec::write_row(writer, storage::fault_rules_table(), &rule, text::short_timestamp);
    });
    return writer.text();
}

TEST(FaultRuleText, IsWrittenAsItIsRead) {
    for (auto const* const rule : {
             R"({"first":1,"code":"InternalError","calls":0,"hits":0})",
             R"({"action":"A","parameters":{"DBInstanceId":"a\"b","RegionId":""},"every":7,"delay":"10m","calls":7,"hits":1})",
             R"({"after":2,"until":"2026-01-02T03:04:05Z","close":"before","calls":0,"hits":0})",
             R"({"always":true,"until":"2026-01-02T03:04:05.006Z","close":"after","calls":0,"hits":0})",
             R"({"first":3,"code":"Mine.Own","status":429,"message":"é","retryAfter":"1s500ms","calls":0,"hits":0})",
             R"({"first":1,"body":"empty","contentType":"text/html","calls":0,"hits":0})",
         })
        EXPECT_EQ(rewritten(rule), rule);
}

TEST(FaultRuleText, NamesTheTurnThatWasNotGiven) {
    EXPECT_EQ(
        rewritten(R"({"delay": "0s", "always": false})"),
        R"({"first":1,"delay":"0s","calls":0,"hits":0})"
    );
}

TEST(FaultRuleText, CountsADurationFromNow) {
    EXPECT_EQ(
        rewritten(R"({"until": "1h30m", "body": "truncated"})"),
        R"({"first":1,"until":"1970-01-01T01:30:00Z","body":"truncated","calls":0,"hits":0})"
    );
}

}  // namespace

}  // namespace rds::control
