#include "server/control/rest/router.hpp"

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
        if (arguments.size() == kMostArguments)
            throw Problem{400, "The query holds more than {} parameters.", kMostArguments};
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

    ProgramVisit visit(Program const& program) const {
        return {request, arguments_node, body_node, program.machine_time(), program};
    }

    void read_arguments() {
        auto const& in_path = matched.path_arguments;
        auto all = in_path;
        read_query(request.query(), all);
        for (auto const& [name, value] : std::span{all}.subspan(in_path.size())) {
            if (std::ranges::find(in_path, name, &Arguments::value_type::first) == in_path.end())
                continue;
            throw Problem{400, "This stands in the path; leave it out of the query."}.in_parameter(
                name
            );
        }
        arguments = Document::arguments(*matched.operation, all);
    }

    void read_body() {
        auto const& operation = *matched.operation;
        if (!operation.takes_body && !request.body.empty())
            throw Problem{400, "This takes no body; leave it out."};
        if (operation.needs_body && request.body.empty())
            throw Problem{400, "The body is missing; it is a JSON object."};
        if (request.body.empty()) return;
        if (auto const encoding = http::content_encoding(request); !encoding.empty()) {
            throw Problem{
                400,
                "The body's Content-Encoding is {}; send the body as it is.",
                encoding};
        }
        body = json::parse(request.body, body_source);
        Document::check_body(operation, body);
    }

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
    std::string tenant{kEveryTenant};  // an ID, or * for the whole server
    std::string hint{};                // to whoever may have meant another tenant
};

// The answers of every tenant to one call, on as many lanes; the last one completes them. What is
// called on a lane needs no memory.
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

    // One tenant's answer; absent: it has none to give. True for the last one.
    bool add(std::size_t index, std::optional<Answer> answer) noexcept {
        std::scoped_lock const lock{mutex};
        if (answer) {
            bytes += answer->body.size();
            if (answer->status >= 400) {
                failure = std::move(answer);
            } else {
                bodies[index] = std::move(answer->body);
            }
            if (failure || bytes > kMostAnswerBytes) std::ranges::fill(bodies, std::nullopt);
        }
        return --left == 0;
    }

    // Once the last one has come. A failure tells that some tenants may have done what was asked.
    Answer answer() {
        if (failure) return *std::move(failure);
        if (bytes > kMostAnswerBytes) {
            throw Problem{
                409,
                "The answers of all accounts have more than {} MiB together; ask for one account, "
                "or for less of each (limit).",
                kMostAnswerBytes >> 20U}
                .in_parameter("account");
        }
        return Answer::object([&](json::Writer& writer) {
            writer.key("accounts");
            writer.object([&] {
                for (std::size_t index = 0; index < tenants.size(); ++index) {
                    if (!bodies[index]) continue;
                    writer.key(tenants[index]->id());
                    writer.raw(bodies[index]->empty() ? "{}" : *bodies[index]);
                }
            });
        });
    }
};

Router::Router(Program program, Routes routes, Safety safety)
    : program_{std::move(program)}, routes_{std::move(routes)}, safety_{std::move(safety)} {
    auto const& operations = Document::own().operations();
    for (auto const& operation : operations) {
        if (!routes_.contains(operation.id))
            throw std::logic_error{"no route does " + operation.id};
        auto const answers_later = std::holds_alternative<HandleLater>(routes_.at(operation.id));
        if (operation.scope == Scope::many && answers_later)
            throw std::logic_error{operation.id + " is about many accounts and answers later"};
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

void Router::receive(SharedPending const& pending) {
    auto const& request = pending->request;
    // Before anything is told of what there is.
    safety_.require(request, is_open(request.path()));
    pending->matched = Document::own().match(request.method, request.path());
    pending->read_arguments();
    choose_tenant(*pending);
    pending->read_body();
    auto const& operation = *pending->matched.operation;
    if (operation.scope == Scope::none) {
        auto const& handle = std::get<HandleProgram>(routes_.at(operation.id));
        return finish(*pending, handle(pending->visit(program_)));
    }
    if (pending->tenant == kEveryTenant) return enter_all(pending);
    enter(pending);
}

// Before anything else can be refused, so that every answer says whose it is.
void Router::choose_tenant(Pending& pending) const {
    auto const scope = pending.matched.operation->scope;
    if (scope == Scope::none) return;
    auto const key = pending.arguments_node.text("account");
    if (scope == Scope::used) {
        pending.tenant = key;
    } else if (key != kEveryTenant) {
        pending.tenant = program_.tenant_of(key);
        pending.hint = program_.hint_about(key);
    } else if (scope == Scope::one) {
        throw Problem{400, "This is about one account; name its AccessKeyId instead of *."}
            .in_parameter("account");
    }
}

void Router::enter(SharedPending const& pending) {
    auto const no_room = [this] {
        return Problem{409, "{}", program_.tenants.no_room().message()}.in_parameter("account");
    };
    auto const& id = pending->tenant;
    auto const is_used = pending->matched.operation->scope == Scope::used;
    auto const found = is_used ? program_.tenants.find(id) : program_.tenants.find_or_add(id);
    if (!found && is_used)
        throw Problem{404, "Nobody has used an account {} so far.", id}.in_parameter("account");
    if (!found) throw no_room();
    Reply const reply = [pending](Answer answer) { finish(*pending, std::move(answer)); };
    program_.tenants.enter(found, [this, pending, no_room, reply](SharedTenant const& tenant) {
        if (tenant) return handle(pending, *tenant, reply);
        guard(reply, [&] { throw no_room(); });
    });
}

// On the tenant's lane, where nothing may be thrown.
void Router::handle(
    SharedPending const& pending,
    ServedTenant& tenant,
    Reply const& reply
) noexcept {
    guard(reply, [&] {
        Visit const visit{pending->visit(program_), tenant, pending->work};
        auto const& route = routes_.at(pending->matched.operation->id);
        if (auto const* const later = std::get_if<HandleLater>(&route))
            return (*later)(visit, reply);
        reply(std::get<Handle>(route)(visit));
    });
}

void Router::enter_all(SharedPending const& pending) {
    auto const gathered = std::make_shared<Gathered>(program_.tenants.all());
    if (gathered->tenants.empty()) return finish(*pending, gathered->answer());
    auto const add = [pending, gathered](std::size_t index, std::optional<Answer> one) noexcept {
        if (!gathered->add(index, std::move(one))) return;
        guard(
            [&pending](Answer answer) { finish(*pending, std::move(answer)); },
            [&] { finish(*pending, gathered->answer()); }
        );
    };
    // From here on each is answered for, so that the last one completes the answer. None of the
    // operations that answer later is about many.
    for (std::size_t index = 0; index < gathered->tenants.size(); ++index) {
        auto& tenant = *gathered->tenants[index];
        try {
            tenant.enter([this, pending, gathered, &tenant, add, index] {
                auto const changes_nothing = pending->matched.operation->method == "GET";
                auto const is_needed = !changes_nothing || !gathered->is_refused();
                std::optional<Answer> one;
                // A tenant that has been removed meanwhile is not open either.
                if (tenant.is_open() && is_needed)
                    handle(pending, tenant, [&one](Answer answer) { one = std::move(answer); });
                add(index, std::move(one));
            });
        } catch (std::exception const&) {
            add(index, answer_to_exception());
        }
    }
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
        response.status = status;
        response.fields = std::move(answer.fields);
        if (!answer.content_type.empty()) response.fields.add("Content-Type", answer.content_type);
        response.fields.add("Cache-Control", "no-store");
        response.body = std::move(answer.body);
        response.fields.add(kTenantField, answer.tenant.empty() ? pending.tenant : answer.tenant);
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
