#include "server/json/writer.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <stdexcept>
#include <string>

namespace rds::json {

namespace {

TEST(Writing, OfANumberThatIsNotFiniteFails) {
    using Limits = std::numeric_limits<double>;
    for (auto const number : {Limits::quiet_NaN(), Limits::infinity(), -Limits::infinity()}) {
        Writer writer;
        EXPECT_THROW(writer.object([&] { writer.member("speed", number); }), std::runtime_error)
            << number;
        EXPECT_THROW(text_of(rapidjson::Value{number}), std::runtime_error) << number;
    }
}

TEST(Writing, OfBytesThatAreNotUtf8Fails) {
    for (std::string const text : {"\xFF", "a\xC3", "\xED\xA0\x80"}) {
        EXPECT_THROW(Writer{}.value(text), std::runtime_error) << text;
        Writer writer;
        EXPECT_THROW(writer.object([&] { writer.member(text, 1); }), std::runtime_error) << text;
    }
}

TEST(Writing, OfNumbersLosesNothing) {
    using Limits = std::numeric_limits<double>;
    Writer writer;
    writer.list([&] {
        for (auto const number : {0.5, 60.0, 1e6, Limits::denorm_min(), Limits::max()})
            writer.value(number);
    });
    EXPECT_EQ(writer.text(), "[0.5,60,1000000,5e-324,1.7976931348623157e308]");
}

}  // namespace

}  // namespace rds::json
