// What the gateway makes of any value: data, read and written back, and nothing else; or a refusal.
// Tried with an action made for it, which has a parameter of each kind and answers what it was
// asked: what reads a request and what writes an answer is the same for every action.
#include "server/log/log.hpp"
#include "tests/kit/call.hpp"
#include "tests/unit/gateway/gateway_under_test.hpp"

#include <gmock/gmock.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <tinyxml2.h>

#include <array>
#include <cstdint>
#include <sstream>

namespace rds::gateway {

namespace {

using namespace std::string_literals;
using testing::HasSubstr;
using testing::StartsWith;

enum class Mood { calm, eager };

constexpr std::array<std::string_view, 2> kMoods{"Calm", "Eager"};

struct Request {
    std::string required;
    std::string text;
    std::string limited;
    std::optional<std::int32_t> integer;
    std::optional<std::int64_t> long_integer;
    std::optional<Mood> word;
};

struct Response {
    std::string required;
    std::string text;
    std::string limited;
    std::optional<std::int32_t> integer;
    std::optional<std::int64_t> long_integer;
    std::optional<std::string> word;
};

api::Parameters<Request> const& parameters() {
    constexpr std::size_t kLongest = 64;
    static api::Parameters<Request> const table{
        api::required("Required", &Request::required).example("any"),
        api::optional("Text", &Request::text),
        api::optional("Limited", &Request::limited)
            .must_be(api::ascii())
            .must_be(api::at_most_characters(kLongest)),
        api::optional("Integer", &Request::integer),
        api::optional("Long", &Request::long_integer),
        api::optional("Word", &Request::word, kMoods),
    };
    return table;
}

api::Shape<Response> const& shape() {
    static api::Shape<Response> const shape{
        api::member("Required", &Response::required),
        api::member("Text", &Response::text),
        api::member("Limited", &Response::limited),
        api::member("Integer", &Response::integer),
        api::member("Long", &Response::long_integer),
        api::member("Word", &Response::word),
    };
    return shape;
}

api::Result<Response> echo(Request const& request, api::Context& /*context*/) {
    std::optional<std::string> word;
    if (request.word) word = kMoods.at(static_cast<std::size_t>(*request.word));
    return Response{
        request.required,
        request.text,
        request.limited,
        request.integer,
        request.long_integer,
        word};
}

api::Action echoing() {
    return api::declare<Request, Response>("Echo", "Answers what it is asked.")
        .reads()
        .takes(parameters())
        .answers(shape())
        .runs(echo);
}

// Text like any other, whatever it may mean elsewhere.
std::vector<std::string> plain_values() {
    return {
        "' OR '1'='1",
        "rm-a'; DROP TABLE instance; --",
        "\"\\",
        "<script>alert(1)</script>",
        "</Code></Error><Error>",
        "]]>",
        "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
        "&#0;&amp;",
        "{\"Code\":\"x\"}",
        "\",\"Code\":\"x",
        "%00%0D%0A",
        "%s%n{}{0}",
        "../../etc/passwd",
        "$(id)`id`;id",
        " ",
        "0",
        "-1",
        "01",
        "1e3",
        "99999999999999999999",
        "null",
        "Calm",
        "\xC3\xA9\xE4\xB8\xAD\xF0\x9F\x92\xBE",
        // These turn writing around, end a line and mark the order of bytes.
        "\xE2\x80\xAE\xE2\x80\xAC\xE2\x80\xA8\xEF\xBB\xBF",
        "\xEF\xBF\xBE\xEF\xBF\xBF",  // no characters, and nothing that XML can hold
        std::string(1000, 'x'),
    };
}

// What is not text, or would be mistaken for more than itself in a log, a header or XML.
std::vector<std::string> refused_values() {
    return {
        "a\0b"s,
        "a\r\nX-Evil: 1",
        "\n",
        "a\tb",
        "\x1B[31m",
        "\x7F",
        "\xC2\x85",
        "\xFF",
        "\xC3\x28",
        "\xC0\x80",
        "\xED\xA0\x80",
        "\xF4\x90\x80\x80",
    };
}

using Arguments = std::vector<std::pair<std::string, std::string>>;

// A right call but for this argument.
Arguments arguments_with(std::string const& name, std::string const& value) {
    return {{"Action", "Echo"}, {"Format", "JSON"}, {"Required", "any"}, {name, value}};
}

std::string form_of(Arguments const& arguments) {
    std::string form;
    for (auto const& [name, value] : arguments)
        form += kit::percent_encoded(name) + '=' + kit::percent_encoded(value) + '&';
    return form;
}

std::string json_of(Arguments const& arguments) {
    rapidjson::StringBuffer text;
    rapidjson::Writer<rapidjson::StringBuffer> writer{text};
    writer.StartObject();
    for (auto const& [name, value] : arguments) {
        writer.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
        writer.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
    }
    writer.EndObject();
    return {text.GetString(), text.GetSize()};
}

http::Request in_query(Arguments const& arguments) {
    http::Request request;
    request.method = "GET";
    request.target = "/?" + form_of(arguments);
    return request;
}

http::Request in_body(std::string_view type, std::string body) {
    http::Request request;
    request.method = "POST";
    request.target = "/";
    request.fields.add("Content-Type", type);
    request.body = std::move(body);
    return request;
}

bool is_printable(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

bool is_xml(kit::Answer const& answer) {
    return answer.field("Content-Type") == "text/xml;charset=utf-8";
}

// What a reader of XML has in the end: U+FFFE and U+FFFF cannot be written, and tinyxml2 drops a
// text of blanks.
std::string in_xml(std::string const& value) {
    if (value == "\xEF\xBF\xBE\xEF\xBF\xBF") return "\xEF\xBF\xBD\xEF\xBF\xBD";
    return value == " " ? "" : value;
}

// A member of an answer, in either format; nothing if it is absent.
std::optional<std::string> member(kit::Answer const& answer, std::string const& name) {
    if (!is_xml(answer)) {
        auto const document = answer.json();
        auto const at = document.FindMember(name.c_str());
        if (at == document.MemberEnd()) return std::nullopt;
        return at->value.IsString()
                   ? std::string{at->value.GetString(), at->value.GetStringLength()}
                   : answer.text('/' + name);
    }
    tinyxml2::XMLDocument document;
    EXPECT_EQ(document.Parse(answer.body().data(), answer.body().size()), tinyxml2::XML_SUCCESS);
    auto const* const root = document.RootElement();
    EXPECT_STREQ(root->Name(), answer.status() == 200 ? "EchoResponse" : "Error");
    auto const* const element = root->FirstChildElement(name.c_str());
    if (element == nullptr) return std::nullopt;
    auto const* const text = element->GetText();
    return text == nullptr ? "" : text;
}

class HostileValues : public testing::Test {
  protected:
    void TearDown() override { log::configure(log::Format::text, log::Level::off); }

    // Asks, and checks what holds of every answer and of its line in the log.
    kit::Answer ask(http::Request const& request) {
        std::ostringstream text;
        log::configure(log::Format::text, log::Level::info, text);
        auto answer = gateway_.ask(request);
        auto const line = text.str();
        EXPECT_TRUE(line.ends_with('\n')) << line;
        EXPECT_TRUE(is_printable(std::string_view{line}.substr(0, line.size() - 1))) << line;
        for (std::size_t i = 0; i < answer.response.fields.size(); ++i) {
            auto const [name, value] = answer.response.fields[i];
            EXPECT_TRUE(is_printable(name) && is_printable(value)) << name << ": " << value;
        }
        EXPECT_LT(answer.status(), 500) << answer.body();
        return answer;
    }

    // Asks in the query, in a form and in a JSON body, in JSON and in XML.
    void ask_in_every_shape(Arguments arguments, auto const& expect) {
        SCOPED_TRACE(arguments.back().first + "=" + arguments.back().second.substr(0, 99));
        for (auto const* const format : {"JSON", "XML"}) {
            arguments[1].second = format;
            expect(ask(in_query(arguments)));
            expect(ask(in_body("application/x-www-form-urlencoded", form_of(arguments))));
            expect(ask(in_body("application/json", json_of(arguments))));
        }
    }

    static void expect_not_text(kit::Answer const& answer) {
        EXPECT_EQ(answer.status(), 400);
        EXPECT_EQ(member(answer, "Code"), "InvalidParameters.Format");
    }

    GatewayUnderTest gateway_{{echoing()}};
};

TEST_F(HostileValues, AreDataInEveryKindOfParameter) {
    for (auto const& parameter : gateway_.catalog().find("Echo")->parameters) {
        std::string const name{parameter.name};
        for (auto const& value : plain_values()) {
            auto const keeps_the_rules =
                std::ranges::all_of(parameter.rules, [&value](api::Rule const& rule) {
                    return rule.holds(value);
                });
            ask_in_every_shape(arguments_with(name, value), [&](kit::Answer const& answer) {
                if (keeps_the_rules) {
                    EXPECT_EQ(answer.status(), 200);
                    EXPECT_EQ(member(answer, name), is_xml(answer) ? in_xml(value) : value);
                } else {
                    EXPECT_EQ(answer.status(), 400);
                    EXPECT_EQ(member(answer, "Code"), "Invalid" + name);
                    EXPECT_THAT(answer.hint(), StartsWith(name + " is "));
                }
            });
        }
    }
}

TEST_F(HostileValues, AreDataInEveryParameterThatAllActionsKnow) {
    for (auto const name : api::kCommonParameters) {
        for (auto const& value : plain_values())
            ask(in_query(arguments_with(std::string{name}, value)));
    }
}

TEST_F(HostileValues, AreRefusedWhereTheyAreNotPlainText) {
    for (auto const& value : refused_values()) {
        auto const arguments = arguments_with("Text", value);
        ask_in_every_shape(arguments, expect_not_text);
        EXPECT_THAT(ask(in_query(arguments)).hint(), HasSubstr(" Text "));
    }
}

TEST_F(HostileValues, AreDataAsTheNameOfAParameterOrRefused) {
    for (auto const& value : plain_values())
        ask_in_every_shape(arguments_with(value, "1"), [](kit::Answer const&) {});
    for (auto const& value : refused_values())
        ask_in_every_shape(arguments_with(value, "1"), expect_not_text);
}

TEST_F(HostileValues, AreDataInTheGatewaysHeadersOrRefused) {
    for (auto const* const name :
         {"x-acs-action",
          "x-acs-version",
          "x-acs-accesskey-id",
          "x-acs-security-token",
          "Authorization"}) {
        SCOPED_TRACE(name);
        auto const ask_with = [&](std::string const& value) {
            auto request = in_query(arguments_with("RegionId", "cn-hangzhou"));
            request.fields.add(name, value);
            return ask(request);
        };
        for (auto const& value : plain_values())
            ask_with(value);
        for (auto const& value : refused_values()) {
            auto const answer = ask_with(value);
            expect_not_text(answer);
            EXPECT_THAT(answer.hint(), HasSubstr(name));
        }
    }
}

TEST_F(HostileValues, AreDecodedBeforeTheyAreJudged) {
    auto request = in_query(arguments_with("Integer", "1"));
    request.target += "Integer=+1";  // in a query a plus sign is a space
    EXPECT_EQ(ask(request).code(), "InvalidInteger");

    request.target += "&Integer=%31";
    EXPECT_EQ(ask(request).text("/Integer"), "1");
}

}  // namespace

}  // namespace rds::gateway
