#pragma once

#include "server/control/journal/match.hpp"
#include "server/control/rest/answer.hpp"
#include "server/control/served_tenant.hpp"
#include "server/http/message.hpp"
#include "server/json/node.hpp"

#include <exception>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <variant>

namespace rds::control::rest {

// One call of the control API as its handler sees it. What came with it has been checked against
// the document. An operation on the whole server sees no more, on the thread that the call came on.
struct ServerVisit {
    http::Request const& request;
    json::Node const& arguments;  // of query and path: {"job": 7, "limit": 10}
    json::Node const& body;       // empty if none came
    storage::Instant machine_now;
};

// The same of an operation on a tenant, on the tenant's lane.
struct Visit : ServerVisit {
    ServedTenant& tenant;
    Work& work;  // of the whole request, which may be about many tenants

    TenantContents& contents() const { return tenant.contents(); }

    storage::Tenant& state() const { return tenant.contents().state; }

    // The tenant with all that is due made. Throws storage::sqlite::Error if it cannot be.
    storage::Tenant::Entered entered() const { return state().enter(machine_now); }

    // The tenant's time.
    storage::Instant now() const { return entered().now(); }
};

using Reply = std::function<void(Answer)>;

// Replies with what `work` answers or throws, where the router does not catch it: on the lane of
// another tenant, or later.
void reply_with(Reply const& reply, auto const& work) {
    Answer found;
    try {
        found = work();
    } catch (std::exception const&) {
        found = answer_to_exception();
    }
    reply(std::move(found));
}

// Each throws Problem, or json::Invalid, having changed nothing.
using Handle = std::function<Answer(Visit const&)>;
using HandleServer = std::function<Answer(ServerVisit const&)>;
// Answers once, then or later, on any thread. What the visit refers to ends with the call.
using HandleLater = std::function<void(Visit const&, Reply)>;

// Answers what `work` does, given the tenant's time, of one state of the tenant.
Handle reading(auto work) {
    return [work](Visit const& visit) {
        auto const entered = visit.entered();
        auto const transaction = entered.begin(storage::Access::read);
        return work(visit, entered.now());
    };
}

// The same of work that writes: all of it, or nothing if it throws.
Handle writing(auto work) {
    return [work](Visit const& visit) {
        auto const entered = visit.entered();
        auto transaction = entered.begin(storage::Access::write);
        auto answer = work(visit, entered.now());
        transaction.commit();
        return answer;
    };
}

// What the operations of the document do, by their operationIds.
using Routes = std::map<std::string, std::variant<Handle, HandleServer, HandleLater>>;

}  // namespace rds::control::rest
