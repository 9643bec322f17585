#include "server/gateway/wire/render.hpp"

#include <gtest/gtest.h>

namespace rds::gateway {

namespace {

using namespace std::string_literals;

// What stands between <T> and </T>.
std::string written(api::Value value) {
    constexpr std::string_view kBefore = "<?xml version='1.0' encoding='UTF-8'?><R><T>";
    constexpr std::string_view kAfter = "</T></R>";
    api::Object document;
    document.push_back({"T", std::move(value)});
    auto const whole = to_xml("R", document);
    EXPECT_TRUE(whole.starts_with(kBefore)) << whole;
    EXPECT_TRUE(whole.ends_with(kAfter)) << whole;
    return whole.substr(kBefore.size(), whole.size() - kBefore.size() - kAfter.size());
}

TEST(XmlText, EscapesMarkupAlone) {
    EXPECT_EQ(written("</T><T>&amp;]]>\"'"s), "&lt;/T&gt;&lt;T&gt;&amp;amp;]]&gt;\"'");
}

TEST(XmlText, KeepsACarriageReturnFromBecomingALineFeed) {
    EXPECT_EQ(written("a\r\n\tb"s), "a&#13;\n\tb");
}

TEST(XmlText, PutsAReplacementForWhatXmlCannotHold) {
    EXPECT_EQ(
        written("a\0b"s),
        "a\xEF\xBF\xBD"
        "b"
    );
    EXPECT_EQ(written("\x01\x1F"s), "\xEF\xBF\xBD\xEF\xBF\xBD");
    EXPECT_EQ(written("\xEF\xBF\xBE\xEF\xBF\xBF"s), "\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(XmlText, LeavesTheRestAsItIs) {
    for (auto const& text :
         {""s, "rm-a"s, "\xC3\xA9\xE4\xB8\xAD"s, "\xEF\xBF\xBD"s, "\xEF\xBC\xA1"s}) {
        EXPECT_EQ(written(text), text);
    }
}

TEST(XmlVerbatim, IsTextWhereCdataCannotHoldIt) {
    EXPECT_EQ(written(api::Verbatim{"a&b<c>"}), "<![CDATA[a&b<c>]]>");
    EXPECT_EQ(written(api::Verbatim{"a]]>b"}), "a]]&gt;b");
    EXPECT_EQ(written(api::Verbatim{"a\r"}), "a&#13;");
    EXPECT_EQ(
        written(api::Verbatim{"a\0b"s}),
        "a\xEF\xBF\xBD"
        "b"
    );
}

}  // namespace

}  // namespace rds::gateway
