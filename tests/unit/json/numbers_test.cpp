// Numbers of JSON are read as they are written, or refused.
//
// The last test reads generated numbers beside strtod(): a sample of them by default. To read 10
// million, build the preset `release` with tests and say how many:
//
//     cmake --preset release -DRDS_TESTS=ON && cmake --build --preset release --target json_test
//     RDS_NUMBERS=10000000 build/release/tests/unit/json/json_test --gtest_filter='*Strtod*'
#include "server/json/invalid.hpp"
#include "server/json/parse.hpp"
#include "server/json/writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace rds::json {

namespace {

using testing::HasSubstr;

std::optional<rapidjson::Document> accepted(std::string const& text) {
    try {
        return parse(text, "a number");
    } catch (Invalid const&) {
        return std::nullopt;
    }
}

std::string refusal_of(std::string const& text) {
    try {
        parse(text, "a number");
        return "accepted";
    } catch (Invalid const& invalid) {
        return invalid.message();
    }
}

TEST(Numbers, AreTheNearestDoubleOfWhatIsWritten) {
    using Limits = std::numeric_limits<double>;
    std::vector<std::pair<std::string, double>> const numbers{
        {"0.1", 0.1},
        {"-1.5e3", -1500},
        {"1E+2", 100},
        {"9007199254740993.0", 9007199254740992},  // halfway: to the even one
        {"9007199254740993.00000000000000000000000000001", 9007199254740994},
        {"5e-324", Limits::denorm_min()},
        {"2.2250738585072011e-308", 0x0.fffffffffffffp-1022},
        {"2.2250738585072014e-308", Limits::min()},
        {"1.7976931348623157e308", Limits::max()},
        {"-1.7976931348623157e308", Limits::lowest()},
        {"0e-999", 0},
        {"0.000000000000000000000000000000000000000001e42", 1},
        {"1.00000000000000001e-300", 1e-300},
    };
    for (auto const& [text, value] : numbers) {
        auto const document = accepted(text);
        ASSERT_TRUE(document) << text;
        EXPECT_EQ(document->GetDouble(), value) << text;
    }
}

TEST(Numbers, AreRefusedWhereNoDoubleIsNear) {
    for (auto const* const text : {
             "1.00000000000000001e-342",
             "-1.00000000000000001e-342",
             "1.2345678901234567e-348",
             "9.9999999999999999e-330",
             "1e-400",
             "1e999",
             "-1e309",
             "1.7976931348623159e308",
         }) {
        EXPECT_THAT(
            refusal_of("[\n  0, " + std::string{text} + "]"),
            HasSubstr("line 2, column 6: ")
        ) << text;
    }
}

TEST(Numbers, AreNoWords) {
    for (auto const* const text : {"NaN", "nan", "Infinity", "-Infinity", "inf", "-inf", "0x10"})
        EXPECT_THAT(refusal_of(text), HasSubstr("line 1, column ")) << text;
}

TEST(Numbers, StayWholeUpTo64Bits) {
    auto const read = [](char const* text) { return parse(text, "a number"); };
    EXPECT_EQ(read("-9223372036854775808").GetInt64(), std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(read("9223372036854775807").GetInt64(), std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(read("18446744073709551615").GetUint64(), std::numeric_limits<std::uint64_t>::max());
    EXPECT_EQ(read("2147483647").GetInt(), std::numeric_limits<int>::max());
    EXPECT_FALSE(read("2147483648").IsInt());
    EXPECT_EQ(read("-0").GetInt(), 0);
    for (auto const* const text : {"18446744073709551616", "-9223372036854775809", "1.0", "1e2"})
        EXPECT_TRUE(read(text).IsDouble()) << text;
}

// Numbers of 1 to 800 digits and exponents of -400 to 400, and such that lie halfway between two
// doubles or a digit beside.
class Generated {
  public:
    std::string next() {
        auto text = one_in(4) ? halfway() : of_any_digits();
        return one_in(2) ? text : '-' + text;
    }

  private:
    bool one_in(unsigned of) { return random_() % of == 0; }

    std::size_t up_to(std::size_t most) { return 1 + random_() % most; }

    void add_digits(std::string& text, std::size_t count) {
        for (; count > 0; --count)
            text += static_cast<char>('0' + random_() % 10);
    }

    void add_exponent(std::string& text) {
        text += one_in(2) ? "e" : "E";
        if (one_in(4)) text += '+';
        auto const exponent = static_cast<int>(random_() % 801) - 400;
        if (text.back() == '+') {
            text += std::to_string(std::abs(exponent));
        } else {
            text += std::to_string(exponent);
        }
    }

    std::string of_any_digits() {
        constexpr std::size_t kShort = 20;
        constexpr std::size_t kLong = 400;
        auto const most = one_in(8) ? kLong : kShort;
        std::string text;
        if (one_in(4)) {
            text = "0";
        } else {
            text += static_cast<char>('1' + random_() % 9);
            add_digits(text, up_to(most) - 1);
        }
        if (!one_in(4)) {
            text += '.';
            if (one_in(8)) text.append(up_to(kLong), '0');
            add_digits(text, up_to(most));
        }
        if (!one_in(4)) add_exponent(text);
        return text;
    }

    // A long double holds what lies in the middle of two doubles, and printf() writes all its
    // digits.
    std::string halfway() {
        constexpr int kDigits = 800;
        auto const greatest = std::bit_cast<std::uint64_t>(std::numeric_limits<double>::max());
        auto const bits = random_() % greatest;
        auto const low = std::bit_cast<double>(bits);
        auto const high = std::bit_cast<double>(bits + 1);
        auto const middle = low + (static_cast<long double>(high) - low) / 2;
        std::string text(kDigits + 16, '\0');
        auto const size = std::snprintf(text.data(), text.size(), "%.*Le", kDigits, middle);
        text.resize(static_cast<std::size_t>(size));
        auto const exponent = text.substr(text.find('e'));
        auto digits = text.substr(0, text.find_last_not_of('0', text.find('e') - 1) + 1);
        if (digits.back() == '.') digits += '0';
        if (one_in(3)) digits.pop_back();
        if (digits.back() == '.') digits += '0';
        if (one_in(3)) digits += '1';
        return digits + exponent;
    }

    std::mt19937_64 random_{1};
};

bool is_whole(std::string const& text) {
    return text.find_first_of(".eE") == std::string::npos;
}

bool is_zero(std::string const& text) {
    return text.substr(0, text.find_first_of("eE")).find_first_of("123456789") == std::string::npos;
}

// What has no double near it, or so many digits before the point that nobody means them.
bool may_be_refused(std::string const& text, double value) {
    constexpr std::size_t kMostWholeDigits = 308;
    auto const first = text.find_first_not_of('-');
    auto const end = text.find_first_of(".eE", first);
    auto const whole = (end == std::string::npos ? text.size() : end) - first;
    return value == 0 || std::isinf(value) || whole > kMostWholeDigits;
}

std::size_t how_many() {
    constexpr std::size_t kSample = 100'000;
    auto const* const asked = std::getenv("RDS_NUMBERS");  // NOLINT(concurrency-mt-unsafe)
    return asked == nullptr ? kSample : std::stoul(asked);
}

TEST(Numbers, AreReadAsStrtodReadsThem) {
    Generated generated;
    auto const count = how_many();
    std::size_t refused = 0;
    for (std::size_t number = 0; number < count; ++number) {
        auto const text = generated.next();
        auto const expected = std::strtod(text.c_str(), nullptr);
        auto const document = accepted(text);
        if (!document) {
            ++refused;
            ASSERT_TRUE(may_be_refused(text, expected)) << text;
            continue;
        }
        auto const value = document->GetDouble();
        ASSERT_EQ(value, expected) << text;
        ASSERT_EQ(value == 0, is_zero(text)) << text;
        auto const is_integer = document->IsInt64() || document->IsUint64();
        ASSERT_EQ(is_integer, is_whole(text) && value >= -0x1p63 && value < 0x1p64) << text;
        auto const again = accepted(text_of(*document));
        ASSERT_TRUE(again) << text;
        ASSERT_EQ(*again, *document) << text;
    }
    std::printf("%zu numbers, %zu of them refused\n", count, refused);
    EXPECT_LT(refused, count / 2);
    EXPECT_GT(refused, 0U);
}

}  // namespace

}  // namespace rds::json
