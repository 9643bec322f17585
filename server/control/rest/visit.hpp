#pragma once

#include "server/api/catalog.hpp"
#include "server/codec/fixture.hpp"
#include "server/control/journal/waits.hpp"
#include "server/control/rest/answer.hpp"
#include "server/control/tenants.hpp"
#include "server/http/message.hpp"
#include "server/json/node.hpp"

#include <atomic>
#include <exception>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace rds::control::rest {

// What handlers use of the rest of the program, which outlives every call. Any thread.
struct Program {
    Tenants& tenants;
    Waits& waits;  // once they are stopped, advances stop early
    api::Catalog const& catalog;
    std::atomic<bool> const& is_ready;  // becomes true once the port serves
    std::function<storage::Instant()> machine_time;

    // Whose tenant the calls of a key use, and what helps whoever may have meant another one.
    std::function<std::string(std::string_view access_key_id)> tenant_of;
    std::function<std::string(std::string_view access_key_id)> hint_about;

    // What a tenant begins as, now.
    std::function<TenantContents(storage::Instant machine_now)> fresh;

    // What it begins as with this fixture. Throws json::Invalid.
    std::function<TenantContents(codec::Fixture, storage::Instant machine_now)> from;

    // From now on tenants begin with this fixture. Throws json::Invalid, having changed nothing.
    std::function<void(codec::Fixture, storage::Instant machine_now)> set_start;
};

// One call of the control API as its handler sees it. What came with it has been checked against
// the document. An operation on the whole server sees no more, on the thread that the call came on.
struct ProgramVisit {
    http::Request const& request;
    json::Node const& arguments;  // of query and path: {"job": 7, "limit": 10}
    json::Node const& body;       // empty if none came
    storage::Instant machine_now;
    Program const& program;
};

// The same of an operation on a tenant, on the tenant's lane.
struct Visit : ProgramVisit {
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

// The one place where exceptions end: replies with what `work` throws. `reply` must not throw.
void guard(Reply const& reply, auto&& work) noexcept {
    try {
        work();
    } catch (std::exception const&) {
        reply(answer_to_exception());
    }
}

// Each throws Problem, or json::Invalid, having changed nothing.
using Handle = std::function<Answer(Visit const&)>;
using HandleProgram = Answer (*)(ProgramVisit const&);
// Answers once, then or later, on any thread. What the visit refers to ends with the call, but for
// the program.
using HandleLater = void (*)(Visit const&, Reply const&);

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
using Routes = std::map<std::string, std::variant<Handle, HandleProgram, HandleLater>>;

}  // namespace rds::control::rest
