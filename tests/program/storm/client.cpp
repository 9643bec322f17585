#include "tests/program/storm/client.hpp"

#include "tests/program/api_client.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace rds::storm {

namespace {

constexpr int kFirstJob = 4762615;
constexpr int kSomeJobs = 40;
constexpr std::string_view kAll = "*";

}  // namespace

std::string key_of(int tenant) {
    return std::to_string(1'000'000'000'000'001 + tenant);
}

Client::Client(std::uint16_t port, int number, unsigned seed)
    : number_{number}, key_{key_of(tenant())}, connection_{port}, dice_{seed} {}

std::string_view Client::one_of(std::vector<std::string_view> const& some) {
    return some.at(static_cast<std::size_t>(below(static_cast<int>(some.size()))));
}

void Client::call(int times) {
    try {
        for (int i = 0; i < times; ++i)
            act();
    } catch (std::exception const& error) {
        ADD_FAILURE() << "client " << number_ << ": " << error.what();
    }
}

void Client::act() {
    auto const instance =
        one_of({"rm-timed", "rm-polls", "rm-fails", "rm-held", "rm-instant", "rm-nowhere"});
    auto const parameters = fmt::format("&DBInstanceId={}", instance);
    auto const dice = below(100);
    if (dice < 30) return call_api("CreateBackup", parameters);
    if (dice < 50) return call_api("DescribeBackupTasks", parameters);
    if (dice < 52) return call_api("DescribeNothing", parameters);
    if (dice < 60) return turn_clock();
    if (dice < 70) return edit_faults();
    if (dice < 79) return edit_job();
    if (dice < 86) return ask_journal();
    if (dice < 91) return use_snapshots();
    if (dice < 94) return look_around();
    if (!is_steady()) return begin_again();
    call_api("CreateBackup", "&DBInstanceId=rm-instant");
}

void Client::call_api(std::string const& action, std::string_view parameters) {
    Sent sent{.tag = fmt::format("storm-{}-{}", number_, sent_.size()), .action = action};
    auto const answer = connection_.ask(fmt::format(
        "GET /?Format=JSON&AccessKeyId={}&Action={}{} HTTP/1.1\r\nHost: localhost\r\n"
        "User-Agent: {}\r\n\r\n",
        key_,
        action,
        parameters,
        sent.tag
    ));
    if (answer) {
        kit::ApiAnswer const api{answer->status, answer->body};
        sent.status = answer->status;
        sent.request_id = api.text("/RequestId");
        if (action == "CreateBackup" && sent.status == 200) sent.job_id = api.text("/BackupJobId");
        EXPECT_EQ(answer->fields.at("x-rds-emulator-account"), key_);
    }
    sent_.push_back(std::move(sent));
}

void Client::control(
    std::string_view method,
    std::string const& path,
    std::string_view body,
    std::optional<std::string> const& tenant
) {
    constexpr std::array kExpected{200, 201, 204, 404, 409};
    auto const whose = tenant.value_or(key_);
    auto const answer = connection_.control(method, path, whose, body);
    EXPECT_NE(std::ranges::find(kExpected, answer.status), kExpected.end())
        << method << ' ' << path << ' ' << body << ": " << answer.status << ' ' << answer.body;
    EXPECT_EQ(answer.fields.at("x-rds-emulator-account"), whose);
}

void Client::turn_clock() {
    if (below(2) == 0) {
        return control(
            "POST",
            "clock/advance",
            one_of(
                {R"({"by": "1s500ms"})",
                 R"({"toNextEvent": true})",
                 R"({"until": {"job": 4762616, "status": "Finished"}})"}
            )
        );
    }
    control(
        "PUT",
        "clock",
        one_of({R"({"frozen": true})", R"({"frozen": false})", R"({"speed": 60})"})
    );
}

void Client::edit_faults() {
    if (below(4) == 0) return control("DELETE", fmt::format("faults/{}", 1 + below(kSomeJobs)));
    control(
        "POST",
        "faults",
        one_of(
            {R"({"action": "CreateBackup", "code": "InternalError", "first": 2})",
             R"({"action": "CreateBackup", "close": "after"})",
             R"({"action": "CreateBackup", "close": "before"})",
             R"({"action": "DescribeBackupTasks", "delay": "3ms", "every": 3})",
             R"({"delay": "5ms", "close": "after", "every": 11})",
             R"({"code": "Throttling.User", "retryAfter": "1s", "until": "2s"})",
             R"({"body": "truncated"})"}
        )
    );
}

void Client::edit_job() {
    auto const job = kFirstJob + below(kSomeJobs);
    auto const edit = one_of({"hold", "release", "step", "fail"});
    control("POST", fmt::format("jobs/{}/{}", job, edit));
}

void Client::ask_journal() {
    switch (below(4)) {
        case 0:
            return control("GET", "requests?action=CreateBackup&limit=5");
        case 1:
            return control("POST", "requests/query", R"({"match": {"code": "O*"}, "limit": 5})");
        case 2:
            return control(
                "POST",
                "requests/verify",
                R"({"calls": [{"match": {"action": "CreateBackup"}, "exactly": 3}]})"
            );
        default:
            return control(
                "POST",
                "requests/wait",
                fmt::format(R"({{"count": {}, "timeout": "30ms"}})", 1 + below(150))
            );
    }
}

void Client::use_snapshots() {
    auto const name = one_of({"one", "two"});
    switch (below(4)) {
        case 0:
            return control("GET", "snapshots");
        case 1:
            return control("DELETE", fmt::format("snapshots/{}", name));
        case 2: {
            auto const target = kSteadyTenants + below(kTenants - kSteadyTenants);
            auto const body = fmt::format(R"({{"account": "{}"}})", key_of(target));
            return control("POST", fmt::format("snapshots/{}/fork", name), body);
        }
        default:
            return control("PUT", fmt::format("snapshots/{}", name));
    }
}

void Client::look_around() {
    if (below(3) == 0) return control("GET", "export");
    auto const what = one_of({"clock", "faults", "requests?limit=1"});
    control("GET", std::string{what}, {}, std::string{kAll});
}

void Client::delete_tenant() {
    auto const answer = connection_.ask(
        fmt::format("DELETE /_emulator/accounts/{} HTTP/1.1\r\nHost: localhost\r\n\r\n", key_)
    );
    ASSERT_TRUE(answer);
    EXPECT_TRUE(answer->status == 204 || answer->status == 404) << answer->body;
}

void Client::begin_again() {
    auto const fixture = fmt::format(R"({{"fixture": {}}})", kFixture);
    switch (below(5)) {
        case 0:
            return delete_tenant();
        case 1:
            return control("POST", "reset");
        case 2:
            return control("POST", "load", fixture);
        case 3:
            return control("POST", "snapshots/one/restore");
        default:
            return control("DELETE", "requests");
    }
}

}  // namespace rds::storm
