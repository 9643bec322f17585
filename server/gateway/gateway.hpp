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

#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace rds::gateway {

// Any thread may call it; a tenant's work is done on that tenant's lane.
class Gateway {
  public:
    using MachineTime = std::function<storage::Instant()>;

    struct Settings {
        MachineTime machine_time;
        api::Behaviour behaviour{};
        std::string example_instance{};  // one that the front page may name; empty: none
        ArgumentLimits limits{};

        // How it treats its callers beside what the service does.
        bool is_https_only = false;       // whatever came over plain HTTP is refused
        bool is_strict = false;           // so are parameters that an action does not know
        bool recommends_journal = false;  // as where an error's Recommend leads
    };

    // Keeps the references.
    Gateway(
        api::Catalog const& catalog,
        control::Tenants& tenants,
        Authenticator& authenticator,
        Settings settings
    );

    // Another instance for the front page. Before the first answer.
    void set_example(std::string instance) { settings_.example_instance = std::move(instance); }

    // Answers through `reply`, perhaps before returning, perhaps later on the tenant's thread. The
    // request must stay as it is until then. Whatever fails is logged under the RequestId and
    // answered with the action's own fault; a call that is answered so has changed nothing.
    void answer(http::Request const& request, http::Reply reply);

  private:
    struct Pending;

    void receive(std::shared_ptr<Pending> const& pending);
    void enter(std::shared_ptr<Pending> const& pending);
    void show_front_page(Pending& pending) const;
    control::SharedTenant tenant_of_refused(Pending const& pending) const;
    void handle(Pending& pending, control::ServedTenant& tenant);
    void prepare(api::Context& context, Pending& pending, control::ServedTenant& tenant) const;
    std::optional<api::Fault> look_up(Call& call) const;
    void refuse_plain_http(Pending& pending) const;
    void refuse_cross_site(Pending& pending) const;
    void find_tenant(Pending& pending) const;

    api::Catalog const& catalog_;
    control::Tenants& tenants_;
    Authenticator& authenticator_;
    RequestIds request_ids_;
    Settings settings_;
};

}  // namespace rds::gateway
