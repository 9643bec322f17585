// Calls of CreateDBInstance that differ from a right one, and what is left of them.
#pragma once

#include "server/text/ascii.hpp"
#include "tests/kit/emulator_under_test.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace rds {

using Texts = std::vector<std::pair<std::string, std::string>>;

inline std::string times(int count, std::string_view text) {
    return fmt::format("{}", fmt::join(std::vector(static_cast<std::size_t>(count), text), ""));
}

// "Port=1000&Amount=2", not encoded.
inline Texts of(std::string_view query) {
    Texts all;
    for (auto const& each : text::split(query, '&')) {
        auto const sign = each.find('=');
        all.emplace_back(each.substr(0, sign), each.substr(sign + 1));
    }
    return all;
}

inline Texts tags(int count) {
    Texts all;
    for (int number = 1; number <= count; ++number) {
        all.emplace_back(fmt::format("Tag.{}.Key", number), fmt::format("key {}", number));
        all.emplace_back(fmt::format("Tag.{}.Value", number), "");
    }
    return all;
}

class CreateDbInstanceBorders : public testing::Test {
  protected:
    // The shortest call that is right, and these parameters: the last value counts.
    static kit::Call create(Texts const& changes) {
        auto create = kit::call("CreateDBInstance");
        auto all = of(
            "RegionId=cn-hangzhou&Engine=MySQL&EngineVersion=8.0&DBInstanceClass=mysql.n2.medium.1"
            "&DBInstanceStorage=100&DBInstanceNetType=Intranet&SecurityIPList=127.0.0.1"
            "&PayType=Postpaid"
        );
        all.insert(all.end(), changes.begin(), changes.end());
        for (auto const& [name, value] : all)
            create = std::move(create).with(name, value);
        return create;
    }

    std::string created(Texts const& changes) {
        auto const answer = emulator_.ask(create(changes));
        EXPECT_EQ(answer.status(), 200) << answer.body() << answer.hint();
        return answer.text("/DBInstanceId");
    }

    // All that the account holds: instances, tasks, the last IDs given.
    std::string everything() { return emulator_.control("GET", "export").body(); }

    void expect_refused(Texts const& changes, std::string_view code) {
        SCOPED_TRACE(fmt::format("{:.200}", fmt::format("{}", changes)));
        auto const before = everything();
        auto const answer = emulator_.ask(create(changes));
        EXPECT_EQ(answer.code(), code) << answer.body();
        EXPECT_EQ(answer.status(), 400);
        EXPECT_EQ(everything(), before);
    }

    std::string shown(std::string_view id, std::string_view member) {
        auto const answer =
            emulator_.ask(kit::call("DescribeDBInstanceAttribute").with("DBInstanceId", id));
        return answer.text(fmt::format("/Items/DBInstanceAttribute/0/{}", member));
    }

    kit::Answer list(Texts const& filters) {
        auto list = kit::call("DescribeDBInstances").with("RegionId", "cn-hangzhou");
        for (auto const& [name, value] : filters)
            list = std::move(list).with(name, value);
        return emulator_.ask(list);
    }

    std::vector<std::string> found(Texts const& filters) {
        std::vector<std::string> ids;
        auto const body = list(filters).json();
        for (auto const& row : body["Items"]["DBInstance"].GetArray())
            ids.emplace_back(row["DBInstanceId"].GetString());
        return ids;
    }

    std::string tasks() {
        return emulator_
            .ask(kit::call("DescribeHistoryTasks")
                     .with("FromStartTime", "2026-01-01T00:00:00Z")
                     .with("ToStartTime", "2026-01-31T00:00:00Z"))
            .text("/TotalCount");
    }

    void advance(std::string_view time) {
        emulator_.control("POST", "clock/advance", fmt::format(R"({{"by": "{}"}})", time));
    }

    kit::EmulatorUnderTest emulator_{"{}"};
};

}  // namespace rds
