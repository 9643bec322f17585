// Every refusal of a caller, by the started program.
#include "tests/kit/raw_client.hpp"
#include "tests/program/callers/refusal.hpp"
#include "tests/program/child_program.hpp"

#include <gmock/gmock.h>
#include <rapidjson/document.h>

#include <atomic>
#include <csignal>
#include <memory>
#include <thread>

namespace rds {

namespace {

Instant machine_now() {
    return std::chrono::floor<storage::Duration>(std::chrono::system_clock::now());
}

std::string code_of(kit::RawAnswer const& answer) {
    rapidjson::Document body;
    body.Parse(answer.body);
    if (!body.IsObject() || !body.HasMember("Code")) return {};
    return body["Code"].GetString();
}

class CheckedCallers : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        program = std::make_unique<kit::ChildProgram>(std::vector<std::string>{
            "--port",
            "0",
            "--auth",
            "ram",
            "--fixture-json",
            std::string{kCallersFixture}});
        port = program->wait_until_ready();
    }

    static void TearDownTestSuite() { program.reset(); }

    static kit::RawAnswer ask(http::Request const& request) {
        return kit::RawClient{port}.ask(kit::wire_text(request));
    }

    static inline std::unique_ptr<kit::ChildProgram> program;
    static inline std::uint16_t port = 0;
};

TEST_F(CheckedCallers, AreRefusedWithTheServicesCodeAndStatus) {
    for (auto const& refusals : {v1_refusals(), v3_refusals()}) {
        for (auto const& refusal : refusals) {
            SCOPED_TRACE(refusal.name);
            auto const answer = ask(refusal.request(machine_now()));
            EXPECT_EQ(answer.status, refusal.status) << answer.body;
            EXPECT_EQ(code_of(answer), refusal.code);
        }
    }
}

TEST_F(CheckedCallers, PassWithEachKindOfCredential) {
    EXPECT_EQ(ask(V1Call{"DescribeBackupTasks", machine_now()}.request()).status, 200);
    EXPECT_EQ(ask(V3Call{"DescribeBackupTasks", machine_now()}.request()).status, 200);
    EXPECT_EQ(ask(V1Call{"DescribeBackupTasks", machine_now(), kAlice}.request()).status, 200);
    EXPECT_EQ(ask(V3Call{"DescribeBackupTasks", machine_now(), kAlice}.request()).status, 200);
    Key const tenant{"1234567890123456", "testsecret"};
    EXPECT_EQ(ask(V3Call{"CreateBackup", machine_now(), tenant}.request()).status, 200);
}

TEST_F(CheckedCallers, AreHeldToTheirPolicies) {
    auto const answer = ask(V3Call{"CreateBackup", machine_now(), kAlice}.request());
    EXPECT_EQ(answer.status, 403);
    EXPECT_THAT(
        answer.fields.at("x-rds-emulator-hint"),
        testing::HasSubstr("acs:ram::1000000000000000:user/alice may not rds:CreateBackup on "
                           "acs:rds:cn-hangzhou:1000000000000000:dbinstance/rm-a: no statement of "
                           "its policies speaks of this action.")
    );
}

TEST_F(CheckedCallers, LearnOfNoInstanceThatPoliciesKeepFromThem) {
    auto crossing = V3Call{"DescribeBackupTasks", machine_now(), kAlice};
    crossing.query.set("DBInstanceId", "x:dbinstance/rm-a");
    EXPECT_EQ(ask(crossing.request()).status, 403);

    auto const hint = [](Key const& key) {
        auto call = V3Call{"DescribeBackupTasks", machine_now(), key};
        call.query.set("DBInstanceId", "rm-a-none");
        auto const answer = ask(call.request());
        EXPECT_EQ(answer.status, 404);
        return answer.fields.at("x-rds-emulator-hint");
    };
    EXPECT_EQ(hint(kAlice), R"(This account has no instance "rm-a-none".)");
    EXPECT_THAT(hint({}), testing::HasSubstr("It has rm-a and rm-b."));
}

TEST_F(CheckedCallers, OfManyThatReplayTheSameCallExactlyOnePasses) {
    auto const bytes = kit::wire_text(V3Call{"DescribeBackupTasks", machine_now()}.request());
    std::atomic<int> passed{0};
    std::atomic<int> refused{0};
    {
        std::vector<std::jthread> clients;
        for (int client = 0; client < 8; ++client) {
            clients.emplace_back([&] {
                kit::RawClient connection{port};
                for (int round = 0; round < 25; ++round) {
                    auto const answer = connection.ask(bytes);
                    if (answer.status == 200) ++passed;
                    if (code_of(answer) == "SignatureNonceUsed") ++refused;
                }
            });
        }
    }
    EXPECT_EQ(passed, 1);
    EXPECT_EQ(refused, 199);
}

TEST_F(CheckedCallers, LeaveNoSecretInTheLog) {
    Key const root{"testid", "secret-of-a-client"};
    ask(V1Call{"DescribeBackupTasks", machine_now(), root}.request());
    ask(V3Call{"DescribeBackupTasks", machine_now(), kNow}.request());
    auto odd = V1Call{"DescribeBackupTasks", machine_now(), kNow};
    odd.query.set("SecurityToken", "token-now\x01");
    ask(odd.request());

    auto const is_logged = [](std::string_view text) {
        return program->standard_error().find(text) != std::string::npos;
    };
    EXPECT_TRUE(kit::comes_true([&] { return is_logged("SignatureDoesNotMatch"); }));
    EXPECT_TRUE(kit::comes_true([&] { return is_logged("SecurityToken holds a control character"); }
    ));
    auto const log = program->standard_error() + program->standard_output();
    for (auto const* const secret :
         {"token-now",
          "token-old",
          "alices-secret",
          "testsecret",
          "secret-of-a-client",
          "bearer-of-alice",
          "Signature="}) {
        EXPECT_THAT(log, testing::Not(testing::HasSubstr(secret))) << secret;
    }
}

TEST(AccessKeyOfTheEnvironment, IsARootKeyAndItsSecretThatOfEveryRoot) {
    kit::ChildProgram program{
        {"--port", "0", "--auth", "signature"},
        {"RDS_EMULATOR_ACCESS_KEY_ID=of-ci", "RDS_EMULATOR_ACCESS_KEY_SECRET=secret-of-ci"}};
    auto const port = program.wait_until_ready();
    auto const status = [port](Key const& key) {
        auto call = V1Call{"DescribeBackupTasks", machine_now(), key};
        call.query.set("DBInstanceId", "rm-uf6wjk5xxxxxxx");
        return kit::RawClient{port}.ask(kit::wire_text(call.request())).status;
    };
    EXPECT_EQ(status({"of-ci", "secret-of-ci"}), 200);
    EXPECT_EQ(status({"testid", "secret-of-ci"}), 200);
    EXPECT_EQ(status({"1234567890123456", "secret-of-ci"}), 200);
    EXPECT_EQ(status({"testid", "testsecret"}), 400);
    EXPECT_THAT(
        program.standard_error_with("SignatureDoesNotMatch"),
        testing::HasSubstr("SignatureDoesNotMatch")
    );
    EXPECT_THAT(program.standard_error(), testing::Not(testing::HasSubstr("secret-of-ci")));
}

TEST(AccessKeyOfTheEnvironment, IsNotAnotherOnesKey) {
    kit::ChildProgram program{
        {"--port", "0", "--fixture", "ram"},
        {"RDS_EMULATOR_ACCESS_KEY_ID=alice-key"}};
    EXPECT_EQ(program.wait(), 2);
    EXPECT_THAT(
        program.standard_error(),
        testing::HasSubstr("--access-key-id alice-key: ram has a key of this name already")
    );
}

TEST(AccessKeyOfTheEnvironment, IsTheRootOfTheTenantOfItsNumber) {
    kit::ChildProgram program{
        {"--port", "0", "--auth", "signature"},
        {"RDS_EMULATOR_ACCESS_KEY_ID=2000000000000000"}};
    auto const port = program.wait_until_ready();
    auto const call = V1Call{"DescribeBackupTasks", machine_now(), {"2000000000000000"}};
    kit::RawClient{port}.ask(kit::wire_text(call.request()));
    program.signal(SIGTERM);
    EXPECT_EQ(program.wait(), 0);
    EXPECT_THAT(
        program.standard_error(),
        testing::HasSubstr(" 2000000000000000 DescribeBackupTasks ")
    );
}

}  // namespace

}  // namespace rds
