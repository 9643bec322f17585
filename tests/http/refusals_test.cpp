#include "tests/http/captured_log.hpp"
#include "tests/http/handlers.hpp"
#include "tests/http/refused.hpp"
#include "tests/http/running_server.hpp"
#include "tests/kit/raw_client.hpp"

#include <gmock/gmock.h>

#include <string>
#include <string_view>
#include <vector>

namespace rds::http {
namespace {

using kit::RawClient;
using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

TEST(HttpRefusals, RefusalFollowsTheAnswersBeforeIt) {
    RunningServer server{echo};
    RawClient client{server.port()};

    client.send("GET /fine HTTP/1.1\r\nHost: a\r\n\r\nnonsense\r\n\r\n");

    EXPECT_EQ(client.read_answer().body, "GET /fine ");
    expect_refused(client, 400);
}

TEST(HttpRefusals, ClientThatLeavesAtAnyPointIsForgotten) {
    RunningServer server{echo};
    std::string_view const request =
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n";

    for (std::size_t size = 0; size <= request.size(); ++size) {
        RawClient closing{server.port()};
        closing.send(request.substr(0, size));
        RawClient resetting{server.port()};
        resetting.send(request.substr(0, size));
        resetting.reset();
    }

    RawClient client{server.port()};
    EXPECT_EQ(client.ask(request).body, "POST / ab");
    server.stop();
    EXPECT_TRUE(server.has_ended());
}

TEST(HttpRefusals, TlsHelloIsClosedAndOneLineTellsWhatToSet) {
    CapturedLog const log;
    {
        RunningServer server{echo};
        for (int client = 0; client < 3; ++client) {
            RawClient tls{server.port()};
            tls.send({"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11});
            EXPECT_EQ(tls.read_to_end(), "");
        }
    }

    EXPECT_THAT(
        log.text(),
        AllOf(
            StartsWith("WARN  127.0.0.1 spoke TLS (HTTPS) to this plain HTTP port"),
            HasSubstr("`protocol`"),
            HasSubstr("--tls auto\n")
        )
    );
}

TEST(HttpRefusals, OfAClientThatTakesThePortForSomethingElseSayWhatToSet) {
    struct Case {
        std::string_view sent;
        std::string_view said;
    };

    using namespace std::string_view_literals;
    for (auto const& [sent, said] : std::vector<Case>{
             {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "HTTP/2"},
             {"CONNECT rds.aliyuncs.com:443 HTTP/1.1\r\nHost: rds.aliyuncs.com:443\r\n\r\n",
              "HTTPS_PROXY"},
             {"PROXY TCP4 10.0.0.1 10.0.0.2 40000 80\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
              "PROXY protocol"},
             {"\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0C"sv, "PROXY protocol"},
             {"GET /?Action=A&Flag=a b HTTP/1.1\r\nHost: a\r\n\r\n", "%20"},
             {"GET / HTTP/1.1\r\nHost: http://127.0.0.1:2014\r\n\r\n", "without http://"},
             {"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", "not HTTP"}}) {
        CapturedLog const log;
        {
            RunningServer server{echo};
            RawClient client{server.port()};
            client.send(sent);
            expect_refused(client, 400);
        }
        EXPECT_THAT(log.text(), HasSubstr(std::string{said})) << sent;
    }
}

TEST(HttpRefusals, HandlerThatThrowsCostsOnlyItsConnection) {
    CapturedLog const log;
    {
        RunningServer server{[](Request const& request, Reply const& reply) {
            if (request.target == "/bad") throw std::runtime_error("broken");
            reply(text("fine"));
        }};
        RawClient bad{server.port()};
        RawClient good{server.port()};

        bad.send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\n");

        EXPECT_EQ(bad.read_to_end(), "");
        EXPECT_EQ(good.ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n").body, "fine");
    }

    EXPECT_EQ(log.text(), "ERROR the connection of 127.0.0.1 was dropped: broken\n");
}

}  // namespace
}  // namespace rds::http
