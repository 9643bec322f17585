#include "tests/http/handlers.hpp"
#include "tests/http/running_server.hpp"
#include "tests/kit/raw_client.hpp"

#include <gmock/gmock.h>

#include <array>

namespace rds::http {
namespace {

using kit::RawClient;
using std::chrono::milliseconds;
using std::chrono::seconds;

// One thread without strands, and two with.
class HttpStop : public testing::TestWithParam<int> {};

INSTANTIATE_TEST_SUITE_P(Threads, HttpStop, testing::Values(1, 2));

TEST_P(HttpStop, ClosesIdleConnectionsAtOnce) {
    RunningServer server{echo, patient(), GetParam()};
    RawClient fresh{server.port()};
    RawClient used{server.port()};
    used.ask(kGet);

    server.stop();

    EXPECT_EQ(fresh.read_to_end(), "");
    EXPECT_EQ(used.read_to_end(), "");
    EXPECT_TRUE(server.has_ended());
}

TEST_P(HttpStop, EndsAServerThatNobodyUsed) {
    RunningServer server{echo, patient(), GetParam()};

    server.stop();
    server.stop();

    EXPECT_TRUE(server.has_ended());
    EXPECT_THROW(RawClient{server.port()}, std::runtime_error);
}

TEST_P(HttpStop, LetsARequestInFlightFinish) {
    Waiting waiting;
    RunningServer server{waiting.handler(), patient(), GetParam()};
    RawClient client{server.port()};
    client.send(kGet);
    auto const asked = waiting.take();

    server.stop();
    EXPECT_TRUE(client.stays_silent(milliseconds{20}));
    asked.reply(text("finished"));

    auto const answer = client.read_answer();
    EXPECT_EQ(answer.body, "finished");
    EXPECT_EQ(answer.fields.at("connection"), "close");
    EXPECT_EQ(client.read_to_end(), "");
    EXPECT_TRUE(server.has_ended());
}

TEST_P(HttpStop, LetsARequestThatIsBeingSentFinish) {
    RunningServer server{echo, patient(), GetParam()};
    RawClient client{server.port()};
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    client.read_until("\r\n\r\n");  // so the server has begun to read it

    server.stop();
    client.send("ab");

    auto const answer = client.read_answer();
    EXPECT_EQ(answer.body, "POST / ab");
    EXPECT_EQ(answer.fields.at("connection"), "close");
    EXPECT_TRUE(server.has_ended());
}

TEST_P(HttpStop, CutsWhatTakesTooLong) {
    Limits limits;
    limits.drain_time = milliseconds{50};
    Waiting waiting;
    RunningServer server{waiting.handler(), limits, GetParam()};
    RawClient unanswered{server.port()};
    unanswered.send(kGet);
    auto const asked = waiting.take();
    RawClient half_sent{server.port()};
    half_sent.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
    );
    half_sent.read_until("\r\n\r\n");

    server.stop();

    EXPECT_EQ(unanswered.read_to_end(), "");
    EXPECT_EQ(half_sent.read_to_end(), "");
    EXPECT_TRUE(server.has_ended());
    EXPECT_EQ(asked.request->target, "/one");
    asked.reply(text("too late"));
}

TEST_P(HttpStop, EndsConnectionsThatWereRefusedAndStaySending) {
    RunningServer server{echo, patient(), GetParam()};
    RawClient client{server.port()};
    client.send("nonsense\r\n\r\n");
    EXPECT_EQ(client.read_answer().status, 400);

    server.stop();

    EXPECT_TRUE(server.has_ended());
}

TEST_P(HttpStop, MayComeAtAnyMomentOfABusyServer) {
    Limits limits;
    limits.drain_time = milliseconds{200};
    for (int round = 0; round < 20; ++round) {
        RunningServer server{echo, limits, GetParam()};
        auto const work = [port = server.port()] {
            RawClient client{port};
            while (client.try_send(kGet)) {
                try {
                    client.read_answer();
                } catch (std::runtime_error const&) {
                    return;
                }
            }
        };
        std::array clients{
            std::async(std::launch::async, work),
            std::async(std::launch::async, work)};
        std::this_thread::sleep_for(milliseconds{round});

        server.stop();

        EXPECT_TRUE(server.has_ended());
        for (auto& client : clients) {
            try {
                client.get();
            } catch (std::runtime_error const&) {  // could not connect any more
            }
        }
    }
}

TEST(HttpServer, MayBeDestroyedWithoutHavingRun) {
    boost::asio::io_context context;
    Server server{context, 1, {}, echo};
    server.listen({"127.0.0.1", 0});

    server.start();

    SUCCEED();
}

TEST_P(HttpStop, MayGiveWayToTheContextsEndUnderAWaitingSession) {
    Reply kept;
    {
        boost::asio::io_context context;
        auto const keep = [&](Request const&, Reply reply) {
            kept = std::move(reply);
            context.stop();
        };
        Server server{context, GetParam(), {}, keep};
        auto const port = server.listen({"127.0.0.1", 0}).port;
        server.start();
        RawClient client{port};
        client.send(kGet);
        context.run();
    }

    kept(text("nobody is there"));
}

}  // namespace
}  // namespace rds::http
