// Values and functions of which the headers say that any thread may use them, used by several at
// once.
#include "server/codec/read.hpp"
#include "server/crypto/digest.hpp"
#include "server/gateway/auth/authenticate.hpp"
#include "server/gateway/wire/call.hpp"
#include "server/identity/decide.hpp"
#include "storage/tenant/tenant.hpp"
#include "tests/kit/signed_call.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace rds {

namespace {

constexpr int kThreads = 4;

// Runs `work` on every thread at the same time, and returns when all have ended.
void on_all_threads(auto const& work) {
    std::vector<std::jthread> threads;
    threads.reserve(kThreads);
    for (int i = 0; i < kThreads; ++i)
        threads.emplace_back(work);
}

TEST(Threads, OpenTenantsAtOnce) {
    std::atomic<int> opened{0};
    on_all_threads([&opened] {
        for (int i = 0; i < 25; ++i) {
            storage::Tenant tenant{storage::Clock{}};
            tenant.instances().add({.id = "rm-1"});
            opened += static_cast<int>(tenant.instances().names().size());
        }
    });
    EXPECT_EQ(opened, kThreads * 25);
}

TEST(Threads, ReadFixturesAtOnce) {
    std::atomic<int> instances{0};
    on_all_threads([&instances] {
        for (int i = 0; i < 20; ++i) {
            auto const read =
                codec::read(R"({"instances": [{"id": "rm-a"}, {"id": "rm-b"}]})", "test");
            instances += static_cast<int>(read.instances.size());
        }
    });
    EXPECT_EQ(instances, kThreads * 20 * 2);
}

TEST(Threads, ShareAMac) {
    auto const mac = crypto::Mac::hmac(crypto::Algorithm::sha256, "key");
    auto const expected = crypto::hex(mac.of("text").view());
    std::atomic<int> equal{0};
    on_all_threads([&] {
        for (int i = 0; i < 200; ++i)
            equal += crypto::hex(mac.of("text").view()) == expected ? 1 : 0;
    });
    EXPECT_EQ(equal, kThreads * 200);
}

TEST(Threads, ShareAPrincipal) {
    identity::Principal const alice{
        identity::Principal::Kind::user,
        "1000000000000000",
        "alice",
        {identity::Policy{
            {.effect = identity::Statement::Effect::allow,
             .actions = {"rds:*"},
             .resources = {"*"}}}}};
    identity::Question const question{
        "rds:DescribeBackupTasks",
        "acs:rds:cn-hangzhou:1000000000000000:dbinstance/rm-a"};
    std::atomic<int> allowed{0};
    on_all_threads([&] {
        for (int i = 0; i < 1'000; ++i)
            allowed += identity::decide(alice, question).is_allowed ? 1 : 0;
    });
    EXPECT_EQ(allowed, kThreads * 1'000);
}

TEST(Threads, LetOneOfManySimultaneousReplaysThrough) {
    constexpr storage::Instant kNow{std::chrono::sys_days{std::chrono::year{2026} / 1 / 2}};
    identity::Identities identities;
    identities.access_keys = {
        {.id = "testid",
         .owner = std::make_shared<identity::Principal const>(
             identity::Principal{identity::Principal::Kind::root, "1000000000000000", {}, {}}
         )}};
    gateway::Authenticator checked{
        identity::Directory{identities, "testsecret"},
        {identity::AuthMode::signature, std::chrono::minutes{15}}};
    auto const request = kit::V1Call{"DescribeBackupTasks", kNow}.request();
    auto const call = gateway::decode(request).call;
    std::atomic<int> passed{0};
    on_all_threads([&] {
        for (int i = 0; i < 50; ++i)
            passed += checked.authenticate(request, call, kNow).refused ? 0 : 1;
    });
    EXPECT_EQ(passed, 1);
}

}  // namespace

}  // namespace rds
