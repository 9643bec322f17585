#include "server/control/fault_rule_text.hpp"

#include "server/codec/schema.hpp"
#include "server/control/injectable.hpp"
#include "server/json/invalid.hpp"
#include "server/json/parse.hpp"
#include "server/text/escape.hpp"
#include "server/text/suggest.hpp"
#include "server/text/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

namespace rds::control {

namespace {

using json::Node;
using Names = std::vector<std::string_view>;

constexpr std::chrono::minutes kLongestDelay{10};
constexpr std::chrono::days kLongestRetryAfter{1};

void add_new(std::string_view name, Names& names) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
}

// Nothing: the rule is about every action.
api::Action const* read_action(Node const& node, api::Catalog const& catalog) {
    if (!node.has("action")) return nullptr;
    auto const name = node.text("action");
    auto const* const action = catalog.find(name);
    if (action != nullptr) return action;
    Names names;
    for (auto const& each : catalog.all())
        names.push_back(each.name);
    node.refuse("action", "is not an emulated action" + text::near_or_known(name, names));
}

// Of the action, or of any if the rule is about every one, and the common ones.
Names known_parameters(api::Action const* action, api::Catalog const& catalog) {
    Names names;
    for (auto const& each : catalog.all()) {
        if (action != nullptr && action != &each) continue;
        for (auto const& parameter : each.parameters)
            add_new(parameter.name, names);
    }
    for (auto const name : api::common_parameters())
        add_new(name, names);
    return names;
}

std::map<std::string, std::string>
read_parameters(Node const& node, api::Action const* action, api::Catalog const& catalog) {
    auto parameters = node.texts_by_name("parameters");
    if (parameters.empty()) return parameters;
    auto const known = known_parameters(action, catalog);
    for (auto const& [name, value] : parameters) {
        if (std::ranges::find(known, name) != known.end()) continue;
        throw json::Invalid{
            node.source(),
            node.object("parameters").pointer_to(name),
            fmt::format(
                "{} is not a parameter of {}{}",
                text::quoted(name),
                action != nullptr ? action->name : "any action",
                text::near_or_known(name, known)
            )};
    }
    return parameters;
}

Turn read_turn(Node const& node) {
    using Kind = Turn::Kind;
    constexpr std::array kMembers{
        std::pair{"first", Kind::first},
        std::pair{"every", Kind::every},
        std::pair{"after", Kind::after},
        std::pair{"always", Kind::always},
    };
    Turn turn;
    char const* given = nullptr;
    for (auto const& [name, kind] : kMembers) {
        auto const is_given = kind == Kind::always ? node.flag(name, false) : node.has(name);
        if (!is_given) continue;
        if (given != nullptr) {
            node.refuse(
                name,
                fmt::format(R"(cannot be together with "{}"; leave one of them out)", given)
            );
        }
        given = name;
        turn.kind = kind;
        if (kind != Kind::always) turn.count = node.number(name, 1);
    }
    return turn;
}

std::optional<std::chrono::milliseconds>
read_duration(Node const& node, char const* name, std::chrono::milliseconds longest) {
    if (!node.has(name)) return std::nullopt;
    auto const duration = text::parse_duration(node.text(name));
    if (!duration) node.refuse(name, fmt::format("is not {}", text::kDurationExample));
    if (*duration < std::chrono::milliseconds{0}) node.refuse(name, "is negative; 0s is the least");
    if (*duration > longest) {
        auto const most = text::duration_text(longest);
        node.refuse(name, fmt::format("is too long; {} is the most", most));
    }
    return duration;
}

void read_until(Node const& node, FaultRule& rule) {
    if (!node.has("until")) return;
    rule.until = text::parse_timestamp(node.text("until"));
    if (rule.until) return;
    if (!text::parse_duration(node.text("until"))) {
        auto const why =
            fmt::format("is neither {} nor {}", text::kTimestampExample, text::kDurationExample);
        node.refuse("until", why);
    }
    rule.lasts = read_duration(node, "until", text::kLongestDuration);
}

void require_effect(Node const& node) {
    constexpr std::array kEffects{"code", "delay", "close", "body", "contentType"};
    if (std::ranges::any_of(kEffects, [&node](auto const* name) { return node.has(name); })) return;
    // The one that stands there for a code says more about what is missing.
    for (auto const* const name : {"status", "message", "retryAfter"}) {
        if (node.has(name)) return;
    }
    node.refuse(
        R"(the fault has no effect; it needs "code", "delay", "close", "body" or "contentType")"
    );
}

// Members that would otherwise be ignored in silence.
void refuse_what_has_no_use(Node const& node) {
    if (node.has("close")) {
        for (auto const* const name : {"code", "body", "contentType"}) {
            if (!node.has(name)) continue;
            node.refuse(
                name,
                R"(is of no use where "close" leaves the call without an answer; leave one of them out)"
            );
        }
    }
    if (node.has("code")) return;
    for (auto const* const name : {"status", "message", "retryAfter"}) {
        if (node.has(name))
            node.refuse(name, R"(is of no use without "code"; give one, or leave it out)");
    }
}

[[noreturn]] void
refuse_code(Node const& node, api::Action const* action, std::vector<api::Fault> const& faults) {
    Names codes;
    for (auto const& fault : faults)
        add_new(fault.code(), codes);
    auto const who = action != nullptr ? fmt::format("{} never answers", action->name)
                                       : "not every action answers";
    throw json::Invalid{
        node.source(),
        node.pointer_to("code"),
        fmt::format(
            R"({} {}{}; it must be {}, or a code of your own with "status" and "message")",
            who,
            text::quoted(node.text("code")),
            text::near_name(node.text("code"), codes),
            text::joined(codes, "or")
        )};
}

FaultEffect::Refusal
read_refusal(Node const& node, api::Action const* action, api::Catalog const& catalog) {
    auto const code = node.text("code");
    auto const faults = action != nullptr ? injectable(*action) : injectable_everywhere(catalog);
    auto const at = std::ranges::find(faults, code, &api::Fault::code);
    if (at != faults.end()) {
        for (auto const* const name : {"status", "message"}) {
            if (!node.has(name)) continue;
            auto const why = fmt::format("is not yours to choose: {} is documented", code);
            node.refuse(name, why + "; leave it out, or take another code");
        }
        return {at->code(), at->status(), at->message(), true};
    }
    if (!node.has("status") && !node.has("message")) {
        auto const fault = common_fault_of_a_parameter(code);
        if (!fault) refuse_code(node, action, faults);
        return {fault->code(), fault->status(), fault->message(), true};
    }
    for (auto const* const name : {"status", "message"}) {
        if (!node.has(name))
            node.refuse("code", fmt::format(R"(is a code of your own and lacks "{}")", name));
    }
    auto const message = node.text("message");
    if (std::ranges::any_of(message, [](unsigned char c) { return c < ' '; }))
        node.refuse("message", "holds a control character, which XML cannot hold");
    return {code, node.number("status", 0), message, false};
}

FaultCounts read_counts(Node const& node, Turn const& turn) {
    auto const hits = node.number("hits", 0);
    auto const calls = node.number("calls", hits);
    if (hits > calls)
        node.refuse("hits", fmt::format(R"(is more than "calls", which is {})", calls));
    if (turn.kind == Turn::Kind::first && hits > turn.count)
        node.refuse("hits", fmt::format(R"(is more than "first", which is {})", turn.count));
    return {calls, hits};
}

FaultEffect read_effect(Node const& node, api::Action const* action, api::Catalog const& catalog) {
    using Close = FaultEffect::Close;
    using Body = FaultEffect::Body;
    require_effect(node);
    refuse_what_has_no_use(node);
    FaultEffect effect;
    if (node.has("code")) effect.refusal = read_refusal(node, action, catalog);
    effect.retry_after = read_duration(node, "retryAfter", kLongestRetryAfter);
    effect.delay = read_duration(node, "delay", kLongestDelay);
    if (node.has("close"))
        effect.close = node.text("close") == "before" ? Close::before : Close::after;
    if (node.has("body"))
        effect.body = node.text("body") == "empty" ? Body::empty : Body::truncated;
    effect.content_type = node.text("contentType");
    return effect;
}

}  // namespace

FaultRule read_fault_rule(Node const& node, api::Catalog const& catalog) {
    FaultRule rule;
    auto const* const action = read_action(node, catalog);
    rule.action = node.text("action");
    rule.parameters = read_parameters(node, action, catalog);
    rule.turn = read_turn(node);
    read_until(node, rule);
    rule.effect = read_effect(node, action, catalog);
    rule.begins_with = read_counts(node, rule.turn);
    return rule;
}

FaultRule parse_fault_rule(
    std::string_view text,
    std::string const& source,
    std::string const& pointer,
    api::Catalog const& catalog
) {
    auto const document = json::parse(text, source);
    codec::check_definition(document, "fault", source);
    return read_fault_rule({document, source, pointer}, catalog);
}

namespace {

void write_turn(json::Writer& writer, Turn const& turn) {
    switch (turn.kind) {
        case Turn::Kind::first:
            return writer.member("first", turn.count);
        case Turn::Kind::every:
            return writer.member("every", turn.count);
        case Turn::Kind::after:
            return writer.member("after", turn.count);
        case Turn::Kind::always:
            return writer.member("always", true);
    }
}

void write_refusal(json::Writer& writer, FaultEffect const& effect) {
    if (!effect.refusal) return;
    writer.member("code", effect.refusal->code);
    if (!effect.refusal->is_documented) {
        writer.member("status", effect.refusal->status);
        writer.member("message", effect.refusal->message);
    }
    if (effect.retry_after) writer.member("retryAfter", text::duration_text(*effect.retry_after));
}

void write_effect(json::Writer& writer, FaultEffect const& effect) {
    using Close = FaultEffect::Close;
    using Body = FaultEffect::Body;
    write_refusal(writer, effect);
    if (effect.delay) writer.member("delay", text::duration_text(*effect.delay));
    if (effect.close != Close::no)
        writer.member("close", effect.close == Close::before ? "before" : "after");
    if (effect.body != Body::whole)
        writer.member("body", effect.body == Body::empty ? "empty" : "truncated");
    if (!effect.content_type.empty()) writer.member("contentType", effect.content_type);
}

}  // namespace

void write_members(json::Writer& writer, FaultRule const& rule) {
    if (!rule.action.empty()) writer.member("action", rule.action);
    if (!rule.parameters.empty()) {
        writer.key("parameters");
        writer.object([&] {
            for (auto const& [name, value] : rule.parameters)
                writer.member(name, value);
        });
    }
    write_turn(writer, rule.turn);
    if (rule.until) writer.member("until", text::short_timestamp(*rule.until));
    if (rule.lasts) writer.member("until", text::duration_text(*rule.lasts));
    write_effect(writer, rule.effect);
}

}  // namespace rds::control
