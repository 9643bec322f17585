#include "server/gateway/auth/authorise.hpp"

#include "server/identity/decide.hpp"
#include "server/text/ascii.hpp"
#include "server/text/escape.hpp"
#include "server/text/time.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rds::gateway {

namespace {

constexpr std::string_view kResourceTag = "rds:ResourceTag";

bool is_region(std::string_view text) {
    constexpr std::size_t kLongestRegion = 64;
    return !text.empty() && text.size() <= kLongestRegion && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || text::is_digit(c) || c == '-';
    });
}

// What policies know of a resource: where it is, and its tags. What cannot be a name goes into no
// resource: a pattern must not take a part of it for another.
struct Described {
    std::string arn;
    storage::TextsByName tags{};
    bool is_unknown_instance = false;
};

std::string region_of(api::Arguments const& arguments) {
    auto const region = arguments.find("RegionId");
    return region && is_region(*region) ? std::string{*region} : storage::Instance{}.region_id;
}

Described described(
    api::Resource const& resource,
    std::string const& tenant,
    api::Arguments const& arguments,
    api::Context& context
) {
    auto const arn = [&](std::string_view region, std::string_view id) {
        return fmt::format("acs:rds:{}:{}:{}/{}", region, tenant, resource.type, id);
    };
    if (resource.type.empty()) {
        auto const everything = fmt::format("acs:rds:{}:{}:*", region_of(arguments), tenant);
        return {everything, resource.tags};
    }
    if (resource.type != "dbinstance" || resource.id == "*")
        return {arn(region_of(arguments), resource.id)};
    auto instance = context.tenant.instances().find(resource.id);
    if (instance) return {arn(instance->region_id, instance->id), std::move(instance->tags)};
    auto const is_name = text::is_instance_id(resource.id);
    return {arn(region_of(arguments), is_name ? resource.id : std::string{}), {}, true};
}

identity::Question question(
    http::Request const& request,
    api::Action const& action,
    Described const& resource,
    storage::Instant now
) {
    identity::Question asked{
        fmt::format("rds:{}", action.name),
        resource.arn,
        {{"acs:SourceIp", request.peer},
         {"acs:SecureTransport", request.secure ? "true" : "false"},
         {"acs:CurrentTime", text::timestamp(now)}}};
    auto const& keys = action.authorisation->condition_keys;
    if (std::ranges::find(keys, kResourceTag) == keys.end()) return asked;
    for (auto const& [key, value] : resource.tags)
        asked.conditions[fmt::format("{}/{}", kResourceTag, key)] = value;
    return asked;
}

std::string why(identity::Principal const& principal, identity::Decision const& decision) {
    constexpr std::size_t kShown = 256;
    if (principal.policies.empty()) return "it has no policies";
    if (!decision.statement.empty())
        return text::printable(decision.statement, kShown) + " of the fixture denies it";
    if (decision.nearest.empty()) return "no statement of its policies speaks of this action";
    return "no statement allows it; " + text::printable(decision.nearest, kShown);
}

}  // namespace

std::optional<api::Fault>
expiry(Caller const& caller, storage::Instant opened_at, storage::Instant now) {
    if (!caller.expires_at) return std::nullopt;
    auto const* const after = std::get_if<storage::Duration>(&*caller.expires_at);
    auto const at =
        after != nullptr ? opened_at + *after : std::get<storage::Instant>(*caller.expires_at);
    if (now < at) return std::nullopt;
    return api::Fault{*caller.when_expired}.hinting(fmt::format(
        "The token expired at {}, and the account's clock shows {}.",
        text::timestamp(at),
        text::timestamp(now)
    ));
}

bool is_bound(Caller const& caller) {
    return caller.principal && caller.principal->kind != identity::Principal::Kind::root;
}

std::optional<api::Fault> authorise(
    Caller const& caller,
    http::Request const& request,
    Call const& call,
    std::vector<api::Resource> const& resources,
    api::Context& context
) {
    using api::faults::kForbiddenRam;
    auto const& arguments = call.arguments;
    auto const& action = *call.declared;
    if (!action.authorisation)
        return api::Fault{kForbiddenRam}.hinting("The action does not say what it works on.");
    std::vector<Described> all;
    all.reserve(resources.size() + 1);
    for (auto const& resource : resources)
        all.push_back(described(resource, caller.tenant, arguments, context));
    if (all.empty())
        all.push_back({fmt::format("acs:rds:{}:{}:*", region_of(arguments), caller.tenant)});
    for (auto const& resource : all) {
        auto const asked = question(request, action, resource, context.now);
        auto const decision = identity::decide(*caller.principal, asked);
        if (decision.is_allowed) continue;
        constexpr std::size_t kShown = 256;
        return api::Fault{kForbiddenRam}.hinting(fmt::format(
            "{} may not {} on {}: {}.{}",
            caller.principal->arn(),
            asked.action,
            text::printable(asked.resource, kShown),
            why(*caller.principal, decision),
            resource.is_unknown_instance ? " There is no such instance here, so it has no tags."
                                         : ""
        ));
    }
    return std::nullopt;
}

}  // namespace rds::gateway
