#include "server/identity/parse_policy.hpp"

#include "server/identity/invalid_policy.hpp"
#include "server/identity/parse_conditions.hpp"
#include "server/identity/policy_reader.hpp"
#include "server/json/shown.hpp"
#include "server/text/suggest.hpp"

#include <fmt/format.h>
#include <rapidjson/error/en.h>

#include <algorithm>

namespace rds::identity {

namespace {

using json::shown;
using json::view;
using rapidjson::Value;

constexpr std::string_view kActions =
    R"(an action like "rds:DescribeBackupTasks", "rds:Describe*" or "*", or a list of such)";
constexpr std::string_view kResources =
    R"(a resource like "acs:rds:*:*:dbinstance/rm-a" or "*", or a list of such)";

bool is_one_of(char c, std::string_view others) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           others.find(c) != std::string_view::npos;
}

// "*", "rds:Describe*"; and "*:Describe*" of all services: our choice.
bool is_action(std::string_view text) {
    if (text == "*") return true;
    auto const colon = text.find(':');
    if (colon == 0 || colon == std::string_view::npos || colon + 1 == text.size()) return false;
    return std::ranges::all_of(
               text.substr(0, colon),
               [](char c) { return is_one_of(c, "*?-_"); }
           ) &&
           std::ranges::all_of(text.substr(colon + 1), [](char c) {
               return is_one_of(c, "*?-_./");
           });
}

// "*", "acs:<service>:<region>:<account>:<what>"
bool is_resource(std::string_view text) {
    constexpr std::string_view kPrefix = "acs:";
    if (text == "*") return true;
    if (!text.starts_with(kPrefix)) return false;
    auto const service = text.substr(kPrefix.size());
    auto const region = service.find(':');
    if (region == 0 || region == std::string_view::npos) return false;
    auto const account = service.find(':', region + 1);
    if (account == std::string_view::npos) return false;
    auto const what = service.find(':', account + 1);
    return what != std::string_view::npos && what + 1 < service.size();
}

std::vector<std::string> read_patterns(
    PolicyReader& reader,
    Place const& list,
    bool (*is_right)(std::string_view),
    std::string_view expectation
) {
    std::vector<std::string> patterns;
    for (auto const& place : one_or_many(list, expectation)) {
        if (!place.value->IsString() || !is_right(view(*place.value))) {
            place.refuse(fmt::format("{} is not {}", shown(*place.value), expectation));
        }
        patterns.push_back(reader.text(place));
    }
    return patterns;
}

Statement::Effect read_effect(Place const& place) {
    if (place.value->IsString() && view(*place.value) == "Allow") return Statement::Effect::allow;
    if (place.value->IsString() && view(*place.value) == "Deny") return Statement::Effect::deny;
    auto const near =
        place.value->IsString() ? text::near_name(view(*place.value), {"Allow", "Deny"}) : "";
    place.refuse(fmt::format(R"({} is not "Allow" or "Deny"{})", shown(*place.value), near));
}

void read_actions(PolicyReader& reader, Place const& place, Statement& statement) {
    auto const actions = place.find("Action");
    auto const all_but = place.find("NotAction");
    if (actions && all_but) {
        place.refuse(R"("Action" and "NotAction" are both given; one of them is right)");
    }
    if (!actions && !all_but) {
        place.refuse(fmt::format(R"("Action" or "NotAction" is missing; it is {})", kActions));
    }
    statement.is_all_but_actions = all_but.has_value();
    statement.actions = read_patterns(reader, actions ? *actions : *all_but, is_action, kActions);
}

Statement read_statement(PolicyReader& reader, Place const& place) {
    place.require_object("a statement", {"Effect", "Action", "NotAction", "Resource", "Condition"});
    Statement statement;
    statement.effect = read_effect(place.get("Effect", R"("Allow" or "Deny")"));
    read_actions(reader, place, statement);
    statement.resources =
        read_patterns(reader, place.get("Resource", kResources), is_resource, kResources);
    if (auto const conditions = place.find("Condition")) {
        statement.conditions = read_conditions(reader, *conditions);
    }
    return statement;
}

void check_version(Place const& place) {
    if (place.value->IsString() && view(*place.value) == "1") return;
    place.refuse(fmt::format(R"({} is not the text "1", the only version)", shown(*place.value)));
}

}  // namespace

Policy parse_policy(Value const& value, std::string pointer) {
    constexpr std::string_view kStatements = "a list of statements, at least one";
    Place const root{&value, ""};
    root.require_object("a policy", {"Version", "Statement"});
    check_version(root.get("Version", R"("1")"));
    auto const list = root.get("Statement", kStatements);
    if (!list.value->IsArray() || list.value->Empty()) {
        list.refuse(fmt::format("{} is not {}", shown_size(*list.value), kStatements));
    }
    PolicyReader reader{kMostPolicyBytes};
    Policy policy{std::move(pointer), {}};
    for (auto const& place : one_or_many(list, kStatements)) {
        reader.count(place, 0);
        policy.statements.push_back(read_statement(reader, place));
    }
    return policy;
}

Policy parse_policy(std::string_view text) {
    constexpr unsigned kFlags =
        rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag;
    rapidjson::Document document;
    document.Parse<kFlags>(text.data(), text.size());
    if (document.HasParseError()) {
        auto const* const why = rapidjson::GetParseError_En(document.GetParseError());
        throw InvalidPolicy{
            "",
            fmt::format("character {}: {}", document.GetErrorOffset() + 1, why)};
    }
    return parse_policy(document, "");
}

}  // namespace rds::identity
