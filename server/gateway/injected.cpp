#include "server/gateway/injected.hpp"

#include <fmt/format.h>

namespace rds::gateway {

using control::FaultRule;
using Sent = http::Delivery::Sent;

http::Response unanswered() {
    http::Response response;
    response.status = 0;
    return response;
}

void distort(http::Response& response, FaultRule const& rule) {
    if (rule.retry_after)
        response.fields.add("x-acs-retry-after", fmt::to_string(rule.retry_after->count()));
    if (!rule.content_type.empty()) response.fields.replace("Content-Type", rule.content_type);
    if (rule.body == FaultRule::Body::empty) response.body.clear();
    if (rule.body == FaultRule::Body::truncated) response.delivery.sent = Sent::truncated;
    if (rule.close) response.delivery.sent = Sent::nothing;
    response.delivery.delay = rule.delay.value_or(response.delivery.delay);
}

}  // namespace rds::gateway
