// The emulator's own API, under /_emulator/: from an HTTP request to a handler and back.
#pragma once

#include "server/control/rest/document.hpp"
#include "server/control/rest/safety.hpp"
#include "server/control/rest/visit.hpp"
#include "server/http/message.hpp"

#include <memory>
#include <string_view>

namespace rds::control::rest {

// Any thread may call it; what is about a tenant is done on that tenant's lane.
class Router {
  public:
    // Throws std::logic_error unless the document and the routes name the same operations.
    Router(Program program, Routes routes, Safety safety);

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

    Program const program_;
    Routes const routes_;
    Safety const safety_;
};

}  // namespace rds::control::rest
