#include "server/control/rest/router.hpp"

#include "server/control/rest/match.hpp"
#include "server/json/parse.hpp"
#include "server/json/writer.hpp"
#include "server/log/log.hpp"
#include "server/text/query.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <mutex>
#include <optional>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

namespace rds::control::rest {

namespace {

constexpr std::string_view kPrefix = "/_emulator";
constexpr std::string_view kTenantField = "x-rds-emulator-account";
constexpr std::string_view kHintField = "x-rds-emulator-hint";
constexpr std::string_view kEveryTenant = "*";

// Health tells nothing that a stranger could use.
bool is_open(std::string_view path) {
    return path == "/_emulator/live" || path == "/_emulator/ready";
}

// How many parameters a query may have; the document knows no path that takes as many.
constexpr std::size_t kMostArguments = 64;

// Adds the parameters of a query, decoded, in order.
void read_query(std::string_view query, Arguments& arguments) {
    while (auto pair = text::take_pair(query)) {
        if (arguments.size() == kMostArguments) {
            throw Problem{
                400,
                fmt::format("The query holds more than {} parameters.", kMostArguments)};
        }
        if (!pair->name || !pair->value) {
            throw Problem{
                400,
                "The query holds a percent sign that two hexadecimal digits do not follow."};
        }
        arguments.emplace_back(*std::move(pair->name), *std::move(pair->value));
    }
}

}  // namespace

// A request that waits for its answer: on the thread that it came on, then on the tenant's lane.
struct Router::Pending {
    Pending(http::Request const& asked, http::Reply answer)
        : request{asked}, reply{std::move(answer)} {}

    http::Request const& request;
    http::Reply reply;
    Matched matched{};
    rapidjson::Document arguments{rapidjson::kObjectType};
    rapidjson::Document body{rapidjson::kObjectType};
    std::string const arguments_source = "the query";
    std::string const body_source = "the body";
    json::Node arguments_node{arguments, arguments_source};
    json::Node body_node{body, body_source};
    Work work{};
    Route const* route = nullptr;
    std::string tenant{kEveryTenant};  // an ID, or * for the whole server
    std::string hint{};                // to whoever may have meant another tenant
};

// The answers of every tenant to one call, on as many lanes; the last one completes them.
struct Router::Gathered {
    explicit Gathered(std::vector<SharedTenant> all)
        : tenants{std::move(all)}, bodies(tenants.size()), left{tenants.size()} {}

    std::vector<SharedTenant> const tenants;
    std::mutex mutex;                                // guards what follows; nobody waits under it
    std::vector<std::optional<std::string>> bodies;  // absent: of a tenant that nobody has used
    std::size_t bytes = 0;                           // of all bodies that came
    std::optional<Answer> failure{};
    std::size_t left;

    // Whether what else comes is of no use.
    bool is_refused() noexcept {
        std::scoped_lock const lock{mutex};
        return failure || bytes > kMostAnswerBytes;
    }

    bool pass_over() noexcept {
        std::scoped_lock const lock{mutex};
        return --left == 0;
    }

    // True for the last one.
    bool add(std::size_t index, Answer answer) noexcept {
        std::scoped_lock const lock{mutex};
        bytes += answer.body.size();
        if (answer.status >= 400) {
            failure = std::move(answer);
        } else {
            bodies[index] = std::move(answer.body);
        }
        if (failure || bytes > kMostAnswerBytes) std::ranges::fill(bodies, std::nullopt);
        return --left == 0;
    }

    static Problem too_long() {
        return Problem{
            409,
            fmt::format(
                "The answers of all accounts have more than {} MiB together; ask for one account, "
                "or for less of each (limit).",
                kMostAnswerBytes >> 20U
            )}
            .in_parameter("account");
    }

    // Once the last one has come. A failure tells that some tenants may have done what was asked.
    Answer answer() {
        if (failure) return *std::move(failure);
        if (bytes > kMostAnswerBytes) return rest::answer(too_long());
        json::Writer writer;
        writer.object([&] {
            writer.key("accounts");
            writer.object([&] {
                for (std::size_t index = 0; index < tenants.size(); ++index) {
                    if (!bodies[index]) continue;
                    writer.key(tenants[index]->id());
                    writer.raw(bodies[index]->empty() ? "{}" : *bodies[index]);
                }
            });
        });
        return Answer::json(writer.text());
    }
};

Router::Router(Tenants& tenants, Routes routes, Safety safety, Outside outside)
    : tenants_{tenants},
      routes_{std::move(routes)},
      safety_{std::move(safety)},
      outside_{std::move(outside)} {
    for (auto const& route : routes_) {
        if (!routes_by_operation_.emplace(route.operation, &route).second)
            throw std::logic_error{"two routes do " + std::string{route.operation}};
    }
    auto const& operations = Document::own().operations();
    for (auto const& operation : operations) {
        if (!routes_by_operation_.contains(operation.id))
            throw std::logic_error{"no route does " + operation.id};
    }
    if (operations.size() != routes_.size())
        throw std::logic_error{"the document lacks an operation that a route does"};
}

bool Router::is_control_path(std::string_view path) {
    return path.starts_with(kPrefix) &&
           (path.size() == kPrefix.size() || path[kPrefix.size()] == '/');
}

void Router::answer(http::Request const& request, http::Reply reply) {
    auto const pending = std::make_shared<Pending>(request, std::move(reply));
    auto const answer_now = [pending](Answer answer) { finish(*pending, std::move(answer)); };
    guard(answer_now, [&] { receive(pending); });
}

// The one place where exceptions end. `reply` must not throw.
void Router::guard(Reply const& reply, auto&& work) noexcept {
    try {
        work();
    } catch (std::exception const&) {
        reply(answer_to_exception());
    }
}

void Router::receive(SharedPending const& pending) {
    auto const& request = pending->request;
    // Before anything is told of what there is.
    if (auto problem = safety_.refusal(request, is_open(request.path()))) throw *std::move(problem);
    pending->matched = match(Document::own(), request.method, request.path());
    auto const& operation = *pending->matched.operation;
    read_arguments(*pending);
    choose_tenant(*pending);
    read_body(*pending);
    serve(pending, *routes_by_operation_.at(operation.id));
}

void Router::read_arguments(Pending& pending) {
    auto const& operation = *pending.matched.operation;
    auto const& in_path = pending.matched.path_arguments;
    auto arguments = in_path;
    read_query(pending.request.query(), arguments);
    for (auto const& [name, value] : std::span{arguments}.subspan(in_path.size())) {
        if (std::ranges::find(in_path, name, &Arguments::value_type::first) == in_path.end())
            continue;
        throw Problem{400, "This stands in the path; leave it out of the query."}.in_parameter(name
        );
    }
    pending.arguments = Document::own().arguments(operation, arguments);
    Document::check_arguments(operation, pending.arguments);
}

// Before anything else can be refused, so that every answer says whose it is.
void Router::choose_tenant(Pending& pending) const {
    auto const scope = pending.matched.operation->scope;
    if (scope == Scope::none) return;
    auto const key = pending.arguments_node.text("account");
    if (scope == Scope::used) {
        pending.tenant = key;
    } else if (key != kEveryTenant) {
        pending.tenant = outside_.tenant_of(key);
        pending.hint = outside_.hint_about(key);
    } else if (scope == Scope::one) {
        throw Problem{400, "This is about one account; name its AccessKeyId instead of *."}
            .in_parameter("account");
    }
}

void Router::read_body(Pending& pending) {
    auto const& operation = *pending.matched.operation;
    auto const& body = pending.request.body;
    if (!operation.takes_body && !body.empty())
        throw Problem{400, "This takes no body; leave it out."};
    if (operation.needs_body && body.empty())
        throw Problem{400, "The body is missing; it is a JSON object."};
    if (body.empty()) return;
    pending.body = json::parse(body, pending.body_source);
    Document::check_body(operation, pending.body);
}

void Router::serve(SharedPending const& pending, Route const& route) {
    pending->route = &route;
    auto const& operation = *pending->matched.operation;
    if (operation.scope == Scope::none) {
        ServerVisit const visit{
            pending->request,
            pending->arguments_node,
            pending->body_node,
            outside_.machine_time()};
        return finish(*pending, std::get<HandleServer>(route.handle)(visit));
    }
    if (pending->tenant == kEveryTenant) return enter_all(pending);
    enter(pending);
}

SharedTenant Router::tenant_of(Pending const& pending) {
    if (pending.matched.operation->scope == Scope::used) {
        if (auto tenant = tenants_.find(pending.tenant)) return tenant;
        throw Problem{404, fmt::format("Nobody has used an account {} so far.", pending.tenant)}
            .in_parameter("account");
    }
    auto tenant = tenants_.find_or_add(pending.tenant);
    if (!tenant) throw no_room();
    return tenant;
}

Problem Router::no_room() const {
    return Problem{409, tenants_.no_room().message()}.in_parameter("account");
}

void Router::enter(SharedPending const& pending) {
    Reply reply = [pending](Answer answer) { finish(*pending, std::move(answer)); };
    auto const work = [this, pending, answer_now = std::move(reply)](SharedTenant const& tenant) {
        if (tenant) return handle(pending, *tenant, answer_now);
        guard(answer_now, [&] { throw no_room(); });
    };
    tenants_.enter(tenant_of(*pending), work);
}

// On the tenant's lane, where nothing may be thrown.
void Router::handle(
    SharedPending const& pending,
    ServedTenant& tenant,
    Reply const& reply
) noexcept {
    guard(reply, [&] {
        Visit const visit{
            pending->request,
            pending->arguments_node,
            pending->body_node,
            tenant,
            outside_.machine_time(),
            pending->work};
        if (auto const* const later = std::get_if<HandleLater>(&pending->route->handle))
            return (*later)(visit, reply);
        reply(std::get<Handle>(pending->route->handle)(visit));
    });
}

void Router::enter_all(SharedPending const& pending) {
    auto const gathered = std::make_shared<Gathered>(tenants_.all());
    if (gathered->tenants.empty()) return finish(*pending, gathered->answer());
    // Before the first tenant is entered: from there on each is answered for, so that the last
    // one completes the answer.
    std::vector<Reply> replies;
    for (std::size_t index = 0; index < gathered->tenants.size(); ++index) {
        replies.emplace_back([pending, gathered, index](Answer answer) {
            if (gathered->add(index, std::move(answer))) finish_gathered(*pending, *gathered);
        });
    }
    for (std::size_t index = 0; index < replies.size(); ++index) {
        auto const& reply = replies[index];
        guard(reply, [&] {
            auto& tenant = *gathered->tenants[index];
            tenant.enter([this, pending, gathered, &tenant, reply] {
                auto const changes_nothing = pending->matched.operation->method == "GET";
                auto const is_needed = !changes_nothing || !gathered->is_refused();
                // A tenant that has been removed meanwhile is not open either.
                if (tenant.is_open() && is_needed) return handle(pending, tenant, reply);
                if (gathered->pass_over()) finish_gathered(*pending, *gathered);
            });
        });
    }
}

void Router::finish_gathered(Pending& pending, Gathered& gathered) noexcept {
    guard(
        [&pending](Answer answer) { finish(pending, std::move(answer)); },
        [&] { finish(pending, gathered.answer()); }
    );
}

// What was asked is done, so an answer for which there is no memory is sent without its words.
void Router::finish(Pending& pending, Answer answer) noexcept {
    auto const& request = pending.request;
    auto const status = answer.status;
    auto const level = is_open(request.path()) ? log::Level::debug : log::Level::info;
    log::write(
        level,
        "control {} {} account={} {}",
        fmt::make_format_args(request.method, request.path(), pending.tenant, status)
    );
    http::Response response;
    try {
        auto const whose = answer.tenant.empty() ? pending.tenant : answer.tenant;
        response = rest::response(std::move(answer));
        response.fields.add(kTenantField, whose);
        if (!pending.hint.empty()) response.fields.add(kHintField, pending.hint);
    } catch (std::exception const& error) {
        log::error("the answer to a control call is bare: {}", error.what());
        response = {};
        response.status = status;
    }
    try {
        pending.reply(std::move(response));
    } catch (std::exception const& error) {
        log::error("a control call was not answered: {}", error.what());
    }
}

}  // namespace rds::control::rest
