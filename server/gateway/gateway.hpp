// What Alibaba's API gateway does with a request: decode it, name the caller, find the action, run
// it inside the tenant's transaction, and wrap the outcome in the service's envelope.
#pragma once

#include "server/api/catalog.hpp"
#include "server/api/context.hpp"
#include "server/control/tenants.hpp"
#include "server/gateway/auth/authenticate.hpp"
#include "server/gateway/wire/argument_limits.hpp"
#include "server/gateway/wire/envelope.hpp"
#include "server/http/message.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace rds::gateway {

// Any thread may call it; a tenant's work is done on that tenant's lane.
class Gateway {
  public:
    using MachineTime = std::function<storage::Instant()>;

    // How it treats its callers beside what the service does.
    struct Manner {
        bool is_https_only = false;       // whatever came over plain HTTP is refused
        bool is_strict = false;           // so are parameters that an action does not know
        bool recommends_journal = false;  // as where an error's Recommend leads
    };

    // Keeps the references. `example_instance` is one that the front page may name, or empty.
    Gateway(
        api::Catalog const& catalog,
        control::Tenants& tenants,
        Authenticator& authenticator,
        RequestIds& request_ids,
        MachineTime machine_time,
        api::Behaviour behaviour,
        std::string example_instance,
        ArgumentLimits const& limits,
        Manner manner
    );

    // Another instance for the front page. Before the first answer.
    void set_example(std::string instance) { example_instance_ = std::move(instance); }

    // Answers through `reply`, perhaps before returning, perhaps later on the tenant's thread. The
    // request must stay as it is until then. Whatever fails is logged under the RequestId and
    // answered with the action's own fault; a call that is answered so has changed nothing.
    void answer(http::Request const& request, http::Reply reply);

  private:
    struct Pending;
    struct Outcome;

    void receive(std::shared_ptr<Pending> const& pending);
    void enter(std::shared_ptr<Pending> const& pending);
    void show_front_page(Pending& pending) const;
    control::SharedTenant tenant_of_refused(Pending const& pending) const;
    void handle(Pending& pending, control::ServedTenant& tenant);
    void prepare(api::Context& context, Pending& pending, control::ServedTenant& tenant) const;
    static void say_behind(Pending& pending, storage::Instant now);
    std::optional<api::Fault> look_up(Call& call) const;
    static bool strike(Pending& pending, storage::Tenant::Entered const& entered);
    void refuse_plain_http(Pending& pending) const;
    void refuse_cross_site(Pending& pending) const;
    static void refuse_unknown_action(Pending& pending);
    static bool refuse_unknown_parameters(Pending& pending);
    void find_tenant(Pending& pending) const;
    void name_tenant(Pending& pending) const;
    control::SharedTenant known_or_default(std::string const& tenant) const;
    std::function<bool(std::int64_t)> jobs_of_others(control::ServedTenant const& tenant) const;
    static std::string const& tenant_of(Pending const& pending);
    static void record(Pending const& pending, control::Entry& entry);
    static Outcome outcome(Pending const& pending, http::Response response, std::string_view code);
    static void deliver(Pending& pending, Outcome outcome, std::string_view code) noexcept;
    static void finish(Pending& pending, http::Response response, std::string_view code);
    static void refuse(Pending& pending, api::Fault const& fault);
    static void fail(Pending& pending, std::string_view cause) noexcept;
    static void guard(Pending& pending, auto&& work) noexcept;

    api::Catalog const& catalog_;
    control::Tenants& tenants_;
    Authenticator& authenticator_;
    RequestIds& request_ids_;
    MachineTime const machine_time_;
    api::Behaviour const behaviour_;
    std::string example_instance_;
    ArgumentLimits const limits_;
    Manner const manner_;
};

}  // namespace rds::gateway
