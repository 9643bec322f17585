#include "server/api/rules.hpp"

#include "server/api/arguments.hpp"
#include "server/text/ascii.hpp"
#include "server/text/escape.hpp"
#include "server/text/time.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <stdexcept>

namespace rds::api {

namespace {

std::function<bool(std::string_view)> between(std::int64_t least, std::int64_t most) {
    return [least, most](std::string_view text) {
        std::int64_t number = 0;
        return parse_whole_number(text, number) && number >= least && number <= most;
    };
}

std::string repeated(std::string_view character, std::size_t times) {
    return fmt::format("{}", fmt::join(std::vector(times, character), ""));
}

// The numbers around a range, as far as they can be written.
std::vector<std::string> just_outside(std::int64_t least, std::int64_t most) {
    std::vector<std::string> texts{"9223372036854775808", "-9223372036854775809"};
    if (least != std::numeric_limits<std::int64_t>::min())
        texts.push_back(fmt::to_string(least - 1));
    if (most != std::numeric_limits<std::int64_t>::max()) texts.push_back(fmt::to_string(most + 1));
    return texts;
}

}  // namespace

bool parse_whole_number(std::string_view text, std::int64_t& number) {
    auto const digits = text.starts_with('-') ? text.substr(1) : text;
    if (digits.empty() || !std::ranges::all_of(digits, text::is_digit)) return false;
    if (digits.size() > 1 && digits.front() == '0') return false;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size();
}

Rule whole_number(std::int64_t least, std::int64_t most) {
    auto breaking = just_outside(least, most);
    breaking.insert(
        breaking.end(),
        {"1e3", "1.0", " 1", "1 ", "+1", "01", "-01", "00", "0x1", "-", "one", "\xD9\xA1"}
    );
    return {
        between(least, most),
        fmt::format("a whole number from {} to {} without leading zeros", least, most),
        {fmt::to_string(least), fmt::to_string(most)},
        std::move(breaking),
    };
}

Rule minus_one_or_between(std::int64_t least, std::int64_t most) {
    auto const in_range = between(least, most);
    return {
        [in_range](std::string_view text) { return text == "-1" || in_range(text); },
        fmt::format("-1 or a whole number from {} to {} without leading zeros", least, most),
        {"-1", fmt::to_string(least), fmt::to_string(most)},
        {fmt::to_string(least - 1),
         fmt::to_string(most + 1),
         "-2",
         "1e2",
         " 7",
         "-01",
         "0" + fmt::to_string(least),
         "9223372036854775808"},
    };
}

namespace {

constexpr auto kToSecond = std::string_view{"2026-01-02T03:04:05Z"};
constexpr auto kToMinute = std::string_view{"2026-01-02T03:04Z"};

std::optional<storage::Instant> time_of(std::string_view text, std::size_t length) {
    if (text.size() != length || !text.ends_with('Z')) return std::nullopt;
    if (length == kToSecond.size()) return text::parse_timestamp(text);
    return text::parse_timestamp(std::string{text.substr(0, length - 1)} + ":00Z");
}

Rule time_like(std::string_view example) {
    return {
        [length = example.size()](std::string_view text) {
            return time_of(text, length).has_value();
        },
        fmt::format("a time in UTC such as {}", example),
        {std::string{example}},
        {std::string{example == kToSecond ? kToMinute : kToSecond},
         "2026-01-02",
         "2026-13-02T03:04:05Z",
         "2026-01-02T24:04Z",
         "2026-01-02 03:04Z",
         "now"},
    };
}

}  // namespace

Rule time_to_second() {
    return time_like(kToSecond);
}

Rule time_to_minute() {
    return time_like(kToMinute);
}

Rule time_of_day_span() {
    return {
        [](std::string_view text) {
            constexpr std::string_view kForm = "00:00Z-00:00Z";
            if (text.size() != kForm.size() || text[kForm.find('-')] != '-') return false;
            auto const is_time = [](std::string_view time) {
                return time_of(fmt::format("2026-01-02T{}", time), kToMinute.size()).has_value();
            };
            return is_time(text.substr(0, kForm.find('-'))) &&
                   is_time(text.substr(kForm.find('-') + 1));
        },
        "a span of the day in UTC such as 18:00Z-22:00Z",
        {"18:00Z-22:00Z", "00:00Z-23:59Z"},
        {"18:00-22:00", "24:00Z-25:00Z", "18:00Z", "18:00Z-22:60Z", "18:00Z 22:00Z"},
    };
}

storage::Instant parse_time(std::string_view text) {
    return time_of(text, text.size()).value();
}

Rule one_of(std::vector<std::string_view> choices) {
    if (choices.empty()) throw std::logic_error{"a parameter of words needs its words"};
    std::vector<std::string> breaking{"no such word", " "};
    for (auto const choice : choices) {
        std::string other_case{choice};
        std::ranges::transform(other_case, other_case.begin(), text::other_case);
        if (std::ranges::find(choices, other_case) == choices.end())
            breaking.push_back(std::move(other_case));
    }
    auto words = text::joined(choices, "or");
    std::vector<std::string> keeping{choices.begin(), choices.end()};
    return {
        [choices = std::move(choices)](std::string_view text) {
            return std::ranges::find(choices, text) != choices.end();
        },
        std::move(words),
        std::move(keeping),
        std::move(breaking),
    };
}

Rule ascii() {
    return {
        [](std::string_view text) {
            return std::ranges::all_of(text, [](char c) {
                return static_cast<unsigned char>(c) < 0x80;
            });
        },
        "ASCII",
        {"ETnLKlblzczshOTUbOCz", " ~"},
        {"\xC3\xA9", "\xC2\xA0"},
    };
}

Rule at_most_characters(std::size_t most) {
    return {
        [most](std::string_view text) { return text::characters(text) <= most; },
        fmt::format("at most {} characters", most),
        {std::string(most, 'a'), repeated("\xE4\xB8\xAD", most)},
        {std::string(most + 1, 'a'), repeated("\xE4\xB8\xAD", most + 1)},
    };
}

Rule characters(std::size_t least, std::size_t most) {
    return {
        [least, most](std::string_view text) {
            auto const count = text::characters(text);
            return count >= least && count <= most;
        },
        fmt::format("from {} to {} characters", least, most),
        {repeated("\xE4\xB8\xAD", least), repeated("\xE4\xB8\xAD", most)},
        {std::string(least - 1, 'a'), std::string(most + 1, 'a')},
    };
}

Rule plain_name(std::size_t longest, std::string_view beside) {
    return {
        [longest, beside](std::string_view text) {
            return !text.empty() && text.size() <= longest &&
                   std::ranges::all_of(text, [beside](char c) {
                       return text::is_letter(c) || text::is_digit(c) ||
                              beside.find(c) != std::string_view::npos;
                   });
        },
        fmt::format("at most {} letters, digits or any of {}", longest, beside),
        {"a", "Z9", std::string{beside}, std::string(longest, 'a')},
        {"a b", "a;b", "\xC3\xA9", std::string(longest + 1, 'a')},
    };
}

Rule engine_name(std::size_t longest, std::string_view beside, Capitals capitals) {
    auto const is_letter = [capitals](char c) {
        return text::is_letter(c) && (capitals == Capitals::allowed || !text::is_upper(c));
    };
    std::vector<std::string> breaking{
        "a",
        "1a",
        "a_",
        "_a",
        "a b",
        "a;b",
        "\xC3\xA9\xC3\xA9",
        std::string(longest + 1, 'a')};
    if (capitals == Capitals::refused) breaking.emplace_back("Ab");
    return {
        [is_letter, longest, beside](std::string_view text) {
            auto const is_inner = [&](char c) {
                return is_letter(c) || text::is_digit(c) ||
                       beside.find(c) != std::string_view::npos;
            };
            return text.size() >= 2 && text.size() <= longest && is_letter(text.front()) &&
                   beside.find(text.back()) == std::string_view::npos &&
                   std::ranges::all_of(text, is_inner);
        },
        fmt::format(
            "from 2 to {} {}letters, digits or any of {}, beginning with a letter and ending with "
            "a letter or a digit",
            longest,
            capitals == Capitals::allowed ? "" : "lower-case ",
            beside
        ),
        {"ab", "z9", "a" + std::string{beside} + "b"},
        std::move(breaking),
    };
}

Rule password() {
    constexpr std::string_view kOthers = "!@#$%^&*()_+-=";
    return {
        [kOthers](std::string_view text) {
            constexpr std::size_t kShortest = 8;
            constexpr std::size_t kLongest = 32;
            constexpr int kLeastKinds = 3;
            auto const is_other = [kOthers](char c) {
                return kOthers.find(c) != std::string_view::npos;
            };
            auto const is_lower = [](char c) { return text::is_letter(c) && !text::is_upper(c); };
            auto const kinds = int{std::ranges::any_of(text, text::is_upper)} +
                               int{std::ranges::any_of(text, is_lower)} +
                               int{std::ranges::any_of(text, text::is_digit)} +
                               int{std::ranges::any_of(text, is_other)};
            return text.size() >= kShortest && text.size() <= kLongest && kinds >= kLeastKinds &&
                   std::ranges::all_of(text, [&](char c) {
                       return text::is_letter(c) || text::is_digit(c) || is_other(c);
                   });
        },
        fmt::format(
            "from 8 to 32 letters, digits or any of {}, of at least three of the kinds upper case, "
            "lower case, digit and other",
            kOthers
        ),
        {"Test-123", "aA1aA1aA", "a1!@#$%^&*()_+-=", "A1" + std::string(30, 'a')},
        {"Test-12",
         "testtest1",
         "TESTTEST",
         "Test 1234",
         "Test-12\xC3\xA9",
         "A1" + std::string(31, 'a')},
    };
}

std::vector<std::string> split_at_commas(std::string_view list) {
    auto const texts = text::split(list, ',');
    return {texts.begin(), texts.end()};
}

namespace {

bool is_address(std::string_view text, int family) {
    std::array<unsigned char, sizeof(in6_addr)> bytes{};
    auto const has_nul = text.find('\0') != std::string_view::npos;
    return !has_nul && inet_pton(family, std::string{text}.c_str(), bytes.data()) == 1;
}

bool is_address_or_block(std::string_view text) {
    constexpr int kBits = 32;
    constexpr int kBitsOfV6 = 128;
    auto const slash = std::min(text.find('/'), text.size());
    auto const is_v6 = is_address(text.substr(0, slash), AF_INET6);
    if (!is_v6 && !is_address(text.substr(0, slash), AF_INET)) return false;
    std::int64_t prefix = 0;
    return slash == text.size() || (parse_whole_number(text.substr(slash + 1), prefix) &&
                                    prefix >= 0 && prefix <= (is_v6 ? kBitsOfV6 : kBits));
}

}  // namespace

Rule address() {
    return {
        [](std::string_view text) {
            return is_address(text, AF_INET) || is_address(text, AF_INET6);
        },
        "an IP address",
        {"172.16.0.10", "::1"},
        {"256.1.1.1", "1.1.1", "10.0.0.1:80", "10.0.0.0/8", "localhost", "172.16.0.10."},
    };
}

Rule address_or_block() {
    return {
        is_address_or_block,
        "an IP address, or a block such as 10.0.0.0/8",
        {"0.0.0.0/0", "127.0.0.1", "255.255.255.255/32", "::1", "fe80::/128"},
        {"256.1.1.1", "1.1.1", "10.0.0.0/33", "10.0.0.0/", "::/129", "localhost", "10.0.0.0/08"},
    };
}

Rule comma_list(Rule const& rule, std::size_t most) {
    auto keeping = rule.keeping;
    keeping.push_back(fmt::format("{},{}", keeping.front(), keeping.back()));
    auto breaking = rule.breaking;
    for (auto const* const around : {"{},", ",{}", "{0},,{0}"})
        breaking.push_back(fmt::format(fmt::runtime(around), keeping.front()));
    breaking.push_back(fmt::format("{}", fmt::join(std::vector(most + 1, keeping.front()), ",")));
    return {
        [holds = rule.holds, most](std::string_view list) {
            auto const texts = split_at_commas(list);
            return texts.size() <= most && std::ranges::all_of(texts, holds);
        },
        fmt::format("from 1 to {} texts separated by commas, each {}", most, rule.words),
        std::move(keeping),
        std::move(breaking),
    };
}

Rule json_object() {
    return {
        [](std::string_view text) { return json_members(text).has_value(); },
        "a JSON object whose members are texts, numbers or booleans",
        {"{}", R"({"a": "b", "c": 1.50, "d": true, "e": null})"},
        {"{",
         "[]",
         "1",
         "null",
         "{} {}",
         R"({"a": {}})",
         R"({"a": []})",
         R"({"a": "\u0000"})",
         R"({"\n": 1})"},
    };
}

}  // namespace rds::api
