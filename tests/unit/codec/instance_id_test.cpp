#include "server/text/ascii.hpp"
#include "tests/unit/codec/refusal.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace rds::codec {

namespace {

// What fixtures/schema.json says.
bool schema_takes(std::string_view id) {
    std::string escaped;
    for (auto const c : id) {
        auto const byte = static_cast<unsigned char>(c);
        escaped += byte < 0x80U ? fmt::format("\\u{:04x}", byte) : std::string{c};
    }
    auto const document = fmt::format(R"({{"instances": [{{"id": "{}"}}]}})", escaped);
    return refusal_of(document).message() == "accepted";
}

TEST(InstanceId, IsOneOrMoreLettersDigitsOrHyphensButDoesNotBeginWithOne) {
    EXPECT_TRUE(text::is_instance_id("rm-bp1emulator00002"));
    EXPECT_TRUE(text::is_instance_id("A"));
    EXPECT_TRUE(text::is_instance_id("0-"));
    EXPECT_FALSE(text::is_instance_id(""));
    EXPECT_FALSE(text::is_instance_id("-a"));
    EXPECT_FALSE(text::is_instance_id("rm_a"));
    EXPECT_FALSE(text::is_instance_id("rm-a,rm-b"));
}

TEST(InstanceId, HasAtMostSixtyFourCharacters) {
    EXPECT_TRUE(text::is_instance_id(std::string(64, 'a')));
    EXPECT_FALSE(text::is_instance_id(std::string(65, 'a')));
}

TEST(InstanceId, IsWhatTheSchemaTakes) {
    for (int code = 0; code < 0x80; ++code) {
        auto const c = static_cast<char>(code);
        for (auto const& id : {std::string{c}, std::string{'a', c}}) {
            EXPECT_EQ(text::is_instance_id(id), schema_takes(id)) << "character " << code;
        }
    }
    for (auto const& id :
         {std::string{},
          std::string(64, '9'),
          std::string(65, '9'),
          'a' + std::string(63, '-'),
          'a' + std::string(64, '-'),
          std::string{"é"},
          std::string{"rm-データ"}}) {
        EXPECT_EQ(text::is_instance_id(id), schema_takes(id)) << id;
    }
}

}  // namespace

}  // namespace rds::codec
