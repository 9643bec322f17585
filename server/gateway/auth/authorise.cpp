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

// What cannot be a name goes into no resource: a pattern must not take a part of it for another.
storage::Instance unknown_instance(std::string_view id, api::Arguments const& arguments) {
    storage::Instance unknown;
    if (text::is_instance_id(id)) unknown.id = id;
    auto const region = arguments.find("RegionId");
    if (region && is_region(*region)) unknown.region_id = *region;
    return unknown;
}

identity::Question question(
    Caller const& caller,
    http::Request const& request,
    api::Action const& action,
    storage::Instance const& instance,
    storage::Instant now
) {
    auto const& [level, resource, condition_keys] = *action.authorisation;
    identity::Question asked{
        fmt::format("rds:{}", action.name),
        fmt::format(
            "acs:rds:{}:{}:{}/{}",
            instance.region_id,
            caller.tenant,
            resource.type,
            instance.id
        )};
    auto& conditions = asked.conditions;
    conditions["acs:SourceIp"] = request.peer;
    conditions["acs:SecureTransport"] = request.secure ? "true" : "false";
    conditions["acs:CurrentTime"] = text::timestamp(now);
    if (std::ranges::find(condition_keys, kResourceTag) == condition_keys.end()) return asked;
    for (auto const& [key, value] : instance.tags)
        conditions[fmt::format("{}/{}", kResourceTag, key)] = value;
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

bool is_bound(Caller const& caller) {
    return caller.principal && caller.principal->kind != identity::Principal::Kind::root;
}

std::optional<api::Fault> authorise(
    Caller const& caller,
    http::Request const& request,
    api::Arguments const& arguments,
    api::Action const& action,
    api::Context& context
) {
    auto const forbidden = api::Fault{api::faults::kForbiddenRam};
    if (!action.authorisation) {
        return api::Fault{forbidden}.hinting("The action does not say what it works on.");
    }
    auto const id = arguments.find(action.authorisation->resource.parameter);
    auto const found = context.tenant.instances().find(id.value_or(std::string_view{}));
    auto const instance =
        found.value_or(unknown_instance(id.value_or(std::string_view{}), arguments));
    auto const asked = question(caller, request, action, instance, context.now);
    auto const decision = identity::decide(*caller.principal, asked);
    if (decision.is_allowed) return std::nullopt;
    constexpr std::size_t kShown = 256;
    return api::Fault{forbidden}.hinting(fmt::format(
        "{} may not {} on {}: {}.{}",
        caller.principal->arn(),
        asked.action,
        text::printable(asked.resource, kShown),
        why(*caller.principal, decision),
        found ? "" : " There is no such instance here, so it has no tags."
    ));
}

}  // namespace rds::gateway
