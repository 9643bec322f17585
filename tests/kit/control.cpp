#include "tests/kit/control.hpp"

#include "server/control/rest/answer.hpp"
#include "server/control/rest/document.hpp"

#include <gtest/gtest.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <exception>
#include <string>

namespace rds::kit {

namespace {

using control::rest::Document;
using control::rest::Operation;

std::string text_of(rapidjson::Value const& value) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer{buffer};
    value.Accept(writer);
    return buffer.GetString();
}

// Of every tenant: each answer for itself.
void check_gathered(Operation const& operation, Answer const& answer) {
    auto const json = answer.json();
    for (auto const& tenant : json["accounts"].GetObject()) {
        auto const body = text_of(tenant.value);
        if (body == "{}") continue;  // of one that has no body
        Document::check_answer(operation, answer.status(), answer.field("Content-Type"), body);
    }
}

}  // namespace

http::Request
control_request(std::string_view method, std::string_view path, std::string_view body) {
    http::Request request;
    request.method = method;
    request.target = std::string{"/_emulator/"}.append(path);
    request.fields.add("Host", "127.0.0.1:2014");
    request.body = body;
    request.peer = "127.0.0.1";
    return request;
}

void expect_as_documented(http::Request const& request, Answer const& answer) {
    try {
        auto const matched = Document::own().match(request.method, request.path());
        auto const& operation = *matched.operation;
        auto const is_of_all = answer.field("x-rds-emulator-account") == "*" &&
                               operation.scope != control::rest::Scope::none;
        if (is_of_all && answer.status() < 400) return check_gathered(operation, answer);
        Document::check_answer(
            operation,
            answer.status(),
            answer.field("Content-Type"),
            answer.body()
        );
    } catch (control::rest::Problem const&) {
        EXPECT_GE(answer.status(), 400) << "the document has no such path";
    } catch (std::exception const& undocumented) {
        ADD_FAILURE() << undocumented.what() << "\n" << answer.body();
    }
}

}  // namespace rds::kit
