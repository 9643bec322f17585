// A JSON body: read_json_body(), against a tree of the same text that is flattened by recursion.
#include "server/gateway/wire/parameters.hpp"
#include "tests/fuzz/same_arguments.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/fuzz/unicode.hpp"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <optional>
#include <string>

namespace rds::fuzz {

namespace {

constexpr gateway::ArgumentLimits kLimits{.parameters = 20};
constexpr int kMostLevels = 16;

// What a tree says as parameters.
struct Flattened {
    api::Arguments arguments;
    int levels = 0;

    void add(rapidjson::Value const& value, std::string const& name, int level) {
        levels = std::max(levels, level);
        auto const below = level == 1 ? std::string{} : name + '.';
        if (value.IsObject()) {
            for (auto const& member : value.GetObject()) {
                std::string const key{member.name.GetString(), member.name.GetStringLength()};
                add(member.value, below + key, level + is_container(member.value));
            }
        } else if (value.IsArray()) {
            int element = 0;
            for (auto const& each : value.GetArray())
                add(each, below + std::to_string(++element), level + is_container(each));
        } else if (value.IsBool()) {
            arguments.add(name, value.GetBool() ? "true" : "false");
        } else if (value.IsNull()) {
            arguments.add(name, "");
        } else {
            arguments.add(name, {value.GetString(), value.GetStringLength()});
        }
    }

  private:
    static int is_container(rapidjson::Value const& value) {
        return value.IsObject() || value.IsArray() ? 1 : 0;
    }
};

bool are_within_limits(api::Arguments const& arguments) {
    return arguments.all().size() <= kLimits.parameters &&
           std::ranges::all_of(arguments.all(), [](api::Argument const& argument) {
               return argument.name.size() <= gateway::kLongestName && is_plain_text(argument.name);
           });
}

// The parameters of a body that should be taken.
std::optional<api::Arguments> expected(std::string_view input) {
    if (input.find('\0') != std::string_view::npos) return std::nullopt;
    rapidjson::Document document;
    document.Parse<
        rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag |
        rapidjson::kParseNumbersAsStringsFlag>(input.data(), input.size());
    if (document.HasParseError() || !document.IsObject()) return std::nullopt;
    Flattened flattened;
    flattened.add(document, "", 1);
    if (flattened.levels > kMostLevels || !are_within_limits(flattened.arguments)) {
        return std::nullopt;
    }
    return std::move(flattened.arguments);
}

// An escaped half of a surrogate pair is not Unicode.
bool are_unicode(api::Arguments const& arguments) {
    return std::ranges::all_of(arguments.all(), [](api::Argument const& argument) {
        return characters_of(argument.value).has_value();
    });
}

void require_round_trip(api::Arguments const& arguments) {
    rapidjson::StringBuffer text;
    rapidjson::Writer<rapidjson::StringBuffer> writer{text};
    writer.StartObject();
    for (auto const& [name, value] : arguments.all()) {
        writer.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
        writer.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
    }
    writer.EndObject();
    api::Arguments again;
    auto const problem =
        gateway::read_json_body({text.GetString(), text.GetSize()}, again, kLimits);
    require(problem.empty(), "what was read can be written as a flat object");
    require(same(arguments, again), "and then reads as the same");
}

}  // namespace

void check(std::string_view input) {
    api::Arguments arguments;
    auto const problem = gateway::read_json_body(input, arguments, kLimits);
    auto const right = expected(input);

    require(is_printable_line(problem), "what is wrong is said in one printable line");
    require(
        problem.empty() == right.has_value(),
        "a body is taken if it is JSON within the limits"
    );
    require(are_within_limits(arguments), "no more is kept than the limits allow");
    if (!right) return;
    require(same(arguments, *right), "the parameters are those of the tree");
    if (are_unicode(arguments)) {
        require_round_trip(arguments);
    } else {
        require(!problem_with(arguments, kLimits).empty(), "what is not Unicode is found");
    }
}

}  // namespace rds::fuzz
