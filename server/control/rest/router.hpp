// The emulator's own API, under /_emulator/: from an HTTP request to a handler and back.
#pragma once

#include "server/control/rest/document.hpp"
#include "server/control/rest/safety.hpp"
#include "server/control/rest/visit.hpp"
#include "server/control/tenants.hpp"
#include "server/http/message.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace rds::control::rest {

// Any thread may call it; what is about a tenant is done on that tenant's lane.
class Router {
  public:
    // What the router needs of the rest of the program.
    struct Outside {
        std::function<storage::Instant()> machine_time;
        // Whose tenant the calls of a key use.
        std::function<std::string(std::string_view access_key_id)> tenant_of;
        std::function<std::string(std::string_view access_key_id)> hint_about;
    };

    // Keeps the reference. Throws std::logic_error unless the document and the routes name the same
    // operations.
    Router(Tenants& tenants, Routes routes, Safety safety, Outside outside);

    static bool is_control_path(std::string_view path);

    // Answers through `reply`, perhaps before returning, perhaps later on another thread. The
    // request must stay as it is until then.
    void answer(http::Request const& request, http::Reply reply);

  private:
    struct Pending;
    struct Gathered;
    using SharedPending = std::shared_ptr<Pending>;

    void receive(SharedPending const& pending);
    void enter(SharedPending const& pending);
    void enter_all(SharedPending const& pending);
    void handle(SharedPending const& pending, ServedTenant& tenant, Reply const& reply) noexcept;
    void choose_tenant(Pending& pending) const;
    static void finish(Pending& pending, Answer answer) noexcept;
    static void guard(Reply const& reply, auto&& work) noexcept;

    Tenants& tenants_;
    Routes const routes_;
    Safety const safety_;
    Outside const outside_;
};

}  // namespace rds::control::rest
