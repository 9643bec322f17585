#include "server/gateway/authorise.hpp"

#include "server/identity/decide.hpp"
#include "server/text/printable.hpp"
#include "server/text/timestamp.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rds::gateway {

namespace {

constexpr std::string_view kResourceTag = "rds:ResourceTag";

// What there is to know of the resource; as of one without tags if it does not exist.
storage::Instance
resource_of(std::string_view id, api::Arguments const& arguments, api::Context& context) {
    if (auto instance = context.account.instances().find(id)) return *std::move(instance);
    storage::Instance unknown;
    unknown.id = id;
    if (auto const region = arguments.find("RegionId")) unknown.region_id = *region;
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
            caller.account,
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

std::string
hint_forbidden(Caller const& caller, identity::Question const& asked, std::string_view statement) {
    auto const decided =
        statement.empty()
            ? std::string{"no statement of its policies allows it"}
            : fmt::format("{} of the fixture denies it", text::printable(statement, 256));
    return fmt::format(
        "{} may not {} on {}: {}.",
        caller.principal->arn(),
        asked.action,
        text::printable(asked.resource, 256),
        decided
    );
}

}  // namespace

std::optional<api::Fault> authorise(
    Caller const& caller,
    http::Request const& request,
    api::Arguments const& arguments,
    api::Action const& action,
    api::Context& context
) {
    if (!caller.principal || caller.principal->kind == identity::Principal::Kind::root)
        return std::nullopt;
    auto const forbidden = api::Fault{api::faults::kForbiddenRam};
    if (!action.authorisation) {
        return api::Fault{forbidden}.hinting("The action does not say what it works on.");
    }
    auto const id = arguments.find(action.authorisation->resource.parameter);
    auto const instance = resource_of(id.value_or(std::string_view{}), arguments, context);
    auto const asked = question(caller, request, action, instance, context.now);
    auto const decision = identity::decide(*caller.principal, asked);
    if (decision.is_allowed) return std::nullopt;
    return api::Fault{forbidden}.hinting(hint_forbidden(caller, asked, decision.statement));
}

}  // namespace rds::gateway
