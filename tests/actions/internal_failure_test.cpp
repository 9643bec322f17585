// What a caller and the log see when the emulator itself fails.
#include "server/emulator/emulator.hpp"
#include "server/log/log.hpp"
#include "tests/kit/answer.hpp"
#include "tests/kit/call.hpp"

#include <gmock/gmock.h>

#include <sstream>
#include <stdexcept>

namespace rds {

namespace {

using kit::call;
using testing::HasSubstr;

class InternalFailure : public testing::Test {
  protected:
    void SetUp() override {
        log::configure(log::Format::text, log::Level::info, log_);
        Options options;
        options.fixture_json = R"({"instances": [{"id": "rm-a"}]})";
        emulator_ = std::make_unique<Emulator>(
            options,
            Emulator::Outside{
                [this] { return machine_time(); },
                [] { return [](control::Task const& task) { task(); }; }}
        );
    }

    void TearDown() override { log::configure(log::Format::text, log::Level::info); }

    storage::Instant machine_time() const {
        if (broken_) throw std::runtime_error{"the clock fell off the wall"};
        return {};
    }

    kit::Answer ask(kit::Call const& call) {
        kit::Answer answer;
        auto const request = call.request();
        emulator_->answer(request, [&answer](http::Response response) {
            answer = {std::move(response)};
        });
        return answer;
    }

    std::ostringstream log_;
    std::unique_ptr<Emulator> emulator_;
    bool broken_ = false;
};

TEST_F(InternalFailure, IsTheActionsOwnFaultAndItsCauseStandsInTheLogUnderTheSameRequestId) {
    broken_ = true;

    auto const answer = ask(call("DescribeBackupTasks").with("DBInstanceId", "rm-a"));

    EXPECT_EQ(answer.status(), 400);
    EXPECT_EQ(answer.code(), "InternalFailure");
    EXPECT_EQ(answer.message(), "Internal failure, retry later.");
    EXPECT_THAT(answer.body(), testing::Not(HasSubstr("clock")));
    EXPECT_THAT(
        log_.str(),
        HasSubstr(
            answer.text("/RequestId") + " DescribeBackupTasks failed: the clock fell off the wall"
        )
    );
}

TEST_F(InternalFailure, IsInternalErrorWhereTheActionDocumentsNoOther) {
    broken_ = true;

    auto const answer = ask(call("CreateBackup").with("DBInstanceId", "rm-a"));

    EXPECT_EQ(answer.status(), 500);
    EXPECT_EQ(answer.code(), "InternalError");
}

TEST_F(InternalFailure, PassesWithItsCause) {
    broken_ = true;
    ask(call("DescribeBackupTasks").with("DBInstanceId", "rm-a"));
    broken_ = false;

    EXPECT_EQ(ask(call("DescribeBackupTasks").with("DBInstanceId", "rm-a")).status(), 200);
}

}  // namespace

}  // namespace rds
