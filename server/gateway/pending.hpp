// Inside this layer only.
#pragma once

#include "server/gateway/gateway.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace rds::gateway {

// A request that waits for its answer; shared between the session's thread and the tenant's lane,
// one after the other.
struct Gateway::Pending {
    Pending(http::Request const& asked, http::Reply answer, std::string id)
        : request{asked}, reply{std::move(answer)}, request_id{std::move(id)} {}

    http::Request const& request;
    http::Reply reply;
    std::string request_id;
    Call call;
    Caller caller;
    std::string hint;
    std::string own_address;       // of this server, for Recommend; empty: it leads to the service
    control::SharedTenant tenant;  // whose journal it goes into; absent: none, or no room
    storage::Instant machine_time{};
    std::optional<storage::Instant> tenant_time;
    std::optional<std::int64_t> fault;                    // the rule that struck
    std::shared_ptr<control::FaultRule const> struck_by;  // that rule

    void add_hint(std::string_view text) {
        if (text.empty()) return;
        if (!hint.empty()) hint += ' ';
        hint += text;
    }
};

}  // namespace rds::gateway
