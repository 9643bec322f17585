#include "server/program/values.hpp"

#include <gtest/gtest.h>

namespace rds::options {

namespace {

using namespace std::chrono_literals;

std::optional<ListenAddress> address(std::string_view text) {
    std::vector<ListenAddress> addresses;
    if (!read_value(text, addresses)) return std::nullopt;
    return addresses.at(0);
}

TEST(Values, ReadAnAddressWithOrWithoutAPort) {
    EXPECT_EQ(address("0.0.0.0"), (ListenAddress{"0.0.0.0", std::nullopt}));
    EXPECT_EQ(address("127.0.0.1:80"), (ListenAddress{"127.0.0.1", 80}));
    EXPECT_EQ(address("::1"), (ListenAddress{"::1", std::nullopt}));
    EXPECT_EQ(address("[::1]"), (ListenAddress{"::1", std::nullopt}));
    EXPECT_EQ(address("[fe80::2]:0"), (ListenAddress{"fe80::2", 0}));
}

TEST(Values, RefuseWhatIsNoAddress) {
    for (std::string_view const text :
         {"",          ":",        ":80",           "localhost",     "localhost:80",
          "1.2.3",     "1.2.3.4:", "1.2.3.4:65536", "1.2.3.4:-1",    "1.2.3.4:x",
          "[",         "[]",       "[::1",          "[::1]80",       "[::1]:",
          "[1.2.3.4]", "::1]",     "[::1]:80:80",   "1.2.3.4:80:80", "*"}) {
        EXPECT_EQ(address(text), std::nullopt) << text;
    }
}

TEST(Values, ReadWholeNumbersWithinTheirBounds) {
    int number = 7;

    EXPECT_TRUE(read_value("1", 1, 64, number));
    EXPECT_EQ(number, 1);
    EXPECT_TRUE(read_value("64", 1, 64, number));
    EXPECT_EQ(number, 64);
    for (std::string_view const text :
         {"", "0", "65", "-1", "+1", "1.0", "1x", " 1", "0x1", "99999999999999999999"}) {
        EXPECT_FALSE(read_value(text, 1, 64, number)) << text;
    }
    EXPECT_EQ(number, 64);
}

TEST(Values, ReadWhereRecommendLeads) {
    auto where = Recommend::service;

    EXPECT_TRUE(read_value("local", where));
    EXPECT_EQ(where, Recommend::local);
    EXPECT_TRUE(read_value("service", where));
    EXPECT_EQ(where, Recommend::service);
    EXPECT_FALSE(read_value("Local", where));
}

TEST(Values, ReadASpeedAboveZeroUpToAMillion) {
    std::optional<double> speed;

    EXPECT_TRUE(read_value("0.5", speed));
    EXPECT_EQ(speed, 0.5);
    EXPECT_TRUE(read_value("1e6", speed));
    EXPECT_EQ(speed, 1e6);
    for (std::string_view const text :
         {"", "0", "-1", "1000001", "nan", "inf", "1x", "0x10", "1e-999", "1e999"}) {
        EXPECT_FALSE(read_value(text, speed)) << text;
    }
    EXPECT_EQ(speed, 1e6);
}

TEST(Values, ReadTheInstanceIdsThatAFixtureTakes) {
    for (auto const& id : {std::string{"a"}, std::string{"Rm-1-"}, std::string(64, '9')}) {
        std::vector<std::string> ids;
        EXPECT_TRUE(read_instance_id(id, ids)) << id;
        EXPECT_EQ(ids, std::vector{id});
    }
    std::vector<std::string> ids;
    for (auto const& id :
         {std::string{},
          std::string{"-a"},
          std::string{"rm_a"},
          std::string{"rm a"},
          std::string{"rm-\xc3\xa4"},
          std::string(65, 'a')}) {
        EXPECT_FALSE(read_instance_id(id, ids)) << id;
    }
    EXPECT_TRUE(ids.empty());
}

TEST(Values, ReadADurationThatIsNotNegative) {
    std::chrono::milliseconds duration{7};

    EXPECT_TRUE(read_value("0", duration));
    EXPECT_EQ(duration, 0ms);
    EXPECT_FALSE(read_value("-1s", duration));
    EXPECT_FALSE(read_value("6", duration));
}

TEST(Values, ReadASwitch) {
    bool is_on = false;
    EXPECT_TRUE(read_value("true", is_on));
    EXPECT_TRUE(is_on);
    EXPECT_TRUE(read_value("0", is_on));
    EXPECT_FALSE(is_on);
    EXPECT_FALSE(read_value("yes", is_on));
    EXPECT_FALSE(read_value("", is_on));
}

TEST(Values, ReadNamesInTheirOwnSpellingAlone) {
    auto format = log::Format::text;
    auto level = log::Level::info;

    EXPECT_TRUE(read_value("json", format));
    EXPECT_EQ(format, log::Format::json);
    EXPECT_FALSE(read_value("JSON", format));
    EXPECT_TRUE(read_value("error", level));
    EXPECT_EQ(level, log::Level::error);
    EXPECT_FALSE(read_value("warning", level));
}

}  // namespace

}  // namespace rds::options
