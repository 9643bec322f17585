// The gateway in front of actions that a test makes for itself.
#pragma once

#include "server/gateway/gateway.hpp"
#include "tests/kit/answer.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <utility>
#include <vector>

namespace rds::gateway {

// One tenant, in memory, whose calls run on the caller's thread.
class GatewayUnderTest {
  public:
    explicit GatewayUnderTest(std::vector<api::Action> actions) : catalog_{std::move(actions)} {}

    // Fails the test unless there is exactly one answer.
    kit::Answer ask(http::Request const& request) {
        std::optional<kit::Answer> answer;
        gateway_.answer(request, [&answer](http::Response response) {
            EXPECT_FALSE(answer) << "a second answer";
            answer = kit::Answer{std::move(response)};
        });
        EXPECT_TRUE(answer) << "no answer";
        return answer.value_or(kit::Answer{});
    }

    void answer(http::Request const& request, http::Reply reply) {
        gateway_.answer(request, std::move(reply));
    }

    storage::Tenant& state() { return tenant().contents().state; }

    control::Journal& journal() { return tenant().journal(); }

    api::Catalog const& catalog() const { return catalog_; }

  private:
    control::ServedTenant& tenant() { return *tenants_.find_or_add(control::kDefaultTenant); }

    api::Catalog const catalog_;
    control::Tenants tenants_{
        {},
        {[] { return [](control::Task const& task) { task(); }; },
         [](std::string const&) {
             return control::TenantContents{storage::Tenant{storage::Clock{}}};
         }}};
    Authenticator authenticator_{identity::Directory{{}, "testsecret"}, {}};
    Gateway gateway_{catalog_, tenants_, authenticator_, {.machine_time = [] {
                         return storage::Instant{};
                     }}};
};

}  // namespace rds::gateway
