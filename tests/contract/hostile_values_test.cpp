// What any parameter of any action makes of any value: data, bound or escaped, and nothing else.
#include "server/log/log.hpp"
#include "tests/contract/every_action.hpp"
#include "tests/kit/state_text.hpp"

#include <gmock/gmock.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <tinyxml2.h>

#include <sstream>

namespace rds {

namespace {

using namespace std::string_literals;

using Arguments = std::vector<std::pair<std::string, std::string>>;

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
        "\xC3\xA9\xE4\xB8\xAD\xF0\x9F\x92\xBE",
        "\xE2\x80\xAE\xE2\x80\xAC\xE2\x80\xA8\xEF\xBB\xBF",  // turns writing around, ends a line,
                                                             // marks order
        "\xEF\xBF\xBE\xEF\xBF\xBF",  // no characters, and nothing that XML can hold
        std::string(1000, 'x'),
    };
}

// What is no text, or would be mistaken for more than itself in a log, a header or XML.
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

std::string form_of(Arguments const& arguments) {
    std::string form;
    for (auto const& [name, value] : arguments) {
        form += kit::percent_encoded(name) + '=' + kit::percent_encoded(value) + '&';
    }
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

class EveryValue : public EveryAction {
  protected:
    void TearDown() override { log::configure(log::Format::text, log::Level::off); }

    // A right call but for this value, as arguments.
    Arguments arguments_with(std::string const& name, std::string const& value) const {
        Arguments arguments{{"Action", GetParam()}, {"Format", "JSON"}};
        for (auto const& parameter : action().parameters) {
            if (parameter.required) arguments.emplace_back(parameter.name, parameter.example);
        }
        arguments.emplace_back(name, value);  // the last counts
        return arguments;
    }

    // Asks, and checks what holds of every answer and its line in the log.
    kit::Answer ask(http::Request const& request) {
        std::ostringstream text;
        log::configure(log::Format::text, log::Level::info, text);
        auto answer = emulator_.ask(request);
        expect_one_line(text.str());
        expect_declared(answer);
        for (std::size_t i = 0; i < answer.response.fields.size(); ++i) {
            auto const [name, value] = answer.response.fields[i];
            EXPECT_TRUE(is_printable(name) && is_printable(value)) << name << ": " << value;
        }
        return answer;
    }

    static void expect_one_line(std::string const& log) {
        ASSERT_TRUE(log.ends_with('\n')) << log;
        EXPECT_TRUE(is_printable(std::string_view{log}.substr(0, log.size() - 1))) << log;
    }

    void expect_declared(kit::Answer const& answer) const {
        auto const is_xml = answer.field("Content-Type") == "text/xml;charset=utf-8";
        auto const code = is_xml ? xml_code(answer) : answer.code();
        if (answer.status() == 200) {
            EXPECT_EQ(code, "");
        } else {
            EXPECT_GE(answer.status(), 400);
            EXPECT_LT(answer.status(), 500);
            EXPECT_THAT(declared_codes(), testing::Contains(code));
        }
    }

    static std::string xml_code(kit::Answer const& answer) {
        tinyxml2::XMLDocument document;
        EXPECT_EQ(document.Parse(answer.body().data(), answer.body().size()), tinyxml2::XML_SUCCESS)
            << answer.body();
        auto const* const root = document.RootElement();
        EXPECT_EQ(root->Name(), answer.status() == 200 ? GetParam() + "Response" : "Error");
        auto const* const code = root->FirstChildElement("Code");
        return code == nullptr ? "" : code->GetText();
    }

    // Of the action and of every action.
    std::vector<std::string> declared_codes() const {
        std::vector<std::string> codes;
        for (auto const* kind : api::faults::common())
            codes.push_back(api::Fault{*kind}.code());
        for (auto const* kind : action().faults)
            codes.push_back(api::Fault{*kind}.code());
        for (auto const& parameter : action().parameters) {
            codes.push_back(api::Fault{*parameter.when_invalid, parameter.name}.code());
            codes.push_back(api::Fault{api::faults::kMissing, parameter.name}.code());
        }
        return codes;
    }

    // Asks in the query, in a form and in a JSON body, in JSON and in XML.
    void ask_in_every_shape(Arguments arguments, auto const& expect) {
        for (auto const* const format : {"JSON", "XML"}) {
            arguments[1].second = format;
            SCOPED_TRACE(arguments.back().first + "=" + arguments.back().second.substr(0, 99));
            expect(ask(in_query(arguments)));
            expect(ask(in_body("application/x-www-form-urlencoded", form_of(arguments))));
            expect(ask(in_body("application/json", json_of(arguments))));
        }
    }
};

TEST_P(EveryValue, IsDataInEveryParameter) {
    for (auto const& parameter : action().parameters) {
        for (auto const& value : plain_values()) {
            auto const arguments = arguments_with(std::string{parameter.name}, value);
            auto const first = ask(in_query(arguments));
            ask_in_every_shape(arguments, [&first](kit::Answer const& answer) {
                EXPECT_EQ(answer.status(), first.status());
            });
        }
    }
}

TEST_P(EveryValue, IsDataInEveryParameterThatAllActionsKnow) {
    for (auto const name : api::common_parameters()) {
        for (auto const& value : plain_values()) {
            SCOPED_TRACE(std::string{name} + "=" + value.substr(0, 99));
            ask(in_query(arguments_with(std::string{name}, value)));
        }
    }
}

TEST_P(EveryValue, ChangesNothingWhereItIsRefused) {
    for (auto const& parameter : action().parameters) {
        for (auto const& value : plain_values()) {
            SCOPED_TRACE(std::string{parameter.name} + "=" + value.substr(0, 99));
            auto const before = kit::state_text(emulator_.state());

            auto const answer = ask(in_query(arguments_with(std::string{parameter.name}, value)));

            if (answer.status() != 200) {
                EXPECT_EQ(kit::state_text(emulator_.state()), before);
            }
        }
    }
}

TEST_P(EveryValue, IsRefusedWhereItIsNotPlainText) {
    for (auto const& parameter : action().parameters) {
        std::string const name{parameter.name};
        for (auto const& value : refused_values()) {
            ask_in_every_shape(arguments_with(name, value), [](kit::Answer const& answer) {
                EXPECT_EQ(answer.status(), 400);
                EXPECT_THAT(answer.body(), testing::HasSubstr("InvalidParameters.Format"));
            });
            EXPECT_THAT(
                ask(in_query(arguments_with(name, value))).hint(),
                testing::StartsWith("Cannot read the request: " + name + ' ')
            );
        }
    }
}

TEST_P(EveryValue, IsDataAsTheNameOfAParameterOrRefused) {
    for (auto const& value : plain_values())
        ask_in_every_shape(arguments_with(value, "1"), [](kit::Answer const&) {});
    for (auto const& value : refused_values()) {
        ask_in_every_shape(arguments_with(value, "1"), [](kit::Answer const& answer) {
            EXPECT_EQ(answer.status(), 400);
            EXPECT_THAT(answer.body(), testing::HasSubstr("InvalidParameters.Format"));
        });
    }
}

TEST_P(EveryValue, IsDataInTheGatewaysHeadersOrRefused) {
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
            EXPECT_EQ(answer.code(), "InvalidParameters.Format");
            EXPECT_THAT(answer.hint(), testing::HasSubstr(name));
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Values, EveryValue, testing::ValuesIn(action_names()), name_of_test);

}  // namespace

}  // namespace rds
