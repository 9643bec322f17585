#include "tests/kit/raw_client.hpp"
#include "tests/program/child_program.hpp"

#include <gmock/gmock.h>

#include <csignal>

namespace rds {

namespace {

using kit::ChildProgram;

TEST(Stop, ByEitherSignalIsASuccess) {
    for (auto const number : {SIGTERM, SIGINT}) {
        ChildProgram program{{"--port", "0"}};
        ASSERT_NE(program.wait_until_ready(), 0);

        program.signal(number);

        EXPECT_EQ(program.wait(), 0) << program.standard_error();
    }
}

// A request that never ends holds the first stop for its 0.3 s; the second signal does not wait for
// that.
TEST(Stop, BySecondSignalIsAtOnce) {
    ChildProgram program{{"--port", "0"}};
    auto const port = program.wait_until_ready();
    ASSERT_NE(port, 0);
    kit::RawClient client{port};
    client.send("GET / HTTP/1.1\r\nHost:");

    program.signal(SIGTERM);
    for (int tries = 0; tries < 1'000'000; ++tries) {
        if (program.standard_error().find("stopping") != std::string::npos) break;
    }
    program.signal(SIGTERM);

    EXPECT_EQ(program.wait(), 128 + SIGTERM);
}

}  // namespace

}  // namespace rds
