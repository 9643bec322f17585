#include "server/log/writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <string>

namespace rds::log {

namespace {

constexpr std::size_t kPage = 4096;
constexpr std::string_view kDropped = "lines dropped from the log here: ";

// A pipe that holds a page.
class Pipe {
  public:
    Pipe() {
        if (pipe2(ends_.data(), O_CLOEXEC) != 0) throw std::runtime_error{"cannot make a pipe"};
        fcntl(in(), F_SETPIPE_SZ, static_cast<int>(kPage));
    }

    ~Pipe() {
        ::close(ends_[0]);
        ::close(ends_[1]);
    }

    Pipe(Pipe const&) = delete;
    Pipe& operator=(Pipe const&) = delete;

    int in() const { return ends_[1]; }

    // All up to and with the first `end` that comes.
    std::string read_until(std::string_view end) {
        std::string text;
        while (!text.ends_with(end)) {
            char c = 0;
            if (::read(ends_[0], &c, 1) != 1) throw std::runtime_error{"cannot read the pipe"};
            text += c;
        }
        return text;
    }

  private:
    std::array<int, 2> ends_{};
};

std::string line(int number) {
    auto text = std::to_string(number);
    text.resize(99, '.');
    return text + '\n';
}

TEST(LogWriter, WritesLinesInOrder) {
    Pipe pipe;
    Writer writer{pipe.in(), Format::text, kPage};

    writer.put("one\n");
    writer.put("two\n");
    writer.flush();

    EXPECT_EQ(pipe.read_until("two\n"), "one\ntwo\n");
}

// More than pipe, thread and queue hold together: it would wait for ever if it waited at all.
TEST(LogWriter, DropsAndCountsWhatNobodyReads) {
    constexpr int kLines = 300;
    Pipe pipe;
    Writer writer{pipe.in(), Format::text, kPage};
    for (int i = 0; i < kLines; ++i)
        writer.put(line(i));

    int kept = 0;
    int dropped = 0;
    while (kept + dropped < kLines) {
        auto const read = pipe.read_until("\n");
        if (auto const at = read.find(kDropped); at != std::string::npos) {
            dropped += std::stoi(read.substr(at + kDropped.size()));
        } else {
            EXPECT_EQ(read, line(kept + dropped));
            ++kept;
        }
    }
    EXPECT_GT(kept, 0);
    EXPECT_GT(dropped, 0);

    writer.put("after\n");
    EXPECT_EQ(pipe.read_until("\n"), "after\n");
}

TEST(LogWriter, TellsOfDroppedLinesInTheFormatOfTheOthers) {
    Pipe pipe;
    Writer writer{pipe.in(), Format::json, kPage};

    writer.drop();

    EXPECT_THAT(
        pipe.read_until("\n"),
        testing::AllOf(
            testing::StartsWith("{\"time\":"),
            testing::HasSubstr("\"level\":\"warn\",\"message\":\"lines dropped"),
            testing::HasSubstr(": 1;")
        )
    );
}

TEST(LogWriter, DropsALineThatIsLongerThanAllThatMayWait) {
    Pipe pipe;
    Writer writer{pipe.in(), Format::text, 10};

    writer.put("longer than ten\n");

    EXPECT_THAT(pipe.read_until("\n"), testing::HasSubstr(": 1;"));
}

TEST(LogWriter, EndsThoughItsThreadIsStuck) {
    constexpr int kLines = 82;  // two pages
    Pipe pipe;
    {
        Writer writer{pipe.in(), Format::text, 4 * kPage};
        for (int i = 0; i < kLines; ++i)
            writer.put(line(i));
    }
    // The thread outlives its writer until it has written all: before that, the pipe stays open.
    for (int i = 0; i < kLines; ++i)
        EXPECT_EQ(pipe.read_until("\n"), line(i));
}

TEST(LogWriter, WaitsForRoomOnADescriptorThatDoesNotBlock) {
    constexpr std::size_t kMuch = 4 * kPage;
    Pipe pipe;
    fcntl(pipe.in(), F_SETFL, O_NONBLOCK);
    Writer writer{pipe.in(), Format::text, 2 * kMuch};
    std::string text(kMuch, 'a');
    text += '\n';

    writer.put(text);

    EXPECT_EQ(pipe.read_until("\n"), text);
}

}  // namespace

}  // namespace rds::log
