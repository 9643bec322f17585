#include "tests/http/handlers.hpp"
#include "tests/http/running_server.hpp"
#include "tests/kit/raw_client.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

namespace rds::http {
namespace {

using kit::RawClient;
using std::chrono::seconds;

TEST(HttpReplies, MayComeFromAnotherThread) {
    Waiting waiting;
    RunningServer server{waiting.handler()};
    RawClient client{server.port()};

    for (int request = 0; request < 100; ++request) {
        client.send(kGet);
        waiting.take().reply(text(std::to_string(request)));
        EXPECT_EQ(client.read_answer().body, std::to_string(request));
    }
}

TEST(HttpReplies, AreHarmlessAfterTheClientHasGone) {
    Waiting waiting;
    RunningServer server{waiting.handler()};
    RawClient leaving{server.port()};
    leaving.send(kGet);
    auto const asked = waiting.take();

    leaving.reset();
    asked.reply(text("nobody is there"));

    RawClient client{server.port()};
    client.send(kGet);
    waiting.take().reply(text("still here"));
    EXPECT_EQ(client.read_answer().body, "still here");
    server.stop();
    EXPECT_TRUE(server.has_ended());
}

TEST(HttpReplies, ManyClientsOnTwoThreadsEachGetTheirOwn) {
    constexpr int kClients = 8;
    constexpr int kRequests = 50;
    std::vector<std::jthread> answering;
    std::mutex mutex;
    auto const half_from_other_threads = [&](Request const& request, Reply reply) {
        if (!request.body.empty()) return reply(text(request.body));
        std::scoped_lock const lock{mutex};
        answering.emplace_back([&request, reply = std::move(reply)] { reply(text(request.target)); }
        );
    };
    std::atomic<int> right = 0;
    {
        RunningServer server{half_from_other_threads, {}, 2};
        std::vector<std::jthread> clients;
        for (int number = 0; number < kClients; ++number) {
            clients.emplace_back([&right, number, port = server.port()] {
                RawClient client{port};
                for (int request = 0; request < kRequests; ++request) {
                    auto const target =
                        "/" + std::to_string(number) + "/" + std::to_string(request);
                    auto const size = std::to_string(target.size());
                    auto const get = "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
                    auto const post = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + size +
                                      "\r\n\r\n" + target;
                    if (client.ask(request % 2 == 0 ? get : post).body == target) ++right;
                }
            });
        }
        clients.clear();
        server.stop();
        EXPECT_TRUE(server.has_ended());
    }

    EXPECT_EQ(right, kClients * kRequests);
}

}  // namespace
}  // namespace rds::http
