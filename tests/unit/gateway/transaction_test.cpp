// What a call may leave behind, tried with actions made for it: one that succeeds, one that refuses
// and one that fails, each after it has written.
#include "server/gateway/gateway.hpp"
#include "server/log/log.hpp"

#include <gmock/gmock.h>

#include <optional>
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
        std::optional<int> status;
        gateway_.answer(request, [&status](http::Response const& response) {
            EXPECT_FALSE(status) << "a second answer";
            status = response.status;
        });
        return status.value_or(0);
    }

    std::vector<std::string> instances() {
        return accounts_.find_or_add(control::kDefaultAccount)->contents().state.instances().ids();
    }

    api::Catalog const catalog_{
        {writing("Succeed", succeed), writing("Refuse", refuse), writing("Fail", fail)}};
    control::Accounts accounts_{
        1,
        [] { return [](control::Task const& task) { task(); }; },
        [](std::string const&) {
            return control::AccountContents{storage::Account{storage::Clock{}}};
        }};
    Authenticator authenticator_{identity::Directory{{}, "testsecret"}, {}};
    RequestIds request_ids_;
    Gateway gateway_{
        catalog_,
        accounts_,
        authenticator_,
        request_ids_,
        [] { return storage::Instant{}; },
        {},
        "",
        {},
        {}};
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
