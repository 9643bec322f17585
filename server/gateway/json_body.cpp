#include "server/gateway/json_body.hpp"

#include "server/gateway/argument_limits.hpp"

#include <fmt/format.h>
#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

#include <vector>

namespace rds::gateway {

namespace {

constexpr std::size_t kMostLevels = 16;

// Receives the parser's events and keeps the path to the value at hand, so that no tree is built
// and none is recursed.
class ParameterReader : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, ParameterReader> {
  public:
    explicit ParameterReader(api::Arguments& arguments) : arguments_{arguments} {}

    std::string const& problem() const { return problem_; }

    bool Null() { return scalar({}); }

    bool Bool(bool value) { return scalar(value ? "true" : "false"); }

    // Numbers arrive as their own text (kParseNumbersAsStringsFlag), so nothing is rounded.
    bool RawNumber(char const* text, rapidjson::SizeType size, bool /*copy*/) {
        return scalar({text, size});
    }

    bool String(char const* text, rapidjson::SizeType size, bool /*copy*/) {
        return scalar({text, size});
    }

    bool StartObject() { return open(false); }

    bool Key(char const* text, rapidjson::SizeType size, bool /*copy*/) {
        levels_.back().name.assign(text, size);
        return true;
    }

    bool EndObject(rapidjson::SizeType /*members*/) { return close(); }

    bool StartArray() {
        if (levels_.empty()) return refuse("the body must be a JSON object");
        return open(true);
    }

    bool EndArray(rapidjson::SizeType /*elements*/) { return close(); }

  private:
    struct Level {
        bool is_array;
        int element = 0;
        std::string name;
    };

    bool refuse(std::string problem) {
        problem_ = std::move(problem);
        return false;
    }

    bool open(bool is_array) {
        if (levels_.size() >= kMostLevels) {
            return refuse(fmt::format("the body is nested more than {} levels deep", kMostLevels));
        }
        next_element();
        levels_.push_back({.is_array = is_array});
        return true;
    }

    bool close() {
        levels_.pop_back();
        return true;
    }

    bool scalar(std::string_view value) {
        if (levels_.empty()) return refuse("the body must be a JSON object");
        if (arguments_.all().size() > kMostArguments) return refuse("it has too many members");
        next_element();
        arguments_.add(path(), std::string{value});
        return true;
    }

    void next_element() {
        if (!levels_.empty() && levels_.back().is_array) {
            levels_.back().name = fmt::to_string(++levels_.back().element);
        }
    }

    std::string path() const {
        std::string path;
        for (auto const& level : levels_) {
            if (!path.empty()) path += '.';
            path += level.name;
        }
        return path;
    }

    api::Arguments& arguments_;
    std::vector<Level> levels_;
    std::string problem_;
};

}  // namespace

std::string read_json_body(std::string_view text, api::Arguments& arguments) {
    constexpr auto kFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag |
                            rapidjson::kParseNumbersAsStringsFlag;
    rapidjson::MemoryStream bytes{text.data(), text.size()};
    rapidjson::EncodedInputStream<rapidjson::UTF8<>, rapidjson::MemoryStream> stream{bytes};
    rapidjson::Reader reader;
    ParameterReader handler{arguments};
    auto const result = reader.Parse<kFlags>(stream, handler);
    if (!result.IsError()) return {};
    if (!handler.problem().empty()) return handler.problem();
    std::string_view reason = rapidjson::GetParseError_En(result.Code());
    if (reason.ends_with('.')) reason.remove_suffix(1);
    return fmt::format("the body is not valid JSON at byte {}: {}", result.Offset(), reason);
}

}  // namespace rds::gateway
