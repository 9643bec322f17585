// Inside this layer only.
#pragma once

#include "server/gateway/gateway.hpp"
#include "server/gateway/record.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace rds::gateway {

// A request that waits for its answer; shared between the session's thread and the account's lane,
// one after the other.
struct Gateway::Pending {
    Pending(http::Request const& asked, http::Reply answer, std::string id)
        : request{asked}, reply{std::move(answer)}, request_id{std::move(id)} {}

    http::Request const& request;
    http::Reply reply;
    std::string request_id;
    Call call;
    Caller caller;
    api::Action const* action = nullptr;
    std::string hint;
    std::string own_address;  // of this server, for Recommend; empty: it leads to the service
    control::Account* account = nullptr;  // whose journal it goes into; absent: none, or no room
    storage::Instant machine_time{};
    std::optional<storage::Instant> account_time;
    std::optional<std::int64_t> fault;                    // the rule that struck
    std::shared_ptr<control::FaultRule const> struck_by;  // likewise

    void add_hint(std::string_view text) {
        if (text.empty()) return;
        if (!hint.empty()) hint += ' ';
        hint += text;
    }

    void keep(int status, std::string_view code, std::chrono::microseconds duration) const {
        if (account == nullptr) return;
        control::Entry draft{
            .request_id = request_id,
            .machine_time = machine_time,
            .account_time = account_time,
            .status = status,
            .hint = hint,
            .fault = fault,
            .duration = duration,
        };
        if (!code.empty()) draft.code = code;
        record(account->journal(), draft, request, call, caller);
    }
};

}  // namespace rds::gateway
