#include "server/log/line.hpp"

#include "server/text/ascii.hpp"
#include "server/text/escape.hpp"
#include "server/text/time.hpp"

#include <boost/algorithm/string/replace.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <utility>

namespace rds::log {

namespace {

// Padded, so that columns stand.
constexpr std::array<std::string_view, 4> kLevels{"DEBUG", "INFO ", "WARN ", "ERROR"};

// How a text stands in a line of text; in JSON all are quoted.
enum class Place : std::uint8_t {
    open,    // the rest of the line
    word,    // between spaces: a space appears as %20
    quoted,  // after its name, between double quotes
};

class Line {
  public:
    Line(Format format, Level level) : is_json_{format == Format::json} {
        auto const now = std::chrono::system_clock::now();
        auto const time = text::timestamp(std::chrono::floor<std::chrono::milliseconds>(now));
        auto const name = kLevels.at(static_cast<std::size_t>(level));
        if (is_json_) {
            auto const word = text::lower_case(text::trimmed(name));
            fmt::format_to(end(), R"({{"time":"{}","level":"{}")", time, word);
        } else {
            fmt::format_to(end(), "{} {}", time, name);
        }
    }

    // A word may be the caller's: it is cut to what is shown of such values.
    void add(std::string_view name, std::string_view text, Place place) {
        auto const most = place == Place::word ? text::kShownValue : text.size();
        auto const shown = text::one_line(text, most);
        if (is_json_) {
            fmt::format_to(end(), R"(,"{}":{:?})", name, shown);
        } else if (place == Place::quoted) {
            fmt::format_to(end(), " {}={:?}", name, shown);
        } else if (place == Place::word) {
            auto const word = boost::replace_all_copy(shown, " ", "%20");
            fmt::format_to(end(), " {}", word.empty() ? "-" : word);
        } else {
            fmt::format_to(end(), " {}", shown);
        }
    }

    void add(std::string_view name, std::int64_t number, std::string_view unit = {}) {
        if (is_json_) {
            fmt::format_to(end(), R"(,"{}":{})", name, number);
        } else {
            fmt::format_to(end(), " {}{}", number, unit);
        }
    }

    fmt::memory_buffer ended() {
        if (is_json_) line_.push_back('}');
        line_.push_back('\n');
        return std::move(line_);
    }

  private:
    fmt::appender end() { return fmt::appender{line_}; }

    bool is_json_;
    fmt::memory_buffer line_;
};

}  // namespace

fmt::memory_buffer line_of(Format format, Level level, std::string_view message) {
    Line line{format, level};
    line.add("message", message, Place::open);
    return line.ended();
}

fmt::memory_buffer line_of(Format format, Level level, RequestLine const& request) {
    Line line{format, level};
    line.add("requestId", request.request_id, Place::word);
    line.add("account", request.tenant, Place::word);
    line.add("action", request.action, Place::word);
    line.add("status", request.status);
    line.add("code", request.code.empty() ? "OK" : request.code, Place::word);
    line.add("microseconds", request.duration.count(), "us");
    if (!request.hint.empty()) line.add("hint", request.hint, Place::quoted);
    return line.ended();
}

}  // namespace rds::log
