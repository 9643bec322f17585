#include "server/log/log.hpp"

#include "server/log/line.hpp"
#include "server/log/writer.hpp"

#include <unistd.h>

#include <exception>
#include <memory>
#include <mutex>
#include <ostream>
#include <utility>

namespace rds::log {

namespace {

constexpr std::size_t kMostWaiting = 1024UL * 1024;  // bytes, some 8,000 calls

// Where lines go: to standard error, to a stream, or, if neither is there, nowhere.
struct Log {
    Format format = Format::text;
    Level level = Level::off;  // until configure()
    std::unique_ptr<Writer> writer{};
    std::ostream* stream = nullptr;
};

std::mutex stream_mutex;

Log& process_log() {
    static Log log;
    return log;
}

// `content` is a message or a RequestLine.
void write_line(Level level, auto const& content) {
    auto const& log = process_log();
    auto const line = line_of(log.format, level, content);
    if (log.writer) log.writer->put({line.data(), line.size()});
    if (log.stream == nullptr) return;
    std::scoped_lock const lock{stream_mutex};
    log.stream->write(line.data(), static_cast<std::streamsize>(line.size()));
}

// No line is worth a call: one for which there is no memory is only counted.
void or_drop(auto&& write) noexcept {
    try {
        write();
    } catch (std::exception const&) {
        if (auto const& writer = process_log().writer) writer->drop();
    }
}

}  // namespace

void configure(Format format, Level level) {
    Log log{format, level};
    if (level != Level::off)
        log.writer = std::make_unique<Writer>(STDERR_FILENO, format, kMostWaiting);
    process_log() = std::move(log);
}

void configure(Format format, Level level, std::ostream& stream) {
    process_log() = {format, level, nullptr, &stream};
}

void flush() noexcept {
    if (auto const& writer = process_log().writer) writer->flush();
}

bool is_enabled(Level level) {
    return level >= process_log().level;
}

void write(Level level, fmt::string_view format, fmt::format_args args) noexcept {
    if (!is_enabled(level)) return;
    or_drop([&] {
        fmt::memory_buffer message;
        fmt::vformat_to(std::back_inserter(message), format, args);
        write_line(level, std::string_view{message.data(), message.size()});
    });
}

void request(RequestLine const& line) noexcept {
    if (is_enabled(Level::info)) or_drop([&] { write_line(Level::info, line); });
}

}  // namespace rds::log
