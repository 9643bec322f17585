#pragma once

#include "server/control/rest/answer.hpp"
#include "server/control/served_tenant.hpp"
#include "server/control/work.hpp"
#include "server/http/message.hpp"
#include "server/json/node.hpp"

#include <functional>
#include <string_view>
#include <variant>
#include <vector>

namespace rds::control::rest {

// One call of the control API as its handler sees it, on the lane of the tenant that it is about.
// What came with it has been checked against the document.
struct Visit {
    http::Request const& request;
    json::Node const& arguments;  // of query and path: {"job": 7, "limit": 10}
    json::Node const& body;       // empty if none came
    ServedTenant& tenant;
    storage::Instant machine_now;
    Work& work;  // of the whole request, which may be about many tenants

    TenantContents& contents() const { return tenant.contents(); }

    storage::Tenant& state() const { return tenant.contents().state; }

    // The tenant with all that is due made. Throws storage::sqlite::Error if it cannot be.
    storage::Tenant::Entered entered() const { return state().enter(machine_now); }

    // The tenant's time.
    storage::Instant now() const { return entered().now(); }
};

// What `work` answers, given the tenant's time, of one state of the tenant.
Answer reading(Visit const& visit, auto const& work) {
    auto const entered = visit.entered();
    auto const transaction = entered.begin(storage::Access::read);
    return work(entered.now());
}

// The same of work that writes: all of it, or nothing if it throws.
Answer writing(Visit const& visit, auto const& work) {
    auto const entered = visit.entered();
    auto transaction = entered.begin(storage::Access::write);
    auto answer = work(entered.now());
    transaction.commit();
    return answer;
}

// What an operation on the whole server works with, on the thread that the call came on.
struct ServerVisit {
    http::Request const& request;
    json::Node const& arguments;
    json::Node const& body;
    storage::Instant machine_now;
};

using Reply = std::function<void(Answer)>;

// Each throws Problem, or json::Invalid, having changed nothing.
using Handle = std::function<Answer(Visit const&)>;
using HandleServer = std::function<Answer(ServerVisit const&)>;
// Answers once, then or later, on any thread. What the visit refers to ends with the call.
using HandleLater = std::function<void(Visit const&, Reply)>;

// What an operation of the document does.
struct Route {
    std::string operation;  // its operationId
    std::variant<Handle, HandleServer, HandleLater> handle;
};

using Routes = std::vector<Route>;

}  // namespace rds::control::rest
