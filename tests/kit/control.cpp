#include "tests/kit/control.hpp"

#include "server/control/rest/answer.hpp"
#include "server/control/rest/document.hpp"
#include "server/json/node.hpp"
#include "server/json/parse.hpp"
#include "server/json/schema.hpp"
#include "server/json/writer.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidjson/pointer.h>

#include <exception>
#include <map>
#include <stdexcept>
#include <string>

namespace rds::kit {

namespace {

using control::rest::Document;
using control::rest::Operation;

// For each thread its own: see json::Schema.
json::Schema const& schema_at(rapidjson::Document const& rules, std::string const& pointer) {
    thread_local std::map<std::string, json::Schema> compiled;
    return compiled.try_emplace(pointer, rules, pointer).first->second;
}

// Throws unless the answer is as the document says. One with another body than JSON is only looked
// for.
void check_answer(
    Operation const& operation,
    int status,
    std::string_view content_type,
    std::string_view body
) {
    thread_local auto const rules = json::parse(Document::own().text(), "the document");
    auto const is_there = [](std::string const& pointer) {
        return rapidjson::Pointer{pointer.data(), pointer.size()}.Get(rules) != nullptr;
    };
    auto place = fmt::format("{}/responses/{}", operation.place, status);
    if (!is_there(place)) place = operation.place + "/responses/default";
    auto const said = fmt::format("{} answered {} {}", operation.id, status, content_type);
    if (content_type.empty() && body.empty() && !is_there(place + "/content")) return;
    auto const schema = place + "/content" + json::pointer_token(content_type) + "/schema";
    if (!is_there(schema)) throw std::logic_error{said + ", which the document does not have"};
    if (content_type.find("json") == std::string_view::npos) return;
    constexpr std::size_t kMostChecked = 1024UL * 1024;  // more takes minutes under sanitizers
    if (body.size() > kMostChecked) return;
    schema_at(rules, schema).check(json::parse(body, said), said);
}

// Of every tenant: each answer for itself.
void check_gathered(Operation const& operation, Answer const& answer) {
    auto const json = answer.json();
    for (auto const& tenant : json["accounts"].GetObject()) {
        auto const body = json::text_of(tenant.value);
        if (body == "{}") continue;  // of one that has no body
        check_answer(operation, answer.status(), answer.field("Content-Type"), body);
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
        check_answer(operation, answer.status(), answer.field("Content-Type"), answer.body());
    } catch (control::rest::Problem const&) {
        EXPECT_GE(answer.status(), 400) << "the document has no such path";
    } catch (std::exception const& undocumented) {
        ADD_FAILURE() << undocumented.what() << "\n" << answer.body();
    }
}

}  // namespace rds::kit
