#include "server/control/fault_rule_text.hpp"
#include "server/text/time.hpp"

namespace rds::control {

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
