#include "server/gateway/injected.hpp"

#include <fmt/format.h>

namespace rds::gateway {

using control::FaultEffect;
using Sent = http::Delivery::Sent;

api::Fault injected_fault(FaultEffect::Refusal const& refusal) {
    return api::Fault{refusal.code, refusal.status, refusal.message};
}

http::Response unanswered() {
    http::Response response;
    response.status = 0;
    return response;
}

void distort(http::Response& response, FaultEffect const& effect) {
    if (effect.retry_after)
        response.fields.add("x-acs-retry-after", fmt::to_string(effect.retry_after->count()));
    if (!effect.content_type.empty()) response.fields.replace("Content-Type", effect.content_type);
    if (effect.body == FaultEffect::Body::empty) response.body.clear();
    if (effect.body == FaultEffect::Body::truncated) response.delivery.sent = Sent::truncated;
    if (effect.close != FaultEffect::Close::no) response.delivery.sent = Sent::nothing;
    response.delivery.delay = effect.delay.value_or(response.delivery.delay);
}

}  // namespace rds::gateway
