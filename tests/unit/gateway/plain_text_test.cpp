#include "server/gateway/wire/argument_limits.hpp"

#include <gtest/gtest.h>

namespace rds::gateway {

namespace {

using namespace std::string_view_literals;

TEST(PlainText, IsUtf8WithoutControlCharacters) {
    for (auto const text :
         {""sv,
          " ~"sv,
          "\xC2\xA0"sv,             // U+00A0, the first after the C1 controls
          "\xC3\x9F"sv,             // a second byte that would be a control after C2
          "\xE4\xB8\xAD"sv,         // U+4E2D
          "\xED\x9F\xBF"sv,         // U+D7FF, the last before the surrogates
          "\xEE\x80\x80"sv,         // U+E000, the first behind them
          "\xF4\x8F\xBF\xBF"sv}) {  // U+10FFFF
        EXPECT_EQ(impurity(text), "") << text;
    }
}

TEST(PlainText, HoldsNoControlCharacter) {
    for (auto const text :
         {"\0"sv, "a\0"sv, "\t"sv, "\r\n"sv, "\x1F"sv, "\x7F"sv, "\xC2\x80"sv, "\xC2\x9F"sv}) {
        EXPECT_EQ(impurity(text), "holds a control character");
    }
}

TEST(PlainText, IsNeverCutNorOverlongNorBeyondUnicode) {
    for (auto const text :
         {"\x80"sv,
          "\xC2"sv,
          "a\xC2"sv,
          "\xC2\0"sv,
          "\xE4\xB8"sv,
          "\xF0\x9F\x92"sv,
          "\xC0\x80"sv,
          "\xC1\xBF"sv,
          "\xE0\x9F\xBF"sv,
          "\xF0\x8F\xBF\xBF"sv,
          "\xED\xA0\x80"sv,
          "\xF4\x90\x80\x80"sv,
          "\xF8\x88\x80\x80\x80"sv,
          "\xFE"sv,
          "\xFF"sv}) {
        EXPECT_EQ(impurity(text), "is not UTF-8");
    }
}

}  // namespace

}  // namespace rds::gateway
