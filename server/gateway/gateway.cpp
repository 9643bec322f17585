#include "server/gateway/gateway.hpp"

#include "server/gateway/authenticate.hpp"
#include "server/gateway/browser.hpp"
#include "server/gateway/decode.hpp"
#include "server/gateway/envelope.hpp"
#include "server/gateway/hints.hpp"
#include "server/log/log.hpp"

#include <exception>
#include <utility>

namespace rds::gateway {

// A request on its way; shared between the session's thread and the account's lane, one after the
// other.
struct Gateway::Exchange {
    Exchange(http::Request const& asked, http::Reply answer, std::string id)
        : request{asked}, reply{std::move(answer)}, request_id{std::move(id)} {}

    http::Request const& request;
    http::Reply reply;
    std::string request_id;
    Call call;
    Caller caller;
    api::Action const* action = nullptr;
    std::string hint;

    void add_hint(std::string_view text) {
        if (text.empty()) return;
        if (!hint.empty()) hint += ' ';
        hint += text;
    }
};

Gateway::Gateway(
    api::Catalog const& catalog,
    control::Accounts& accounts,
    RequestIds& request_ids,
    MachineTime machine_time,
    api::Behaviour behaviour,
    std::string example_instance
)
    : catalog_{catalog},
      accounts_{accounts},
      request_ids_{request_ids},
      machine_time_{std::move(machine_time)},
      behaviour_{behaviour},
      example_instance_{std::move(example_instance)} {}

void Gateway::answer(http::Request const& request, http::Reply reply) {
    if (request.method == "OPTIONS") return reply(preflight(request));
    if (wants_front_page(request)) return reply(front_page(request, example_instance_));

    auto const exchange =
        std::make_shared<Exchange>(request, std::move(reply), request_ids_.next());
    guard(*exchange, [&] { receive(exchange); });
}

// The one place where exceptions end.
void Gateway::guard(Exchange& exchange, std::function<void()> const& work) {
    try {
        work();
    } catch (std::exception const& error) {
        fail(exchange, error.what());
    }
}

void Gateway::receive(std::shared_ptr<Exchange> const& exchange) {
    auto decoded = decode(exchange->request);
    exchange->call = std::move(decoded.call);
    exchange->add_hint(decoded.hint);
    exchange->caller = authenticate(exchange->call);
    if (decoded.refused) return refuse(*exchange, *decoded.refused);

    exchange->action = catalog_.find(exchange->call.action);
    if (exchange->action == nullptr) {
        auto hint = hint_unknown_action(exchange->call.action, catalog_);
        return refuse(*exchange, api::Fault{api::faults::kActionNotFound}.hinting(std::move(hint)));
    }
    auto* const account = accounts_.find_or_add(exchange->caller.account);
    if (account == nullptr) {
        auto hint = hint_too_many_accounts(accounts_.most());
        return refuse(
            *exchange,
            api::Fault{api::faults::kServiceUnavailable}.hinting(std::move(hint))
        );
    }
    account->enter([this, account, exchange] {
        guard(*exchange, [&] { handle(*exchange, *account); });
    });
}

void Gateway::handle(Exchange& exchange, control::Account& account) {
    auto& [state, faults] = account.contents();
    auto const& action = *exchange.action;
    if (auto injected = faults.strike(action.name)) return refuse(exchange, *injected);

    auto transaction = state.begin(action.access);
    api::Context context{state, state.clock().now(machine_time_()), behaviour_};
    auto document = action.run(exchange.call.arguments, context);
    exchange.add_hint(hint_ignored_parameters(exchange.call.arguments, action));
    if (!document) return refuse(exchange, document.fault());
    transaction.commit();

    exchange.add_hint(context.hint);
    finish(exchange, success(exchange.call, *std::move(document), exchange.request_id), {});
}

void Gateway::refuse(Exchange& exchange, api::Fault const& fault) {
    exchange.add_hint(fault.hint());
    finish(exchange, failure(exchange.call, fault, exchange.request_id), fault.code());
}

void Gateway::fail(Exchange& exchange, std::string_view cause) {
    log::error("{} {} failed: {}", exchange.request_id, exchange.call.action, cause);
    refuse(
        exchange,
        api::Fault{exchange.action ? *exchange.action->failure : api::faults::kInternalError}
            .hinting("The emulator itself failed; its log has the cause under this RequestId.")
    );
}

void Gateway::finish(Exchange& exchange, http::Response response, std::string_view code) {
    add_hint(response, exchange.hint);
    log::request({
        .request_id = exchange.request_id,
        .account = exchange.caller.account,
        .action = exchange.call.action,
        .status = response.status,
        .code = code,
        .duration = std::chrono::duration_cast<std::chrono::microseconds>(
            std::chrono::steady_clock::now() - exchange.request.received
        ),
        .hint = exchange.hint,
    });
    exchange.reply(std::move(response));
}

}  // namespace rds::gateway
