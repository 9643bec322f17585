#include "tests/http/handlers.hpp"
#include "tests/http/running_server.hpp"
#include "tests/kit/raw_client.hpp"

#include <gmock/gmock.h>

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>

namespace rds::http {
namespace {

using kit::RawClient;
using testing::HasSubstr;

class HttpListen : public testing::Test {
  protected:
    ListenError error_of(Address const& address) {
        try {
            server_.listen(address);
        } catch (ListenError const& error) {
            return error;
        }
        throw std::logic_error("listens on " + address.text());
    }

    boost::asio::io_context context_;
    Server server_{context_, 1, {}, echo};
};

TEST_F(HttpListen, TakesAFreePortAndSaysWhich) {
    auto const address = server_.listen({"127.0.0.1", 0});

    EXPECT_EQ(address.host, "127.0.0.1");
    EXPECT_GT(address.port, 0);
}

TEST_F(HttpListen, PortInUseIsOneClearLine) {
    RunningServer const other{echo};

    auto const error = error_of({"127.0.0.1", other.port()});

    EXPECT_THAT(error.what(), HasSubstr("127.0.0.1:" + std::to_string(other.port())));
    EXPECT_THAT(error.what(), HasSubstr("--port"));
    EXPECT_THAT(error.what(), HasSubstr("in use"));
    EXPECT_EQ(error.why(), ListenError::Why::in_use);
}

TEST_F(HttpListen, AddressOfAnotherMachineIsRefused) {
    auto const error = error_of({"192.0.2.1", 2014});

    EXPECT_THAT(error.what(), HasSubstr("192.0.2.1:2014"));
    EXPECT_THAT(error.what(), HasSubstr("--listen"));
    EXPECT_EQ(error.why(), ListenError::Why::not_here);
}

TEST_F(HttpListen, NameIsNotAnAddress) {
    auto const error = error_of({"localhost", 2014});

    EXPECT_THAT(error.what(), HasSubstr("\"localhost\""));
    EXPECT_EQ(error.why(), ListenError::Why::other);
}

TEST_F(HttpListen, OnSeveralAddressesTakesOneFreePortForAll) {
    auto const all =
        server_.listen_on_all({{{"127.0.0.1", 0}}, {{"127.0.0.2", 0}}, {{"192.0.2.1", 0}, true}});
    ASSERT_EQ(all.size(), 2U) << "one is of another machine";
    EXPECT_GT(all[0].port, 0);
    EXPECT_EQ(all[1], (Address{"127.0.0.2", all[0].port}));
}

TEST_F(HttpListen, OnSeveralAddressesOrOnNone) {
    RunningServer const other{echo};
    ListenOn const taken{{"127.0.0.1", other.port()}};
    auto const attempt = [&] { server_.listen_on_all({{{"127.0.0.2", 0}}, taken}); };
    EXPECT_THROW(attempt(), ListenError);
    EXPECT_EQ(server_.listen({"127.0.0.2", other.port()}).port, other.port());
}

// How the attempt of an ordinary user ends, for the child's exit code.
enum class Attempt { refused_as_expected, refused_otherwise, listens, still_root };

Attempt listen_on_a_port_of_the_system_as_nobody() {
    constexpr uid_t kNobody = 65534;
    auto const is_root = ::geteuid() == 0;
    auto const dropped =
        ::setresgid(kNobody, kNobody, kNobody) == 0 && ::setresuid(kNobody, kNobody, kNobody) == 0;
    if (is_root && !dropped) return Attempt::still_root;
    try {
        boost::asio::io_context context;
        Server server{context, 1, {}, echo};
        server.listen({"127.0.0.1", 1});
        return Attempt::listens;
    } catch (ListenError const& error) {
        auto const says_what_to_do = std::strstr(error.what(), "permission denied") != nullptr &&
                                     std::strstr(error.what(), "--port") != nullptr;
        if (says_what_to_do) return Attempt::refused_as_expected;
        std::fprintf(stderr, "%s\n", error.what());
        return Attempt::refused_otherwise;
    }
}

TEST(HttpListenAsNobody, PortOfTheSystemNeedsPermission) {
    auto const child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) ::_exit(static_cast<int>(listen_on_a_port_of_the_system_as_nobody()));
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);

    ASSERT_TRUE(WIFEXITED(status));
    auto const attempt = static_cast<Attempt>(WEXITSTATUS(status));
    if (attempt == Attempt::listens) {
        GTEST_SKIP() << "net.ipv4.ip_unprivileged_port_start lets everybody listen here";
    }
    EXPECT_EQ(attempt, Attempt::refused_as_expected);
}

TEST(HttpServer, AcceptsOnEveryAddressThatItListensOn) {
    boost::asio::io_context context;
    Server server{context, 1, {}, echo};
    auto const first = server.listen({"127.0.0.1", 0});
    auto const second = server.listen({"127.0.0.2", first.port});
    server.start();
    auto const running = std::async(std::launch::async, [&context] { context.run(); });

    for (auto const& address : {first, second}) {
        RawClient client{address.port, address.host};
        EXPECT_EQ(client.ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n").body, "GET / ");
    }
    server.stop();
}

}  // namespace
}  // namespace rds::http
