#include "tests/http/handlers.hpp"
#include "tests/http/running_server.hpp"
#include "tests/kit/raw_client.hpp"

#include <gmock/gmock.h>

#include <sys/resource.h>
#include <unistd.h>

#include <optional>

namespace rds::http {
namespace {

using kit::RawClient;

// Leaves the process room for so many more descriptors.
class FewDescriptors {
  public:
    explicit FewDescriptors(int more) {
        int const next = ::dup(STDIN_FILENO);
        ::close(next);
        ::getrlimit(RLIMIT_NOFILE, &before_);
        rlimit few = before_;
        few.rlim_cur = static_cast<rlim_t>(next) + static_cast<rlim_t>(more);
        ::setrlimit(RLIMIT_NOFILE, &few);
    }

    ~FewDescriptors() { ::setrlimit(RLIMIT_NOFILE, &before_); }

    FewDescriptors(FewDescriptors const&) = delete;
    FewDescriptors& operator=(FewDescriptors const&) = delete;

  private:
    rlimit before_{};
};

TEST(HttpServer, AcceptsAgainWhenThereAreDescriptorsAgain) {
    RunningServer server{echo};
    auto few = std::make_optional<FewDescriptors>(1);
    RawClient client{server.port()};  // takes the last one
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_TRUE(client.stays_silent(std::chrono::milliseconds{100}));

    few.reset();

    EXPECT_EQ(client.read_answer().body, "GET / ");
}

}  // namespace
}  // namespace rds::http
