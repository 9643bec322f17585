#include "server/log/line.hpp"

#include "server/text/escape.hpp"
#include "server/text/time.hpp"

#include <array>
#include <iterator>

namespace rds::log {

namespace {

struct LevelName {
    std::string_view text;  // padded, so that columns stand
    std::string_view json;
};

constexpr std::array<LevelName, 4> kLevelNames{{
    {"DEBUG", "debug"},
    {"INFO ", "info"},
    {"WARN ", "warn"},
    {"ERROR", "error"},
}};

LevelName name(Level level) {
    return kLevelNames.at(static_cast<std::size_t>(level));
}

void append(fmt::memory_buffer& line, std::string_view text) {
    line.append(text.data(), text.data() + text.size());
}

// A value that the caller may have made up: cut to what is shown of such values.
void append_cut(fmt::memory_buffer& line, std::string_view text, Place place) {
    append_escaped(line, text.substr(0, text::kShownValue), place);
    if (text.size() > text::kShownValue) append(line, "...");
}

void append_word(fmt::memory_buffer& line, std::string_view text) {
    append_cut(line, text.empty() ? "-" : text, Place::word);
    line.push_back(' ');
}

void append_member(fmt::memory_buffer& line, std::string_view name, std::string_view text) {
    fmt::format_to(std::back_inserter(line), R"(,"{}":")", name);
    append_escaped(line, text, Place::quoted);
    line.push_back('"');
}

void append_cut_member(fmt::memory_buffer& line, std::string_view name, std::string_view text) {
    fmt::format_to(std::back_inserter(line), R"(,"{}":")", name);
    append_cut(line, text, Place::quoted);
    line.push_back('"');
}

void append_member(fmt::memory_buffer& line, std::string_view name, std::int64_t number) {
    fmt::format_to(std::back_inserter(line), R"(,"{}":{})", name, number);
}

std::string_view code_or_ok(RequestLine const& request) {
    return request.code.empty() ? "OK" : request.code;
}

void end_as_text(fmt::memory_buffer& line, RequestLine const& request) {
    append_word(line, request.request_id);
    append_word(line, request.tenant);
    append_word(line, request.action);
    fmt::format_to(std::back_inserter(line), "{} ", request.status);
    append_word(line, code_or_ok(request));
    fmt::format_to(std::back_inserter(line), "{}us", request.duration.count());
    if (!request.hint.empty()) {
        append(line, " hint=\"");
        append_escaped(line, request.hint, Place::quoted);
        line.push_back('"');
    }
    line.push_back('\n');
}

void end_as_json(fmt::memory_buffer& line, RequestLine const& request) {
    append_cut_member(line, "requestId", request.request_id);
    append_cut_member(line, "account", request.tenant);
    append_cut_member(line, "action", request.action);
    append_member(line, "status", request.status);
    append_cut_member(line, "code", code_or_ok(request));
    append_member(line, "microseconds", request.duration.count());
    if (!request.hint.empty()) append_member(line, "hint", request.hint);
    append(line, "}\n");
}

}  // namespace

void append_escaped(fmt::memory_buffer& line, std::string_view text, Place place) {
    for (auto const c : text) {
        auto const printable = c >= ' ' && c <= '~';
        if (!printable || (c == ' ' && place == Place::word)) {
            fmt::format_to(std::back_inserter(line), "%{:02X}", static_cast<unsigned char>(c));
            continue;
        }
        if (place == Place::quoted && (c == '"' || c == '\\')) line.push_back('\\');
        line.push_back(c);
    }
}

void begin_line(
    fmt::memory_buffer& line,
    Format format,
    Level level,
    std::chrono::system_clock::time_point now
) {
    auto const time = text::timestamp(std::chrono::floor<std::chrono::milliseconds>(now));
    if (format == Format::json) {
        fmt::format_to(
            std::back_inserter(line),
            R"({{"time":"{}","level":"{}")",
            time,
            name(level).json
        );
    } else {
        fmt::format_to(std::back_inserter(line), "{} {} ", time, name(level).text);
    }
}

void end_line(fmt::memory_buffer& line, Format format, std::string_view message) {
    if (format == Format::json) {
        append_member(line, "message", message);
        append(line, "}\n");
    } else {
        append_escaped(line, message, Place::open);
        line.push_back('\n');
    }
}

void end_line(fmt::memory_buffer& line, Format format, RequestLine const& request) {
    if (format == Format::json) {
        end_as_json(line, request);
    } else {
        end_as_text(line, request);
    }
}

}  // namespace rds::log
