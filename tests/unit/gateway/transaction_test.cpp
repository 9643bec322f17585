// What a call may leave behind, tried with actions made for it: one that succeeds, one that refuses
// and one that fails, each after it has written.
#include "server/log/log.hpp"
#include "tests/unit/gateway/gateway_under_test.hpp"

#include <gmock/gmock.h>

#include <stdexcept>

namespace rds::gateway {

namespace {

struct Request {
    std::string id;
};

struct Response {
    std::string id;
};

api::Parameters<Request> const& parameters() {
    static api::Parameters<Request> const table{api::required("Id", &Request::id)};
    return table;
}

api::Shape<Response> const& shape() {
    static api::Shape<Response> const shape{api::member("Id", &Response::id)};
    return shape;
}

void add_instance(Request const& request, api::Context& context) {
    storage::Instance instance;
    instance.id = request.id;
    context.account.instances().add(instance);
}

api::Result<Response> succeed(Request const& request, api::Context& context) {
    add_instance(request, context);
    return Response{request.id};
}

api::Result<Response> refuse(Request const& request, api::Context& context) {
    add_instance(request, context);
    return api::Fault{api::faults::kBackupJobExists};
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
        .refuses_with({&api::faults::kBackupJobExists})
        .runs(handler);
}

class Transactions : public testing::Test {
  protected:
    Transactions() { log::configure(log::Format::text, log::Level::off); }

    int status_of(std::string const& action) {
        http::Request request;
        request.method = "GET";
        request.target = "/?Format=JSON&Id=rm-new&Action=" + action;
        return gateway_.ask(request).status();
    }

    std::vector<std::string> instances() { return gateway_.state().instances().ids(); }

    GatewayUnderTest gateway_{
        {writing("Succeed", succeed), writing("Refuse", refuse), writing("Fail", fail)}};
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

TEST_F(Transactions, LeaveTheAccountUsableAfterEither) {
    status_of("Fail");
    status_of("Refuse");

    EXPECT_EQ(status_of("Succeed"), 200);
    EXPECT_THAT(instances(), testing::ElementsAre("rm-new"));
}

}  // namespace

}  // namespace rds::gateway
