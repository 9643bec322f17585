// What holds of every operation of the OpenAPI document that takes a body: one that is wrong is
// refused, the refusal points at what is wrong, and nothing is half-applied. The document itself
// says what can be wrong.
#include "server/control/rest/document.hpp"
#include "tests/kit/control.hpp"
#include "tests/kit/emulator_under_test.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <rapidjson/pointer.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace rds {

namespace {

using control::rest::Document;
using control::rest::Operation;
using kit::EmulatorUnderTest;
using rapidjson::Pointer;
using rapidjson::Value;

constexpr std::string_view kUnused = "2000000000000000";
constexpr std::string_view kForkTarget = "3000000000000000";
constexpr auto kSomethingOfEverything = R"({
    "plans": [{"name": "slow", "duration": "1h"}],
    "instances": [{"id": "rm-a", "jobPlan": "slow", "databases": ["app"],
                   "accounts": [{"name": "app_user"}], "tasks": [
                      {"id": "7", "action": "A", "startedAt": "2026-01-02T00:00:00Z"}]}, {"id": "rm-b"},
                  {"id": "rm-c", "status": "Creating"}],
    "backupJobs": [{"id": 7, "instance": "rm-a"}]
})";

struct Example {
    std::string_view operation;
    std::string_view path;
    std::string_view body;  // right
};

constexpr auto kExamples = std::to_array<Example>({
    {"changeClock", "clock", R"({"frozen": true})"},
    {"advanceClock", "clock/advance", R"({"by": "1s"})"},
    {"advanceClock", "clock/advance", R"({"until": {"job": 7, "status": "Preparing"}})"},
    {"addFault", "faults", R"({"code": "InternalError", "parameters": {"DBName": "x"}})"},
    {"createInstance", "instances", R"({"id": "rm-new", "databases": ["a"], "tags": {"k": "v"}})"},
    {"changeInstance", "instances/rm-a", R"({"status": "Rebooting", "tags": {"k": "v"}})"},
    {"createIpArray",
     "ip-arrays",
     R"({"instance": "rm-a", "name": "office", "addresses": ["::1"]})"},
    {"changeIpArray", "ip-arrays/rm-a:default", R"({"attribute": "hidden"})"},
    {"createTask",
     "tasks",
     R"({"instance": "rm-a", "id": "8", "action": "A", "startedAt": "2026-01-02T00:00:00Z"})"},
    {"changeTask", "tasks/rm-a:7", R"({"finishedAt": "2026-01-02T00:00:01Z"})"},
    {"createDatabase", "databases", R"({"instance": "rm-a", "name": "shop"})"},
    {"changeDatabase", "databases/rm-a:app", R"({"description": "orders"})"},
    {"createDatabaseAccount",
     "database-accounts",
     R"({"instance": "rm-a", "name": "batch", "password": "Test-1234"})"},
    {"changeDatabaseAccount", "database-accounts/rm-a:app_user", R"({"locked": true})"},
    {"checkPassword", "database-accounts/rm-a:app_user/check", R"({"password": "x"})"},
    {"createJob", "jobs", R"({"instance": "rm-b", "status": "Waiting"})"},
    {"stepJob", "jobs/7/step", R"({"to": "Checking"})"},
    {"failJob", "jobs/7/fail", R"({"reason": "disk"})"},
    {"changeJobPlan", "jobs/7/plan", R"({"plan": "instant"})"},
    {"changeSettings", "settings", R"({"backupsPerDay": 3})"},
    {"putPlan", "plans/mine", R"({"kind": "polls", "polls": 2})"},
    {"queryRequests", "requests/query", R"({"match": {"parameters": {"a": "b"}}, "limit": 1})"},
    {"stepInstance", "instances/rm-b/step", R"({"to": "Rebooting"})"},
    {"failInstance", "instances/rm-c/fail", R"({"reason": "no host"})"},
    {"changeInstancePlan",
     "instances/rm-b/plan",
     R"({"plan": "timed", "route": ["Rebooting", "Running"]})"},
    {"verifyRequests", "requests/verify", R"({"calls": [{"match": {"code": "OK"}}]})"},
    {"waitForRequests", "requests/wait", R"({"match": {"action": "CreateBackup"}})"},
    {"load", "load", R"({"fixture": {"instances": [{"id": "rm-loaded"}]}})"},
    {"load", "load", R"({"fixture": "default"})"},
    {"setStartFixture", "start-fixture", R"({"fixture": {"instances": []}})"},
    {"forkSnapshot", "snapshots/kept/fork", R"({"account": "3000000000000000"})"},
});

rapidjson::Document parsed(std::string_view text) {
    rapidjson::Document document;
    document.Parse(text.data(), text.size());
    EXPECT_FALSE(document.HasParseError()) << text;
    return document;
}

std::string text_of(Value const& value) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer{buffer};
    value.Accept(writer);
    return buffer.GetString();
}

struct Wrong {
    std::string pointer;
    std::string body;
};

// Everything that can be wrong with a right body, by its schema.
class Wrongs {
  public:
    Wrongs(rapidjson::Document const& rules, Operation const& operation, std::string_view body)
        : rules_{rules}, body_{parsed(body)} {
        auto const place = operation.place + "/requestBody/content/application~1json/schema";
        add_of(Pointer{place.c_str()}.Get(rules_), body_, "");
    }

    std::vector<Wrong> const& all() const { return all_; }

  private:
    Value const& resolved(Value const* schema) const {
        while (schema->HasMember("$ref"))
            schema = Pointer{(*schema)["$ref"].GetString()}.Get(rules_);
        return *schema;
    }

    // Of the value at that place, and of what is in it.
    void add_of(Value const* unresolved, Value const& value, std::string const& at) {
        auto const& schema = resolved(unresolved);
        if (value.IsArray() && !value.Empty()) return add_of(&schema["items"], value[0], at + "/0");
        if (!value.IsObject() || !schema.HasMember("properties")) return;
        if (!schema["additionalProperties"].IsObject()) add(at, "nobodyKnowsThis", Value{1});
        if (schema.HasMember("required")) {
            for (auto const& name : schema["required"].GetArray())
                add_without(at, name.GetString());
        }
        for (auto const& property : schema["properties"].GetObject()) {
            auto const* const name = property.name.GetString();
            add_of_another_type(at, name, resolved(&property.value));
            if (value.HasMember(name)) add_of(&property.value, value[name], at + '/' + name);
        }
    }

    void add_of_another_type(std::string const& at, char const* name, Value const& schema) {
        auto const is_text = schema.HasMember("type") && schema["type"] == "string";
        if (is_text) {
            add(at, name, Value{7});
        } else {
            add(at, name, Value{"this is it not"});
        }
        if (schema.HasMember("type") && schema["type"] != "array")
            add(at, name, Value{rapidjson::kArrayType});
        add(at, name, Value{});
    }

    void add(std::string const& at, char const* name, Value value) {
        auto body = copy();
        auto const pointer = at + '/' + name;
        // Where only one member may be, it is the wrong one.
        if (Pointer{at.c_str()}.Get(body)->MemberCount() == 1 && body.HasMember("by"))
            body.RemoveAllMembers();
        Pointer{pointer.c_str()}.Set(body, value);
        all_.push_back({pointer, text_of(body)});
    }

    // Nothing can be pointed at but the object that lacks it.
    void add_without(std::string const& at, char const* name) {
        auto body = copy();
        Pointer{(at + '/' + name).c_str()}.Erase(body);
        all_.push_back({at, text_of(body)});
    }

    rapidjson::Document copy() const {
        rapidjson::Document body;
        body.CopyFrom(body_, body.GetAllocator());
        return body;
    }

    rapidjson::Document const& rules_;
    rapidjson::Document const body_;
    std::vector<Wrong> all_;
};

// All that a body could change, where tenants begin included. Read as it is: these answers are not
// what is tested here, and there are thousands.
std::string everything(EmulatorUnderTest& emulator) {
    auto const ask = [&emulator](std::string_view method, std::string const& path) {
        return emulator.ask(kit::control_request(method, path)).body();
    };
    ask("POST", fmt::format("reset?account={}", kUnused));
    std::string all;
    for (auto const tenant : {control::kDefaultTenant, kUnused, kForkTarget})
        all += ask("GET", fmt::format("export?account={}", tenant));
    for (auto const* const path : {"clock", "snapshots", "faults", "plans", "settings"})
        all += ask("GET", path);
    return all;
}

class LawsOfOperations : public testing::Test {
  protected:
    LawsOfOperations() { emulator_.control("PUT", "snapshots/kept"); }

    EmulatorUnderTest emulator_{kSomethingOfEverything};
};

Operation const& operation_of(Example const& example) {
    auto const& all = Document::own().operations();
    auto const at = std::ranges::find(all, example.operation, &Operation::id);
    if (at == all.end()) throw std::logic_error{std::string{example.operation}};
    return *at;
}

TEST_F(LawsOfOperations, AreTriedWithEveryOperationThatTakesABody) {
    std::set<std::string> with_body;
    std::set<std::string> tried;
    for (auto const& operation : Document::own().operations()) {
        if (operation.takes_body) with_body.insert(operation.id);
    }
    for (auto const& example : kExamples)
        tried.emplace(example.operation);
    EXPECT_EQ(tried, with_body);
}

// Or the laws below would hold of anything.
TEST_F(LawsOfOperations, ARightBodyIsTakenAndSeenToChangeSomething) {
    for (auto const& example : kExamples) {
        SCOPED_TRACE(fmt::format("{} {}", example.operation, example.body));
        EmulatorUnderTest emulator{kSomethingOfEverything};
        emulator.ask(kit::call("CreateBackup").with("DBInstanceId", "rm-b"));
        emulator.control("PUT", "snapshots/kept");
        auto const before = everything(emulator);

        auto const answer =
            emulator.control(operation_of(example).method, example.path, example.body);

        EXPECT_LT(answer.status(), 300) << answer.body();
        auto const only_reads =
            example.path.starts_with("requests") || example.path.ends_with("/check");
        EXPECT_EQ(everything(emulator) == before, only_reads);
    }
}

TEST_F(LawsOfOperations, AWrongBodyIsPointedAtAndChangesNothing) {
    auto const rules = parsed(Document::own().text());
    auto const before = everything(emulator_);
    for (auto const& example : kExamples) {
        auto const& operation = operation_of(example);
        Wrongs const wrongs{rules, operation, example.body};
        EXPECT_GE(wrongs.all().size(), 3U) << example.operation;
        for (auto const& [pointer, body] : wrongs.all()) {
            SCOPED_TRACE(fmt::format("{} {} {}", operation.method, example.path, body));
            auto const answer = emulator_.control(operation.method, example.path, body);
            EXPECT_EQ(answer.status(), 400) << answer.body();
            EXPECT_EQ(answer.text("/pointer"), pointer) << answer.body();
        }
        ASSERT_EQ(everything(emulator_), before) << example.operation;
    }
}

TEST_F(LawsOfOperations, ABodyThatIsNoObjectChangesNothing) {
    auto const before = everything(emulator_);
    for (auto const& example : kExamples) {
        for (auto const* const body : {"[]", "7", "null", "\"text\"", "{", "{}{}", "\xff", " "}) {
            SCOPED_TRACE(fmt::format("{} {}", example.operation, body));
            auto const& method = operation_of(example).method;
            EXPECT_EQ(emulator_.control(method, example.path, body).status(), 400);
        }
        ASSERT_EQ(everything(emulator_), before) << example.operation;
    }
}

}  // namespace

}  // namespace rds
