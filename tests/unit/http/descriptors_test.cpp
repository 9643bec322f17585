#include "server/http/server.hpp"
#include "server/log/log.hpp"

#include <gmock/gmock.h>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <sstream>

namespace rds::http {
namespace {

using testing::AllOf;
using testing::HasSubstr;

rlimit open_files() {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    return limit;
}

// What a test sees of a process of its own, for a hard limit cannot be raised again.
struct Seen {
    int connections = 0;
    rlimit limit{};
    std::array<char, 300> log{};
};

Seen with_limits(rlim_t soft, rlim_t hard, int connections, int others) {
    std::array<int, 2> ends{};
    EXPECT_EQ(::pipe(ends.data()), 0);
    auto const child = ::fork();
    if (child == 0) {
        rlimit const limit{.rlim_cur = soft, .rlim_max = hard};
        if (::setrlimit(RLIMIT_NOFILE, &limit) != 0) ::_exit(1);
        std::ostringstream lines;
        log::configure(log::Format::text, log::Level::info, lines);
        Seen seen;
        seen.connections = make_room_for(connections, others);
        seen.limit = open_files();
        lines.str().copy(seen.log.data(), seen.log.size() - 1);
        ::_exit(::write(ends[1], &seen, sizeof seen) == sizeof seen ? 0 : 1);
    }
    ::close(ends[1]);
    Seen seen;
    EXPECT_EQ(::read(ends[0], &seen, sizeof seen), ssize_t{sizeof seen});
    ::close(ends[0]);
    ::waitpid(child, nullptr, 0);
    return seen;
}

TEST(Descriptors, SoftLimitIsRaisedToWhatIsNeeded) {
    auto const seen = with_limits(50, 200, 100, 20);

    EXPECT_EQ(seen.connections, 100);
    EXPECT_EQ(seen.limit.rlim_cur, 120U);
    EXPECT_STREQ(seen.log.data(), "");
}

TEST(Descriptors, SoftLimitThatIsEnoughStays) {
    auto const seen = with_limits(150, 200, 100, 20);

    EXPECT_EQ(seen.connections, 100);
    EXPECT_EQ(seen.limit.rlim_cur, 150U);
}

TEST(Descriptors, HardLimitLowersTheConnectionsAndTheLogSaysSo) {
    auto const seen = with_limits(50, 90, 100, 20);

    EXPECT_EQ(seen.connections, 70);
    EXPECT_EQ(seen.limit.rlim_cur, 90U);
    EXPECT_THAT(
        seen.log.data(),
        AllOf(HasSubstr("WARN  --max-connections 100"), HasSubstr("ulimit -Hn"), HasSubstr("70\n"))
    );
}

TEST(Descriptors, ConnectionsKeepHalfOfThemWhateverElseMayBeNeeded) {
    EXPECT_EQ(with_limits(50, 50, 100, 60).connections, 25);
}

}  // namespace
}  // namespace rds::http
