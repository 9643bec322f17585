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
#include <utility>

namespace rds::gateway {

namespace {

using control::FaultRule;

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
    std::optional<Nonces::Place> nonce;
    std::optional<FaultRule> struck_by;  // the rule of a fault

    void add_hint(std::string_view text) {
        if (text.empty()) return;
        if (!hint.empty()) hint += ' ';
        hint += text;
    }

    // The one place where exceptions end.
    void guard(auto&& work) noexcept {
        try {
            work();
        } catch (std::exception const& error) {
            fail(error.what());
        }
    }

    void refuse_unknown_action() {
        auto why = hint_unknown_action(call.action);
        auto const known = service_action(call.action);
        auto fault = known ? api::Fault{api::faults::kNotImplemented, *known}
                           : api::Fault{api::faults::kActionNotFound};
        refuse(std::move(fault).hinting(std::move(why)));
    }

    // A host such as rds.cn-hangzhou.aliyuncs.com says the region of a call that does not.
    void add_region_of_host() {
        if (call.arguments.find("RegionId")) return;
        auto const region = region_in_host(call.host_id);
        if (!region.empty()) call.arguments.add("RegionId", std::string{region});
    }

    bool refuse_unknown_parameters() {
        auto why = hint_unknown_parameters(call.arguments, *call.declared);
        if (why.empty()) return false;
        refuse(api::Fault{api::faults::kMalformedParameter}.hinting(std::move(why)));
        return true;
    }

    void say_behind(storage::Instant now) {
        auto const why = fmt::format(
            "More was due than one call makes, so this account's clock stands at {} and goes on "
            "from there; POST /_emulator/clock/advance makes the rest.",
            text::short_timestamp(now)
        );
        log::warn("{}: {}", tenant_id(), why);
        add_hint(why);
    }

    // True: a fault that a test injected has ended the call. Another one may have its say once
    // there is an answer.
    bool strike(storage::Tenant::Entered const& entered, Authenticator& authenticator) {
        struck_by = control::strike(call.declared->name, call.arguments, entered);
        if (!struck_by) return false;
        auto const& rule = *struck_by;
        add_hint(control::hint_injected(rule));
        if (!rule.code.empty()) {
            refuse(api::Fault{rule.code, rule.answered_status, rule.answered_message});
            return true;
        }
        if (rule.close != FaultRule::Close::before) return false;
        // A proxy or an SDK's transport may send the same bytes again.
        if (nonce) authenticator.give_back(*nonce);
        // Without an answer; status 0 is for log and journal alone.
        finish({.status = 0}, "ConnectionClosed");
        return true;
    }

    void refuse(api::Fault const& fault) {
        add_hint(fault.hint());
        finish(failure(call, fault, request_id, own_address), fault.code());
    }

    void fail(std::string_view cause) noexcept {
        log::error("{} {} failed: {}", request_id, call.action, cause);
        auto const& kind =
            call.declared != nullptr ? *call.declared->failure : api::faults::kInternalError;
        try {
            refuse(api::Fault{kind}.hinting(
                "The emulator itself failed; its log has the cause under this RequestId."
            ));
        } catch (std::exception const&) {
            // Not even that can be put into words: no memory, most likely. A bare answer needs
            // none.
            Outcome bare;
            bare.response.status = kind.status;
            deliver(std::move(bare), kind.code);
        }
    }

    // In whose journal the call is; where none could be made, whose it would have been.
    std::string const& tenant_id() const {
        return tenant != nullptr ? tenant->id() : caller.tenant;
    }

    // What is sent and what is kept of a call: made while the call can still be refused, because
    // making it may fail.
    struct Outcome {
        http::Response response;
        std::shared_ptr<control::Entry> entry{};  // absent: no journal is kept
    };

    Outcome outcome_of(http::Response response, std::string_view code) const {
        gateway::add_hint(response, hint);
        add_tenant(response, tenant_id());
        if (struck_by) distort(response, *struck_by);
        Outcome outcome{std::move(response)};
        if (tenant == nullptr || !tenant->journal().is_on()) return outcome;
        outcome.entry = std::make_shared<control::Entry>(control::Entry{
            .request_id = request_id,
            .machine_time = machine_time,
            .tenant_time = tenant_time,
            .status = outcome.response.status,
            .hint = hint,
        });
        if (struck_by) outcome.entry->fault = struck_by->id;
        if (!code.empty()) outcome.entry->code = code;
        record(*outcome.entry);
        return outcome;
    }

    // Adds who made the call and with which parameters, secrets redacted.
    void record(control::Entry& entry) const {
        constexpr std::size_t kLongestClient = 256;
        auto const is_bearer = caller.access_key_id.empty() && caller.principal;
        entry.caller = is_bearer ? caller.principal->arn() : caller.access_key_id;
        entry.client = request.fields.value_or_empty("User-Agent").substr(0, kLongestClient);
        entry.peer = request.peer;
        entry.action = call.action;
        auto const& arguments = call.arguments.all();
        entry.parameters.reserve(arguments.size());
        for (auto const& argument : arguments) {
            entry.parameters.push_back(
                {shown(argument.name), std::string{call.shown_value(argument)}}
            );
        }
    }

    // The call is done, whatever happens here.
    void deliver(Outcome outcome, std::string_view code) noexcept {
        auto const duration = std::chrono::duration_cast<std::chrono::microseconds>(
            std::chrono::steady_clock::now() - request.received
        );
        log::request({
            .request_id = request_id,
            .tenant = tenant_id(),
            .action = call.action.empty() ? request.method : call.action,
            .status = outcome.response.status,
            .code = code,
            .duration = duration,
            .hint = hint,
        });
        try {
            if (outcome.entry) {
                outcome.entry->duration = duration;
                tenant->journal().append(std::move(outcome.entry));
            }
        } catch (std::exception const& error) {
            log::error("{} is missing in the journal: {}", request_id, error.what());
        }
        try {
            reply(std::move(outcome.response));
        } catch (std::exception const& error) {
            log::error("{} was not answered: {}", request_id, error.what());
        }
    }

    void finish(http::Response response, std::string_view code = {}) {
        deliver(outcome_of(std::move(response), code), code);
    }
};

Gateway::Gateway(
    api::Catalog const& catalog,
    control::Tenants& tenants,
    Authenticator& authenticator,
    Settings settings
)
    : catalog_{catalog},
      tenants_{tenants},
      authenticator_{authenticator},
      settings_{std::move(settings)} {}

void Gateway::answer(http::Request const& request, http::Reply reply) {
    auto const pending = std::make_shared<Pending>(request, std::move(reply), request_ids_.next());
    pending->guard([&] { receive(pending); });
}

void Gateway::receive(std::shared_ptr<Pending> const& pending) {
    auto const& request = pending->request;
    if (settings_.recommends_journal) pending->own_address = own_address(request);
    if (settings_.is_https_only && !request.secure) return refuse_plain_http(*pending);
    if (request.method == "OPTIONS") return pending->finish(preflight(request));
    if (wants_front_page(request)) return show_front_page(*pending);

    auto decoded = decode(request, settings_.limits);
    pending->call = std::move(decoded.call);
    auto unknown_version = look_up(pending->call);
    if (!decoded.refused) decoded.refused = std::move(unknown_version);
    pending->add_hint(decoded.hint);
    if (decoded.refused) {
        find_tenant(*pending);
        return pending->refuse(*decoded.refused);
    }

    auto const* const action = pending->call.declared;
    auto const writes = action != nullptr && action->access == storage::Access::write;
    if (writes && is_cross_site(request)) return refuse_cross_site(*pending);
    pending->machine_time = settings_.machine_time();
    auto authenticated = authenticator_.authenticate(request, pending->call, pending->machine_time);
    pending->caller = std::move(authenticated.caller);
    pending->nonce = authenticated.nonce;
    pending->add_hint(authenticated.hint);
    if (authenticated.refused) {
        pending->tenant = tenant_of_refused(*pending);
        return pending->refuse(*authenticated.refused);
    }
    if (is_cross_site(request) && !tenants_.has(pending->caller.tenant))
        return refuse_cross_site(*pending);
    pending->tenant = tenants_.find_or_add(pending->caller.tenant);

    // Whether a token has expired comes first, and only its tenant can tell.
    if (pending->call.declared == nullptr && !pending->caller.expires_at)
        return pending->refuse_unknown_action();
    enter(pending);
}

void Gateway::enter(std::shared_ptr<Pending> const& pending) {
    if (!pending->tenant) return pending->refuse(tenants_.no_room());
    tenants_.enter(pending->tenant, [this, pending](control::SharedTenant const& tenant) {
        pending->tenant = tenant;
        pending->guard([&] {
            if (!tenant) return pending->refuse(tenants_.no_room());
            handle(*pending, *tenant);
        });
    });
}

void Gateway::show_front_page(Pending& pending) const {
    auto const is_open = authenticator_.mode() == identity::AuthMode::off;
    auto const example =
        is_open ? std::string_view{settings_.example_instance} : std::string_view{};
    pending.finish(front_page(pending.request, example));
}

// A caller who has not shown who it is, or any page on the web, takes no tenant's place: where
// there is none yet, the call is one of the default tenant's.
control::SharedTenant Gateway::tenant_of_refused(Pending const& pending) const {
    auto const& tenant = pending.caller.tenant;
    auto const is_trusted =
        authenticator_.mode() == identity::AuthMode::off && !is_cross_site(pending.request);
    if (is_trusted) return tenants_.find_or_add(tenant);
    auto known = tenants_.find(tenant);
    return known ? known : tenants_.find_or_add(control::kDefaultTenant);
}

// Whatever else is wrong with it, and before a key is looked at: it has been seen by others. It is
// read for the sake of the format that was asked for.
void Gateway::refuse_plain_http(Pending& pending) const {
    pending.call = decode(pending.request, settings_.limits).call;
    look_up(pending.call);
    find_tenant(pending);
    pending.refuse(api::Fault{api::faults::kNeedSsl}.hinting(
        "This port speaks HTTPS only (--tls only): begin the endpoint with https://, or set "
        "the SDK's protocol to https."
    ));
}

// A picture on any page can send a call. It takes no tenant's place either: with keys that it
// makes up it could take all of them.
void Gateway::refuse_cross_site(Pending& pending) const {
    find_tenant(pending);
    pending.refuse(api::Fault{api::faults::kCrossSite}.hinting(
        "A browser sent this for a page of another site (Sec-Fetch-Site: cross-site). Open the "
        "page from the host that it calls, such as localhost for both, or call from a program."
    ));
}

// Of a call that is refused before anybody asked who calls: its key's, so that a test finds it
// where it looks for its own.
void Gateway::find_tenant(Pending& pending) const {
    pending.machine_time = settings_.machine_time();
    pending.caller.access_key_id = pending.call.access_key_id;
    pending.caller.tenant = authenticator_.tenant_of(pending.call.access_key_id);
    pending.tenant = tenant_of_refused(pending);
}

void Gateway::handle(Pending& pending, control::ServedTenant& tenant) {
    auto& contents = tenant.contents();
    auto& state = contents.state;
    auto const entered = state.enter(settings_.machine_time());
    auto const now = entered.now();
    pending.tenant_time = now;
    if (entered.is_behind()) pending.say_behind(now);
    if (auto expired = expiry(pending.caller, contents.opened_at, now))
        return pending.refuse(*expired);
    if (pending.call.declared == nullptr) return pending.refuse_unknown_action();
    auto const& action = *pending.call.declared;
    if (pending.strike(entered, authenticator_)) return;

    if (settings_.is_strict && pending.refuse_unknown_parameters()) return;

    pending.add_region_of_host();
    auto transaction = entered.begin(action.access);
    api::Context context{state, now, settings_.behaviour};
    auto const address = own_address(pending.request);  // http://127.0.0.1:2014
    context.endpoint = address.substr(address.rfind('/') + 1);
    prepare(context, pending, tenant);
    auto document = action.run(pending.call.arguments, context);
    pending.add_hint(hint_ignored_parameters(pending.call.arguments, action));
    pending.add_hint(hint_repeated_parameters(pending.call.arguments));
    if (!document) {
        auto const fault = document.error();
        if (!action.declares(fault)) {
            throw std::logic_error{
                fmt::format("it answered {}, which it does not declare", fault.code())};
        }
        return pending.refuse(fault);
    }
    pending.add_hint(context.hint);
    auto response = success(pending.call, *std::move(document), pending.request_id);
    auto done = pending.outcome_of(std::move(response), {});
    transaction.commit();
    // From here on nothing may fail: whoever is answered an error calls again.
    if (context.created_job) tenants_.recent_jobs().note(tenant.id(), *context.created_job);
    pending.deliver(std::move(done), {});
}

void Gateway::prepare(api::Context& context, Pending& pending, control::ServedTenant& tenant)
    const {
    auto const mode = authenticator_.mode();
    if (mode == identity::AuthMode::off) {
        context.another_has_job = [&jobs = tenants_.recent_jobs(), &tenant](std::int64_t job) {
            return jobs.another_has(tenant.id(), job);
        };
    }
    if (mode != identity::AuthMode::ram || !is_bound(pending.caller)) return;
    context.authorise =
        [&pending](api::Context& asked, std::vector<api::Resource> const& resources) {
            return authorise(pending.caller, pending.request, pending.call, resources, asked);
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

}  // namespace rds::gateway
