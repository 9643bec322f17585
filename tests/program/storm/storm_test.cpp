// Everything at once: 64 clients of 16 tenants call the API and the control API of the program as
// it is run. In the end each tenant adds up, and the program, which a sanitizer build runs under
// its sanitizer, ends without a word.
#include "tests/kit/patience.hpp"
#include "tests/program/child_program.hpp"
#include "tests/program/data_folder.hpp"
#include "tests/program/storm/aftermath.hpp"
#include "tests/program/storm/client.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <cstddef>
#include <deque>
#include <string>
#include <thread>
#include <vector>

namespace rds {

namespace {

using storm::Aftermath;
using storm::Client;
using storm::Connection;

constexpr int kClients = 64;
constexpr int kCalls = 15;

std::vector<std::string> arguments(std::filesystem::path const& data) {
    std::vector<std::string> all{"--port", "0", "--listen", "127.0.0.1", "--threads", "4"};
    all.insert(
        all.end(),
        {"--log-format",
         "json",
         "--log-level",
         "warn",
         "--fixture-json",
         std::string{storm::kFixture}}
    );
    if (!data.empty()) all.insert(all.end(), {"--data-dir", data.string()});
    return all;
}

// Runs every client to its end.
void call_at_once(std::deque<Client>& clients) {
    std::vector<std::jthread> threads;
    threads.reserve(clients.size());
    for (auto& client : clients)
        threads.emplace_back([&client] { client.call(kCalls); });
}

// Or nothing of what faults do would have been seen.
void expect_some_lost_answers(std::deque<Client> const& clients) {
    std::ptrdiff_t lost = 0;
    for (auto const& client : clients)
        lost += std::ranges::count(client.sent(), 0, &storm::Sent::status);
    EXPECT_GT(lost, storm::kTenants);
}

void expect_to_add_up(int tenant, std::deque<Client> const& clients, std::uint16_t port) {
    auto const key = storm::key_of(tenant);
    SCOPED_TRACE(key);
    std::vector<storm::Sent> sent;
    for (auto const& client : clients) {
        if (client.tenant() == tenant)
            sent.insert(sent.end(), client.sent().begin(), client.sent().end());
    }
    Connection connection{port};
    Aftermath const aftermath{connection, key, std::move(sent)};
    aftermath.expect_no_calls_of_others();
    aftermath.expect_legal_histories();
    if (tenant < storm::kSteadyTenants) {
        aftermath.expect_complete_journal();
        aftermath.expect_a_job_for_each_success();
        aftermath.expect_a_hit_for_each_strike();
    }
    storm::expect_export_to_load(connection, key);
}

class Storm : public testing::TestWithParam<bool> {};

INSTANTIATE_TEST_SUITE_P(OfTenants, Storm, testing::Bool(), [](auto const& kept) {
    return kept.param ? "InFiles" : "InMemory";
});

void expect_all_to_add_up_after_a_storm(std::filesystem::path const& data, unsigned seed) {
    kit::ChildProgram program{arguments(data)};
    auto const port = program.wait_until_ready();
    ASSERT_NE(port, 0) << program.standard_error();
    std::deque<Client> clients;
    for (int number = 0; number < kClients; ++number)
        clients.emplace_back(port, number, seed + static_cast<unsigned>(number));

    call_at_once(clients);

    expect_some_lost_answers(clients);
    for (int tenant = 0; tenant < storm::kTenants; ++tenant)
        expect_to_add_up(tenant, clients, port);
    program.signal(SIGTERM);
    EXPECT_EQ(program.wait(), 0);
    EXPECT_EQ(program.standard_error(), "");
    if (!data.empty()) kit::expect_whole(data);
}

TEST_P(Storm, LeavesEveryTenantAddingUp) {
    for (unsigned round = 0; round < kit::rounds(1) && !HasFailure(); ++round) {
        SCOPED_TRACE(round);
        kit::DataFolder const data;
        auto const kept = GetParam() ? data.path() : std::filesystem::path{};
        expect_all_to_add_up_after_a_storm(kept, round * kClients);
    }
}

}  // namespace

}  // namespace rds
