// Nothing of one tenant is visible through another, whichever operation is asked: the document
// lists them.
#include "server/control/rest/document.hpp"
#include "tests/kit/emulator_under_test.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

namespace rds {

namespace {

using control::rest::Document;
using control::rest::Scope;
using kit::call;
using kit::EmulatorUnderTest;

constexpr std::string_view kAsked = "1111111111111111";
constexpr std::string_view kBusy = "2222222222222222";

// What stands for the braces of paths.
using Names = std::map<std::string, std::string, std::less<>>;

class Isolation : public testing::Test {
  protected:
    kit::Answer control(
        std::string_view tenant,
        std::string_view method,
        std::string_view path,
        std::string_view body = {}
    ) {
        auto const separator = path.find('?') == std::string_view::npos ? '?' : '&';
        auto answer =
            emulator_.control(method, fmt::format("{}{}account={}", path, separator, tenant), body);
        EXPECT_LT(answer.status(), 300) << path << ' ' << answer.body();
        return answer;
    }

    kit::Answer create(std::string_view tenant) {
        return emulator_.ask(call("CreateBackup").with("DBInstanceId", "rm-a").by(tenant));
    }

    // One of everything, called so.
    void fill(std::string_view tenant, std::string_view name) {
        control(tenant, "PUT", fmt::format("snapshots/{}", name));
        control(tenant, "PUT", fmt::format("plans/{}", name), R"({"kind": "held"})");
        control(
            tenant,
            "POST",
            "instances",
            fmt::format(
                R"({{"id": "rm-{}", "databases": ["app"], "accounts": [{{"name": "app_user"}}]}})",
                name
            )
        );
        control(
            tenant,
            "POST",
            "tasks",
            fmt::format(
                R"({{"instance": "rm-{}", "id": "7", "action": "A",
                     "startedAt": "2026-01-02T00:00:00Z"}})",
                name
            )
        );
        control(
            tenant,
            "POST",
            "faults",
            R"({"action": "CreateBackup", "first": 3, "delay": "1s"})"
        );
        EXPECT_EQ(create(tenant).status(), 200);
    }

    // All that can happen to a tenant.
    void live(std::string_view tenant) {
        control(tenant, "POST", "clock/advance", R"({"by": "1h"})");
        EXPECT_EQ(create(tenant).status(), 200);
        control(tenant, "POST", fmt::format("jobs/{}/hold", newest_job(tenant)));
        control(tenant, "POST", "jobs", R"({"id": 5, "instance": "rm-a", "status": "Finished"})");
        control(tenant, "PATCH", "instances/rm-a", R"({"status": "Rebooting"})");
        control(tenant, "PATCH", "settings", R"({"backupsPerDay": 7})");
        control(tenant, "POST", "faults", R"({"code": "InternalError", "always": true})");
        control(tenant, "PUT", "clock", R"({"speed": 60})");
    }

    std::string newest_job(std::string_view tenant) {
        return std::to_string(emulator_.state(tenant).last_ids().get().job);
    }

    // What every GET of a tenant says, by its path.
    std::map<std::string, std::string> everything_of(std::string_view tenant, Names const& names) {
        std::map<std::string, std::string> all;
        for (auto const& operation : Document::own().operations()) {
            auto const is_of_tenant =
                operation.scope != Scope::none || operation.id == "showRequest";
            if (operation.method != "GET" || !is_of_tenant) continue;
            auto const path = fmt::format("{}?account={}", filled(operation.path, names), tenant);
            auto const answer = emulator_.control("GET", path);
            all[path] = fmt::format("{} {}", answer.status(), answer.body());
        }
        EXPECT_GT(all.size(), 10U);
        return all;
    }

    EmulatorUnderTest emulator_{R"({"instances": [{"id": "rm-a"}]})"};

  private:
    static std::string filled(std::string path, Names const& names) {
        path.erase(0, std::string_view{"/_emulator/"}.size());
        for (auto begin = path.find('{'); begin != std::string::npos; begin = path.find('{')) {
            auto const end = path.find('}', begin);
            auto const name = names.find(path.substr(begin + 1, end - begin - 1));
            if (name == names.end()) throw std::logic_error{"nothing stands for that in " + path};
            path.replace(begin, end + 1 - begin, name->second);
        }
        return path;
    }
};

TEST_F(Isolation, WhatHappensInOneTenantChangesNoAnswerAboutAnother) {
    fill(kAsked, "mine");
    auto const mine = emulator_.control("GET", fmt::format("requests?account={}", kAsked))
                          .text("/requests/0/requestId");
    auto const job = newest_job(kAsked);
    Names const names{
        {"instance", "rm-mine"},
        {"ipArray", "rm-mine:default"},
        {"database", "rm-mine:app"},
        {"databaseAccount", "rm-mine:app_user"},
        {"task", "rm-mine:7"},
        {"plan", "mine"},
        {"job", job},
        {"fault", "1"},
        {"requestId", mine}};
    auto const before = everything_of(kAsked, names);
    for (auto const& [path, answer] : before)
        EXPECT_TRUE(answer.starts_with("200 ")) << path << ' ' << answer;

    fill(kBusy, "theirs");
    live(kBusy);
    EXPECT_EQ(everything_of(kAsked, names), before);

    control(kBusy, "POST", "snapshots/theirs/restore");
    control(kBusy, "POST", "load", R"({"fixture": "default"})");
    control(kBusy, "POST", "reset");
    EXPECT_EQ(everything_of(kAsked, names), before);
}

TEST_F(Isolation, WhatAnotherTenantHasIsNotThere) {
    control(kAsked, "GET", "clock");
    Names names{
        {"instance", "rm-theirs"},
        {"ipArray", "rm-theirs:default"},
        {"database", "rm-theirs:app"},
        {"databaseAccount", "rm-theirs:app_user"},
        {"task", "rm-theirs:7"},
        {"plan", "theirs"},
        {"job", "5"},
        {"fault", "1"},
        {"requestId", "none"}};
    auto before = everything_of(kAsked, names);

    fill(kBusy, "theirs");
    live(kBusy);

    EXPECT_EQ(everything_of(kAsked, names), before);
    names["requestId"] = emulator_.control("GET", fmt::format("requests?account={}", kBusy))
                             .text("/requests/0/requestId");
    for (auto const& [path, answer] : everything_of(kAsked, names)) {
        if (path.find(names["requestId"]) != std::string::npos) {
            EXPECT_TRUE(answer.starts_with("404 ")) << answer;
        } else {
            EXPECT_EQ(answer, before[path]);
        }
    }
}

}  // namespace

}  // namespace rds
