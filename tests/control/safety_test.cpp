#include "tests/kit/control.hpp"
#include "tests/kit/emulator_under_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string_view>

namespace rds {

namespace {

using kit::EmulatorUnderTest;
using testing::HasSubstr;

http::Request ask_version(std::string_view host) {
    http::Request request;
    request.method = "GET";
    request.target = "/_emulator/version";
    request.fields.add("Host", host);
    return request;
}

int status_with(EmulatorUnderTest& emulator, std::string_view name, std::string_view value) {
    auto request = ask_version("127.0.0.1:2014");
    request.fields.add(name, value);
    return emulator.ask(request).status();
}

TEST(ControlSafety, AnswersPagesOfItsOwnHostAlone) {
    EmulatorUnderTest emulator{"{}"};
    EXPECT_EQ(status_with(emulator, "Origin", "http://127.0.0.1:2014"), 200);
    EXPECT_EQ(status_with(emulator, "Origin", "http://127.0.0.1:3000"), 403);
    EXPECT_EQ(status_with(emulator, "Origin", "https://evil.example"), 403);
    EXPECT_EQ(status_with(emulator, "Origin", "null"), 403);
}

TEST(ControlSafety, RefusesWhatABrowserCallsCrossSite) {
    EmulatorUnderTest emulator{"{}"};
    EXPECT_EQ(status_with(emulator, "Sec-Fetch-Site", "cross-site"), 403);
    EXPECT_EQ(status_with(emulator, "Sec-Fetch-Site", "same-origin"), 200);
    EXPECT_EQ(status_with(emulator, "Sec-Fetch-Site", "none"), 200);
}

TEST(ControlSafety, WantsALoopbackNameWhileItListensOnLoopbackAlone) {
    EmulatorUnderTest emulator{"{}"};
    for (auto const* const host :
         {"127.0.0.1:2014",
          "localhost",
          "LocalHost:80",
          "[::1]:2014",
          "rds.localhost:1",
          "127.9.9.9"})
        EXPECT_EQ(emulator.ask(ask_version(host)).status(), 200) << host;
    for (auto const* const host :
         {"rds-emulator:2014",
          "evil.example",
          "127.0.0.1.evil.example",
          "127.evil",
          "",
          "localhost.evil",
          "10.0.0.7",
          "[::2]:1"})
        EXPECT_EQ(emulator.ask(ask_version(host)).status(), 403) << host;
}

TEST(ControlSafety, TakesAnyHostWhereOthersReachIt) {
    Options options;
    options.listen = {{"0.0.0.0", std::nullopt}};
    EmulatorUnderTest emulator{"{}", options};
    EXPECT_EQ(emulator.ask(ask_version("rds-emulator:2014")).status(), 200);
}

TEST(ControlSafety, WantsTheTokenButForHealth) {
    Options options;
    options.control_token = "open-sesame";
    EmulatorUnderTest emulator{"{}", options};
    EXPECT_EQ(emulator.control("GET", "live").status(), 200);
    EXPECT_EQ(emulator.control("GET", "ready").status(), 200);
    auto const refused = emulator.control("GET", "version");
    EXPECT_EQ(refused.status(), 401);
    EXPECT_EQ(refused.field("WWW-Authenticate"), "Bearer");
    EXPECT_EQ(status_with(emulator, "Authorization", "Bearer open-sesame"), 200);
    EXPECT_EQ(status_with(emulator, "Authorization", "bearer open-sesame"), 200);
    EXPECT_EQ(status_with(emulator, "Authorization", "Bearer open-sesam"), 401);
    EXPECT_EQ(status_with(emulator, "Authorization", "open-sesame"), 401);
}

TEST(ControlSafety, IsSwitchedOffButForHealth) {
    Options options;
    options.control = false;
    EmulatorUnderTest emulator{"{}", options};
    EXPECT_EQ(emulator.control("GET", "ready").status(), 200);
    auto const answer = emulator.control("GET", "version");
    EXPECT_EQ(answer.status(), 404);
    EXPECT_THAT(answer.text("/detail"), HasSubstr("--control off"));
}

TEST(ControlSafety, RefusesPlainHttpWhereHttpsIsWanted) {
    Options options;
    options.tls = TlsMode::only;
    EmulatorUnderTest emulator{"{}", options};
    EXPECT_EQ(emulator.control("GET", "version").status(), 400);
}

TEST(ControlSafety, SendsNoCorsFields) {
    EmulatorUnderTest emulator{"{}"};
    auto request = ask_version("127.0.0.1:2014");
    request.fields.add("Origin", "http://127.0.0.1:2014");
    EXPECT_EQ(emulator.ask(request).field("Access-Control-Allow-Origin"), "");
    request.method = "OPTIONS";
    EXPECT_EQ(emulator.ask(request).status(), 405);
}

}  // namespace

}  // namespace rds
