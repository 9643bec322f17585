// Calls that a program which checks its callers refuses, as data.
#pragma once

#include "tests/kit/signed_call.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rds {

using kit::Key;
using kit::V1Call;
using kit::V3Call;
using storage::Instant;

inline constexpr std::string_view kCallersFixture = R"({
    "instances": [{"id": "rm-a", "tags": {"env": "test"}}, {"id": "rm-b"}],
    "identities": {
        "users": [{"name": "alice", "policies": [{"Version": "1", "Statement": [
            {"Effect": "Allow", "Action": "rds:Describe*", "Resource": "acs:rds:*:*:dbinstance/rm-a*"}]}]}],
        "roles": [{"name": "reader", "policies": []}],
        "accessKeys": [
            {"id": "testid"},
            {"id": "alices", "secret": "alices-secret", "user": "alice"},
            {"id": "idle", "status": "Inactive"}],
        "stsTokens": [
            {"accessKeyId": "STS.now", "secret": "s", "securityToken": "token-now", "role": "reader", "expires": "1h"},
            {"accessKeyId": "STS.old", "secret": "s", "securityToken": "token-old", "role": "reader",
             "expires": "2020-01-02T03:04:05Z"}],
        "bearerTokens": [{"token": "bearer-of-alice", "user": "alice"}]
    }
})";

inline Key const kAlice{"alices", "alices-secret"};
inline Key const kNow{"STS.now", "s", "token-now"};
inline Key const kExpired{"STS.old", "s", "token-old"};

// What refuses a call: the call as it is made at that moment, and the answer.
struct Refusal {
    std::string name;
    std::function<http::Request(Instant now)> request;
    int status;
    std::string code;
};

// What is changed before a call is signed.
template <class Call>
using Change = std::function<void(Call&)>;

template <class Call>
Refusal
refusal(std::string name, Key const& key, int status, std::string code, Change<Call> change) {
    auto const request = [key, change = std::move(change)](Instant now) {
        Call call{"DescribeBackupTasks", now, key};
        change(call);
        return call.request();
    };
    return {std::move(name), request, status, std::move(code)};
}

// A signed request with something changed afterwards.
template <class Call>
Refusal tampered(std::string name, int status, std::string code, void (*change)(http::Request&)) {
    auto const request = [change](Instant now) {
        auto signed_request = Call{"DescribeBackupTasks", now}.request();
        change(signed_request);
        return signed_request;
    };
    return {std::move(name), request, status, std::move(code)};
}

std::vector<Refusal> v1_refusals();
std::vector<Refusal> v3_refusals();

}  // namespace rds
