// What a call may leave behind, tried with actions made for it: one that succeeds, one that refuses
// and one that fails, each after it has written.
#include "server/log/log.hpp"
#include "tests/kit/failing_memory.hpp"
#include "tests/unit/gateway/gateway_under_test.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <new>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>

namespace rds::gateway {

namespace {

constexpr api::FaultKind kExists{"Exists", "It exists.", 400, api::Fidelity::our_choice};
constexpr api::FaultKind kExceeded{"Exceeded", "Too many.", 403, api::Fidelity::our_choice};

struct Request {
    std::string id;
    std::string user_data;
};

struct Response {
    std::string id;
};

api::Parameters<Request> const& parameters() {
    static api::Parameters<Request> const table{
        api::required("Id", &Request::id),
        api::optional("UserData", &Request::user_data).must_be(api::one_of({"public"})).secret(),
    };
    return table;
}

api::Shape<Response> const& shape() {
    static api::Shape<Response> const shape{api::member("Id", &Response::id)};
    return shape;
}

void add_instance(Request const& request, api::Context& context) {
    storage::Instance instance;
    instance.id = request.id;
    context.tenant.instances().add(instance);
}

api::Result<Response> succeed(Request const& request, api::Context& context) {
    add_instance(request, context);
    return Response{request.id};
}

api::Result<Response> refuse(Request const& request, api::Context& context) {
    add_instance(request, context);
    return api::Fault{kExists};
}

api::Result<Response> refuse_undeclared(Request const& request, api::Context& context) {
    add_instance(request, context);
    return api::Fault{kExceeded};
}

api::Result<Response> fail(Request const& request, api::Context& context) {
    add_instance(request, context);
    throw std::runtime_error{"after writing"};
}

api::Action writing(std::string_view name, api::Declaration<Request, Response>::Handler handler) {
    return api::declare<Request, Response>(name, "Writes.")
        .writes()
        .takes(parameters())
        .answers(shape())
        .refuses_with({&kExists})
        .runs(handler);
}

class Transactions : public testing::Test {
  protected:
    Transactions() { log::configure(log::Format::text, log::Level::info, log_); }

    ~Transactions() override { log::configure(log::Format::text, log::Level::off); }

    static http::Request request(std::string const& query) {
        http::Request request;
        request.method = "GET";
        request.target = "/?Format=JSON&" + query;
        return request;
    }

    int status_of(std::string const& action) {
        return gateway_.ask(request("Id=rm-new&Action=" + action)).status();
    }

    std::vector<std::string> instances() { return gateway_.state().instances().names(); }

    std::ostringstream log_;
    GatewayUnderTest gateway_{
        {writing("Succeed", succeed),
         writing("Refuse", refuse),
         writing("RefuseUndeclared", refuse_undeclared),
         writing("Fail", fail)}};
};

TEST_F(Transactions, KeepWhatASuccessfulCallWrote) {
    EXPECT_EQ(status_of("Succeed"), 200);
    EXPECT_THAT(instances(), testing::ElementsAre("rm-new"));
}

TEST_F(Transactions, UndoWhatARefusedCallWrote) {
    EXPECT_EQ(status_of("Refuse"), 400);
    EXPECT_THAT(instances(), testing::IsEmpty());
}

TEST_F(Transactions, UndoWhatAFailedCallWrote) {
    EXPECT_EQ(status_of("Fail"), 500);
    EXPECT_THAT(instances(), testing::IsEmpty());
}

TEST_F(Transactions, FailWhereAnActionAnswersAFaultThatItDoesNotDeclare) {
    EXPECT_EQ(status_of("RefuseUndeclared"), 500);
    EXPECT_THAT(instances(), testing::IsEmpty());
    EXPECT_THAT(
        log_.str(),
        testing::ContainsRegex("ERROR .*RefuseUndeclared failed: it answered Exceeded")
    );
}

TEST_F(Transactions, AreDoneAlthoughTheAnswerCannotBeDelivered) {
    int answers = 0;
    auto const asked = request("Id=rm-new&Action=Succeed");

    gateway_.answer(asked, [&answers](http::Response const& response) {
        ++answers;
        EXPECT_EQ(response.status, 200);
        throw std::runtime_error{"the caller has gone"};
    });

    EXPECT_EQ(answers, 1);
    EXPECT_THAT(instances(), testing::ElementsAre("rm-new"));
    EXPECT_THAT(log_.str(), testing::HasSubstr("the caller has gone"));
}

TEST_F(Transactions, AreDoneAlthoughSomebodyWhoWatchesTheJournalFails) {
    ASSERT_TRUE(gateway_.journal().watch(std::make_shared<control::Journal::Watcher const>(
        [](control::SharedEntry const& /*entry*/) { throw std::runtime_error{"no room"}; }
    )));

    EXPECT_EQ(status_of("Succeed"), 200);
    EXPECT_THAT(instances(), testing::ElementsAre("rm-new"));
}

// Whichever allocation fails: a call is answered as done if it is, and only then.
TEST_F(Transactions, AreDoneIfAndOnlyIfTheAnswerSaysSo) {
    using kit::FailingMemory;
    for (auto const how : {FailingMemory::How::once, FailingMemory::How::from_then_on}) {
        bool has_struck = true;
        for (int spared = 0; has_struck; ++spared) {
            auto const id = fmt::format("rm-{}-{}", static_cast<int>(how), spared);
            auto const asked = request("Action=Succeed&Id=" + id);
            int answers = 0;
            int status = 0;
            http::Reply reply = [&answers, &status](http::Response const& response) {
                ++answers;
                status = response.status;
            };
            {
                FailingMemory const memory{spared, how};
                try {
                    gateway_.answer(asked, std::move(reply));
                } catch (std::bad_alloc const&) {
                    ++answers;  // the session hangs up
                }
                has_struck = FailingMemory::has_struck();
            }
            ASSERT_EQ(answers, 1) << spared;
            auto const all = instances();
            ASSERT_EQ(std::ranges::count(all, id), status == 200 ? 1 : 0) << spared;
        }
    }
    EXPECT_GT(instances().size(), 1U);
}

TEST_F(Transactions, LeaveNothingOfADeclaredSecretBehind) {
    auto const asked = request("Action=Succeed&Id=rm-new&UserData=s3cret&UserData.1=s3cret");

    EXPECT_THAT(
        gateway_.ask(asked).hint(),
        testing::HasSubstr("UserData is [redacted]; it must be public")
    );
    EXPECT_THAT(log_.str(), testing::Not(testing::HasSubstr("s3cret")));
    auto const entry = gateway_.journal().window().entries.back();
    EXPECT_EQ(entry->parameter("UserData"), "[redacted]");
    EXPECT_EQ(entry->parameter("UserData.1"), "[redacted]");
    EXPECT_EQ(entry->parameter("Id"), "rm-new");
}

TEST_F(Transactions, LeaveTheTenantUsableAfterEither) {
    status_of("Fail");
    status_of("Refuse");

    EXPECT_EQ(status_of("Succeed"), 200);
    EXPECT_THAT(instances(), testing::ElementsAre("rm-new"));
}

}  // namespace

}  // namespace rds::gateway
