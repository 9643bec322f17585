#include "tests/http/handlers.hpp"
#include "tests/http/open_descriptors.hpp"
#include "tests/http/running_server.hpp"
#include "tests/kit/raw_client.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

namespace rds::http {
namespace {

using kit::RawClient;

Limits three_connections() {
    auto limits = patient();
    limits.connections = 3;
    return limits;
}

// One thread without strands, and two with.
class HttpConnections : public testing::TestWithParam<int> {
  protected:
    // One more that has been answered; so many are idle then.
    RawClient idle_client(std::size_t idle) {
        RawClient client{port_};
        EXPECT_EQ(client.ask(kGet).status, 200);
        EXPECT_TRUE(server_.comes_to_idle(idle));
        return client;
    }

    // In the middle of a request, and known to be so. No other is idle.
    RawClient busy_client() {
        auto client = idle_client(1);
        client.send(kHalfPost);
        client.read_until("\r\n\r\n");
        return client;
    }

    RunningServer server_{echo, three_connections(), GetParam()};
    std::uint16_t const port_ = server_.port();
};

INSTANTIATE_TEST_SUITE_P(Threads, HttpConnections, testing::Values(1, 2));

TEST_P(HttpConnections, LongestIdleOneMakesRoomForANewOne) {
    auto first = idle_client(1);
    auto second = idle_client(2);
    auto third = idle_client(3);
    EXPECT_EQ(first.ask(kGet).status, 200);  // so it is not the longest idle any more
    EXPECT_TRUE(server_.comes_to_idle(3));

    auto fourth = idle_client(3);

    EXPECT_EQ(second.read_to_end(), "");
    for (auto* const client : {&first, &third, &fourth})
        EXPECT_EQ(client->ask(kGet).status, 200);
}

TEST_P(HttpConnections, OneThatNeverSentAnythingIsIdle) {
    RawClient silent{port_};
    EXPECT_TRUE(server_.comes_to_idle(1));
    auto second = idle_client(2);
    auto third = idle_client(3);

    auto fourth = idle_client(3);

    EXPECT_EQ(silent.read_to_end(), "");
    for (auto* const client : {&second, &third, &fourth})
        EXPECT_EQ(client->ask(kGet).status, 200);
}

TEST_P(HttpConnections, BusyOnesAreKeptHoweverLongTheyTake) {
    auto busy = busy_client();
    auto also_busy = busy_client();

    std::vector<RawClient> idle;
    for (int number = 0; number < 20 && !HasFailure(); ++number)
        idle.push_back(idle_client(1));

    for (auto* const client : {&busy, &also_busy}) {
        client->send("x");
        EXPECT_EQ(client->read_answer().body, "POST /busy x");
    }
}

TEST_P(HttpConnections, NewestIsRefusedWhenNoneIsIdle) {
    auto first = busy_client();
    auto second = busy_client();
    auto third = busy_client();
    auto const descriptors = open_descriptors();

    for (int number = 0; number < 5; ++number) {
        RawClient newest{port_};
        newest.send(kGet);
        auto const refusal = newest.read_answer();
        newest.finish_sending();
        EXPECT_EQ(refusal.status, 503);
        EXPECT_EQ(refusal.fields.at("connection"), "close");
        EXPECT_EQ(refusal.body, "");
        EXPECT_EQ(newest.read_to_end(), "");
    }
    EXPECT_TRUE(descriptors_fall_to(descriptors));

    for (auto* const client : {&first, &second, &third}) {
        client->send("x");
        EXPECT_EQ(client->read_answer().body, "POST /busy x");
    }
    EXPECT_TRUE(server_.comes_to_idle(3));
    EXPECT_EQ(idle_client(3).ask(kGet).status, 200);
}

TEST_P(HttpConnections, RefusedOneThatStaysTakesNobodysPlace) {
    auto first = busy_client();
    auto second = busy_client();
    auto third = busy_client();
    RawClient refused{port_};
    EXPECT_EQ(refused.read_answer().status, 503);
    EXPECT_TRUE(server_.comes_to_idle(1));

    RawClient also_refused{port_};

    EXPECT_EQ(also_refused.read_answer().status, 503);
    first.send("x");
    EXPECT_EQ(first.read_answer().status, 200);
    EXPECT_TRUE(server_.comes_to_idle(2));  // with the one refused last, for which the other went
    auto welcome = idle_client(1);
    EXPECT_EQ(welcome.ask(kGet).status, 200);
}

TEST_P(HttpConnections, ClosedOnesLeaveTheirPlaces) {
    auto busy = busy_client();
    auto also_busy = busy_client();
    auto const descriptors = open_descriptors();
    for (int number = 0; number < 20; ++number) {
        RawClient client{port_};
        EXPECT_EQ(client.ask(kGet).status, 200);
        client.reset();
        EXPECT_TRUE(descriptors_fall_to(descriptors));
    }

    busy.send("x");

    EXPECT_EQ(busy.read_answer().status, 200);
}

TEST_P(HttpConnections, ManyClientsInTurnsNeverExceedTheLimitNorHang) {
    std::vector<RawClient> clients;
    for (int number = 0; number < 200; ++number) {
        clients.emplace_back(port_);  // silent, but for every fiftieth
        if (number % 50 == 0) {
            EXPECT_EQ(clients.back().ask(kGet).status, 200);
        }
    }
    // With the first of these all the others have been accepted; then the three last take all room.
    std::vector<RawClient> latest;
    for (int number = 0; number < 4 && !HasFailure(); ++number)
        latest.push_back(idle_client(3));

    for (auto& client : clients)
        EXPECT_EQ(client.read_to_end(), "");
    EXPECT_EQ(idle_client(3).ask(kGet).status, 200);
    server_.stop();
    EXPECT_TRUE(server_.has_ended());
}

// Clients are answered, refused or closed as it happens.
TEST_P(HttpConnections, MayBeTakenAtAnyMomentOfABusyServer) {
    auto const descriptors = open_descriptors();
    std::atomic<int> answers = 0;
    auto const ask_some = [&answers, port = port_] {
        RawClient client{port};
        for (int request = 0; request < 5; ++request) {
            auto const status = client.ask(kGet).status;
            EXPECT_TRUE(status == 200 || status == 503) << status;
            if (status != 200) return;
            ++answers;
        }
    };
    auto const work = [&ask_some] {
        for (int connection = 0; connection < 50; ++connection) {
            try {
                ask_some();
            } catch (std::runtime_error const&) {  // had to make room
            }
        }
    };

    {
        std::vector<std::jthread> clients;
        for (int number = 0; number < 6; ++number)
            clients.emplace_back(work);
    }

    EXPECT_GT(answers, 0);
    EXPECT_TRUE(descriptors_fall_to(descriptors));
    EXPECT_EQ(idle_client(1).ask(kGet).status, 200);
    server_.stop();
    EXPECT_TRUE(server_.has_ended());
}

}  // namespace
}  // namespace rds::http
