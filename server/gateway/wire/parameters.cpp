#include "server/gateway/wire/parameters.hpp"

#include "server/text/escape.hpp"
#include "server/text/query.hpp"

#include <fmt/format.h>
#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

#include <vector>

namespace rds::gateway {

namespace {

// Without the value: before the action is known, nobody can say whether it is a secret.
std::string problem_with(text::QueryPair const& pair) {
    constexpr std::size_t kShown = text::kShownValue;
    auto const shown = pair.name
                           ? shown_name(*pair.name)
                           : "the name of the parameter \"" +
                                 text::one_line(plain_part(pair.encoded_name, "%+"), kShown) + "\"";
    return shown + " holds a percent sign that two hexadecimal digits do not follow";
}

constexpr std::size_t kMostLevels = 16;

// Receives the parser's events and keeps the path to the value at hand, so that no tree is built
// and none is recursed.
class ParameterReader : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, ParameterReader> {
  public:
    ParameterReader(api::Arguments& arguments, ArgumentLimits const& limits)
        : arguments_{arguments}, limits_{limits} {}

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
        if (arguments_.all().size() >= limits_.parameters) {
            return refuse(too_many_parameters(limits_));
        }
        next_element();
        auto name = path();
        auto problem = problem_with_name(name);
        if (!problem.empty()) return refuse(std::move(problem));
        arguments_.add(std::move(name), std::string{value});
        return true;
    }

    void next_element() {
        if (!levels_.empty() && levels_.back().is_array) {
            levels_.back().name = fmt::to_string(++levels_.back().element);
        }
    }

    std::string path() const {
        auto path = levels_.front().name;
        for (std::size_t level = 1; level < levels_.size(); ++level)
            path.append(".").append(levels_[level].name);
        return path;
    }

    api::Arguments& arguments_;
    ArgumentLimits const& limits_;
    std::vector<Level> levels_;
    std::string problem_;
};

}  // namespace

std::string
read_query(std::string_view text, api::Arguments& arguments, ArgumentLimits const& limits) {
    std::string problem;
    while (arguments.all().size() <= limits.parameters) {
        auto pair = text::take_pair(text);
        if (!pair) break;
        if (pair->name && pair->value) {
            arguments.add(*std::move(pair->name), *std::move(pair->value));
        } else if (problem.empty()) {
            problem = problem_with(*pair);
        }
    }
    return problem;
}

std::string
read_json_body(std::string_view text, api::Arguments& arguments, ArgumentLimits const& limits) {
    // RapidJSON takes a NUL for the end and would ignore what follows.
    if (auto const nul = text.find('\0'); nul != std::string_view::npos) {
        return fmt::format("the body is not valid JSON at byte {}: NUL", nul);
    }
    constexpr auto kFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag |
                            rapidjson::kParseNumbersAsStringsFlag;
    rapidjson::MemoryStream bytes{text.data(), text.size()};
    rapidjson::EncodedInputStream<rapidjson::UTF8<>, rapidjson::MemoryStream> stream{bytes};
    rapidjson::Reader reader;
    ParameterReader handler{arguments, limits};
    auto const result = reader.Parse<kFlags>(stream, handler);
    if (!result.IsError()) return {};
    if (!handler.problem().empty()) return handler.problem();
    std::string_view reason = rapidjson::GetParseError_En(result.Code());
    if (reason.ends_with('.')) reason.remove_suffix(1);
    return fmt::format("the body is not valid JSON at byte {}: {}", result.Offset(), reason);
}

}  // namespace rds::gateway
