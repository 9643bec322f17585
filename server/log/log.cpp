#include "server/log/log.hpp"

#include "server/log/line.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <array>
#include <memory>
#include <utility>

namespace rds::log {

namespace {

constexpr std::array<spdlog::level::level_enum, 6> kLevels{
    spdlog::level::trace,
    spdlog::level::debug,
    spdlog::level::info,
    spdlog::level::warn,
    spdlog::level::err,
    spdlog::level::off,
};

spdlog::level::level_enum spdlog_level(Level level) {
    return kLevels.at(static_cast<std::size_t>(level));
}

// Lines come complete: spdlog's own patterns know no JSON escapes.
class AsItComes : public spdlog::formatter {
  public:
    void format(spdlog::details::log_msg const& message, spdlog::memory_buf_t& line) override {
        line.append(message.payload.begin(), message.payload.end());
    }

    std::unique_ptr<spdlog::formatter> clone() const override {
        return std::make_unique<AsItComes>();
    }
};

// spdlog's part: the level, the lock, and one write for each line.
struct Log {
    Log(Format form, Level level, std::shared_ptr<spdlog::sinks::sink> sink)
        : format{form}, logger{std::make_unique<spdlog::logger>("", std::move(sink))} {
        logger->set_formatter(std::make_unique<AsItComes>());
        logger->set_level(spdlog_level(level));
    }

    Format format;
    std::unique_ptr<spdlog::logger> logger;
};

Log to_standard_error(Format format, Level level) {
    return {format, level, std::make_shared<spdlog::sinks::stderr_sink_mt>()};
}

Log& process_log() {
    static Log log = to_standard_error(Format::text, Level::info);
    return log;
}

// `content` is a message or a RequestLine.
void write_line(Level level, auto const& content) {
    auto const& log = process_log();
    fmt::memory_buffer line;
    begin_line(line, log.format, level, std::chrono::system_clock::now());
    end_line(line, log.format, content);
    log.logger->log(spdlog_level(level), spdlog::string_view_t{line.data(), line.size()});
}

}  // namespace

void configure(Format format, Level level) {
    process_log() = to_standard_error(format, level);
}

void configure(Format format, Level level, std::ostream& stream) {
    process_log() = {format, level, std::make_shared<spdlog::sinks::ostream_sink_mt>(stream)};
}

bool is_enabled(Level level) {
    return process_log().logger->should_log(spdlog_level(level));
}

void write(Level level, fmt::string_view format, fmt::format_args args) {
    if (!is_enabled(level)) return;
    fmt::memory_buffer message;
    fmt::vformat_to(std::back_inserter(message), format, args);
    write_line(level, std::string_view{message.data(), message.size()});
}

void request(RequestLine const& line) {
    if (is_enabled(Level::info)) write_line(Level::info, line);
}

}  // namespace rds::log
