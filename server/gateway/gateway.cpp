#include "server/gateway/gateway.hpp"

#include "server/control/faults.hpp"
#include "server/gateway/auth/authorise.hpp"
#include "server/gateway/browser.hpp"
#include "server/gateway/hints.hpp"
#include "server/gateway/wire/call.hpp"
#include "server/gateway/wire/envelope.hpp"
#include "server/log/log.hpp"
#include "server/text/escape.hpp"
#include "server/text/time.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <stdexcept>
#include <tuple>
#include <utility>

namespace rds::gateway {

namespace {

using control::FaultRule;

// What log and journal call the outcome of a call that a fault closed before it was handled.
constexpr std::string_view kConnectionClosed = "ConnectionClosed";

std::string undeclared(api::Fault const& fault) {
    return fmt::format("it answered {}, which it does not declare", fault.code());
}

// Of a call that was not handled and gets no answer: status 0, which is for log and journal alone.
http::Response unanswered() {
    http::Response response;
    response.status = 0;
    return response;
}

// Makes the answer what the rule of a fault wants, once nothing else about it changes.
void distort(http::Response& response, FaultRule const& rule) {
    using Sent = http::Delivery::Sent;
    if (rule.retry_after)
        response.fields.add("x-acs-retry-after", fmt::to_string(rule.retry_after->count()));
    if (!rule.content_type.empty()) response.fields.replace("Content-Type", rule.content_type);
    if (rule.body == FaultRule::Body::empty) response.body.clear();
    if (rule.body == FaultRule::Body::truncated) response.delivery.sent = Sent::truncated;
    if (rule.close) response.delivery.sent = Sent::nothing;
    response.delivery.delay = rule.delay.value_or(response.delivery.delay);
}

// A name that is none, such as a JSON body that says it is a form, may hold a secret.
std::string shown(std::string const& name) {
    return plain_part(name).size() == name.size() ? name : "(not a name)";
}

}  // namespace

// A request that waits for its answer; shared between the session's thread and the tenant's lane,
// one after the other.
struct Gateway::Pending {
    Pending(http::Request const& asked, http::Reply answer, std::string id)
        : request{asked}, reply{std::move(answer)}, request_id{std::move(id)} {}

    http::Request const& request;
    http::Reply reply;
    std::string request_id;
    Call call;
    Caller caller;
    std::string hint;
    std::string own_address;       // of this server, for Recommend; empty: it leads to the service
    control::SharedTenant tenant;  // whose journal it goes into; absent: none, or no room
    storage::Instant machine_time{};
    std::optional<storage::Instant> tenant_time;
    std::optional<std::int64_t> fault;   // the rule that struck
    std::optional<FaultRule> struck_by;  // that rule

    void add_hint(std::string_view text) {
        if (text.empty()) return;
        if (!hint.empty()) hint += ' ';
        hint += text;
    }
};

// What is sent and what is kept of a call: made while the call can still be refused, because making
// it may fail.
struct Gateway::Outcome {
    http::Response response;
    std::shared_ptr<control::Entry> entry{};  // absent: no journal is kept
};

Gateway::Gateway(
    api::Catalog const& catalog,
    control::Tenants& tenants,
    Authenticator& authenticator,
    RequestIds& request_ids,
    MachineTime machine_time,
    api::Behaviour behaviour,
    std::string example_instance,
    ArgumentLimits const& limits,
    Manner manner
)
    : catalog_{catalog},
      tenants_{tenants},
      authenticator_{authenticator},
      request_ids_{request_ids},
      machine_time_{std::move(machine_time)},
      behaviour_{behaviour},
      example_instance_{std::move(example_instance)},
      limits_{limits},
      manner_{manner} {}

void Gateway::answer(http::Request const& request, http::Reply reply) {
    auto const pending = std::make_shared<Pending>(request, std::move(reply), request_ids_.next());
    guard(*pending, [&] { receive(pending); });
}

// The one place where exceptions end.
void Gateway::guard(Pending& pending, auto&& work) noexcept {
    try {
        work();
    } catch (std::exception const& error) {
        fail(pending, error.what());
    }
}

void Gateway::receive(std::shared_ptr<Pending> const& pending) {
    auto const& request = pending->request;
    if (manner_.recommends_journal) pending->own_address = own_address(request);
    if (manner_.is_https_only && !request.secure) return refuse_plain_http(*pending);
    if (request.method == "OPTIONS") return finish(*pending, preflight(request), {});
    if (wants_front_page(request)) return show_front_page(*pending);

    auto decoded = decode(request, limits_);
    pending->call = std::move(decoded.call);
    auto unknown_version = look_up(pending->call);
    if (!decoded.refused) decoded.refused = std::move(unknown_version);
    pending->add_hint(decoded.hint);
    if (decoded.refused) {
        find_tenant(*pending);
        return refuse(*pending, *decoded.refused);
    }

    auto const* const action = pending->call.declared;
    auto const writes = action != nullptr && action->access == storage::Access::write;
    if (writes && is_cross_site(request)) return refuse_cross_site(*pending);
    pending->machine_time = machine_time_();
    auto authenticated = authenticator_.authenticate(request, pending->call, pending->machine_time);
    pending->caller = std::move(authenticated.caller);
    pending->add_hint(authenticated.hint);
    if (authenticated.refused) {
        pending->tenant = tenant_of_refused(*pending);
        return refuse(*pending, *authenticated.refused);
    }
    if (is_cross_site(request) && !tenants_.has(pending->caller.tenant))
        return refuse_cross_site(*pending);
    pending->tenant = tenants_.find_or_add(pending->caller.tenant);

    // Whether a token has expired comes first, and only its tenant can tell.
    if (pending->call.declared == nullptr && !pending->caller.expires_at)
        return refuse_unknown_action(*pending);
    enter(pending);
}

void Gateway::enter(std::shared_ptr<Pending> const& pending) {
    if (!pending->tenant) return refuse(*pending, tenants_.no_room());
    tenants_.enter(pending->tenant, [this, pending](control::SharedTenant const& tenant) {
        pending->tenant = tenant;
        guard(*pending, [&] {
            if (!tenant) return refuse(*pending, tenants_.no_room());
            handle(*pending, *tenant);
        });
    });
}

void Gateway::show_front_page(Pending& pending) const {
    auto const is_open = authenticator_.mode() == identity::AuthMode::off;
    auto const example = is_open ? std::string_view{example_instance_} : std::string_view{};
    finish(pending, front_page(pending.request, example), {});
}

// A caller who has not shown who it is, or any page on the web, takes no tenant's place: where
// there is none yet, the call is one of the default tenant's.
control::SharedTenant Gateway::tenant_of_refused(Pending const& pending) const {
    auto const& tenant = pending.caller.tenant;
    auto const is_trusted =
        authenticator_.mode() == identity::AuthMode::off && !is_cross_site(pending.request);
    return is_trusted ? tenants_.find_or_add(tenant) : known_or_default(tenant);
}

control::SharedTenant Gateway::known_or_default(std::string const& tenant) const {
    if (auto known = tenants_.find(tenant)) return known;
    return tenants_.find_or_add(control::kDefaultTenant);
}

// Whatever else is wrong with it, and before a key is looked at: it has been seen by others. It is
// read for the sake of the format that was asked for.
void Gateway::refuse_plain_http(Pending& pending) const {
    pending.call = decode(pending.request, limits_).call;
    look_up(pending.call);
    find_tenant(pending);
    refuse(
        pending,
        api::Fault{api::faults::kNeedSsl}.hinting(
            "This port speaks HTTPS only (--tls only): begin the endpoint with https://, or set "
            "the SDK's protocol to https."
        )
    );
}

// A picture on any page can send a call. It takes no tenant's place either: with keys that it
// makes up it could take all of them.
void Gateway::refuse_cross_site(Pending& pending) const {
    name_tenant(pending);
    pending.tenant = known_or_default(pending.caller.tenant);
    refuse(
        pending,
        api::Fault{api::faults::kCrossSite}.hinting(
            "A browser sent this for a page of another site (Sec-Fetch-Site: cross-site). Open the "
            "page from the host that it calls, such as localhost for both, or call from a program."
        )
    );
}

// Of a call that is refused before anybody asked who calls: its key's, so that a test finds it
// where it looks for its own.
void Gateway::find_tenant(Pending& pending) const {
    name_tenant(pending);
    pending.tenant = tenant_of_refused(pending);
}

void Gateway::name_tenant(Pending& pending) const {
    pending.machine_time = machine_time_();
    pending.caller.access_key_id = pending.call.access_key_id;
    pending.caller.tenant = authenticator_.tenant_of(pending.call.access_key_id);
}

void Gateway::refuse_unknown_action(Pending& pending) {
    auto hint = hint_unknown_action(pending.call.action);
    refuse(pending, api::Fault{api::faults::kActionNotFound}.hinting(std::move(hint)));
}

std::function<bool(std::int64_t)> Gateway::jobs_of_others(control::ServedTenant const& tenant
) const {
    return [&jobs = tenants_.recent_jobs(), &tenant](std::int64_t job) {
        return jobs.another_has(tenant.id(), job);
    };
}

bool Gateway::refuse_unknown_parameters(Pending& pending) {
    auto hint = hint_unknown_parameters(pending.call.arguments, *pending.call.declared);
    if (hint.empty()) return false;
    refuse(pending, api::Fault{api::faults::kMalformedParameter}.hinting(std::move(hint)));
    return true;
}

void Gateway::handle(Pending& pending, control::ServedTenant& tenant) {
    auto& contents = tenant.contents();
    auto& state = contents.state;
    auto const entered = state.enter(machine_time_());
    auto const now = entered.now();
    pending.tenant_time = now;
    if (entered.is_behind()) say_behind(pending, now);
    if (auto expired = expiry(pending.caller, contents.opened_at, now))
        return refuse(pending, *expired);
    if (pending.call.declared == nullptr) return refuse_unknown_action(pending);
    auto const& action = *pending.call.declared;
    if (strike(pending, entered)) return;

    if (manner_.is_strict && refuse_unknown_parameters(pending)) return;

    auto transaction = entered.begin(action.access);
    api::Context context{state, now, behaviour_};
    prepare(context, pending, tenant);
    auto document = action.run(pending.call.arguments, context);
    pending.add_hint(hint_ignored_parameters(pending.call.arguments, action));
    if (!document) {
        auto const& fault = document.fault();
        if (!action.declares(fault)) throw std::logic_error{undeclared(fault)};
        return refuse(pending, fault);
    }
    pending.add_hint(context.hint);
    auto response = success(pending.call, *std::move(document), pending.request_id);
    auto done = outcome(pending, std::move(response), {});
    transaction.commit();
    // From here on nothing may fail: whoever is answered an error calls again.
    if (context.created_job) tenants_.recent_jobs().note(tenant.id(), *context.created_job);
    deliver(pending, std::move(done), {});
}

void Gateway::say_behind(Pending& pending, storage::Instant now) {
    auto const hint = fmt::format(
        "More was due than one call makes, so this account's clock stands at {} and goes on from "
        "there; POST /_emulator/clock/advance makes the rest.",
        text::short_timestamp(now)
    );
    log::warn("{}: {}", tenant_of(pending), hint);
    pending.add_hint(hint);
}

void Gateway::prepare(api::Context& context, Pending& pending, control::ServedTenant& tenant)
    const {
    auto const mode = authenticator_.mode();
    if (mode == identity::AuthMode::off) context.another_has_job = jobs_of_others(tenant);
    if (mode != identity::AuthMode::ram || !is_bound(pending.caller)) return;
    context.authorise =
        [&pending](api::Context& asked, std::vector<api::Resource> const& resources) {
            return authorise(
                pending.caller,
                pending.request,
                pending.call.arguments,
                *pending.call.declared,
                resources,
                asked
            );
        };
}

// From then on the action goes by the catalog's spelling; that of a call which is refused for its
// version too, so that the journal knows what is secret in it.
std::optional<api::Fault> Gateway::look_up(Call& call) const {
    auto const is_right = call.version.empty() || catalog_.has_version(call.version);
    call.declared = catalog_.find(call.action, is_right ? call.version : api::kRdsVersion);
    if (call.declared != nullptr) call.action = call.declared->name;
    if (is_right) return std::nullopt;
    return api::Fault{api::faults::kInvalidVersion}.hinting(fmt::format(
        "Version is {}; it must be {}.",
        text::quoted(call.version),
        text::joined(catalog_.versions(), "or")
    ));
}

// True: a fault that a test injected has ended the call. Another one may have its say once there is
// an answer.
bool Gateway::strike(Pending& pending, storage::Tenant::Entered const& entered) {
    auto const& call = pending.call;
    pending.struck_by = control::strike(call.declared->name, call.arguments, entered);
    if (!pending.struck_by) return false;
    auto const& rule = *pending.struck_by;
    pending.fault = rule.id;
    pending.add_hint(control::hint_injected(rule));
    if (!rule.code.empty()) {
        refuse(pending, api::Fault{rule.code, rule.answered_status, rule.answered_message});
        return true;
    }
    if (rule.close != FaultRule::Close::before) return false;
    finish(pending, unanswered(), kConnectionClosed);
    return true;
}

void Gateway::refuse(Pending& pending, api::Fault const& fault) {
    pending.add_hint(fault.hint());
    auto response = failure(pending.call, fault, pending.request_id, pending.own_address);
    finish(pending, std::move(response), fault.code());
}

void Gateway::fail(Pending& pending, std::string_view cause) noexcept {
    log::error("{} {} failed: {}", pending.request_id, pending.call.action, cause);
    auto const* const declared = pending.call.declared;
    auto const& kind = declared != nullptr ? *declared->failure : api::faults::kInternalError;
    try {
        refuse(
            pending,
            api::Fault{kind}.hinting(
                "The emulator itself failed; its log has the cause under this RequestId."
            )
        );
    } catch (std::exception const&) {
        // Not even that can be put into words: no memory, most likely. A bare answer needs none.
        Outcome bare;
        bare.response.status = kind.status;
        deliver(pending, std::move(bare), kind.code);
    }
}

// In whose journal the call is; where none could be made, whose it would have been.
std::string const& Gateway::tenant_of(Pending const& pending) {
    return pending.tenant != nullptr ? pending.tenant->id() : pending.caller.tenant;
}

// Adds who made the call and with which parameters, secrets redacted.
void Gateway::record(Pending const& pending, control::Entry& entry) {
    constexpr std::size_t kLongestClient = 256;
    auto const& [request, call, caller] = std::tie(pending.request, pending.call, pending.caller);
    auto const is_bearer = caller.access_key_id.empty() && caller.principal;
    entry.caller = is_bearer ? caller.principal->arn() : caller.access_key_id;
    entry.client = request.fields.value_or_empty("User-Agent").substr(0, kLongestClient);
    entry.peer = request.peer;
    entry.action = call.action;
    auto const& arguments = call.arguments.all();
    entry.parameters.reserve(arguments.size());
    for (auto const& argument : arguments)
        entry.parameters.push_back({shown(argument.name), std::string{call.shown_value(argument)}});
}

Gateway::Outcome
Gateway::outcome(Pending const& pending, http::Response response, std::string_view code) {
    add_hint(response, pending.hint);
    add_tenant(response, tenant_of(pending));
    if (pending.struck_by) distort(response, *pending.struck_by);
    Outcome outcome{std::move(response)};
    if (pending.tenant == nullptr || !pending.tenant->journal().is_on()) return outcome;
    outcome.entry = std::make_shared<control::Entry>(control::Entry{
        .request_id = pending.request_id,
        .machine_time = pending.machine_time,
        .tenant_time = pending.tenant_time,
        .status = outcome.response.status,
        .hint = pending.hint,
        .fault = pending.fault,
    });
    if (!code.empty()) outcome.entry->code = code;
    record(pending, *outcome.entry);
    return outcome;
}

// The call is done, whatever happens here.
void Gateway::deliver(Pending& pending, Outcome outcome, std::string_view code) noexcept {
    auto const duration = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - pending.request.received
    );
    log::request({
        .request_id = pending.request_id,
        .tenant = tenant_of(pending),
        .action = pending.call.action.empty() ? pending.request.method : pending.call.action,
        .status = outcome.response.status,
        .code = code,
        .duration = duration,
        .hint = pending.hint,
    });
    try {
        if (outcome.entry) {
            outcome.entry->duration = duration;
            pending.tenant->journal().append(std::move(outcome.entry));
        }
    } catch (std::exception const& error) {
        log::error("{} is missing in the journal: {}", pending.request_id, error.what());
    }
    try {
        pending.reply(std::move(outcome.response));
    } catch (std::exception const& error) {
        log::error("{} was not answered: {}", pending.request_id, error.what());
    }
}

void Gateway::finish(Pending& pending, http::Response response, std::string_view code) {
    deliver(pending, outcome(pending, std::move(response), code), code);
}

}  // namespace rds::gateway
