#include "server/control/rest/answer.hpp"

#include "server/control/work.hpp"
#include "server/json/invalid.hpp"
#include "server/json/writer.hpp"
#include "server/log/log.hpp"

#include <exception>
#include <string>
#include <utility>

namespace rds::control::rest {

namespace {

// What about:blank wants: the status in HTTP's words.
std::string_view title_of(int status) {
    switch (status) {
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 409:
            return "Conflict";
        case 503:
            return "Service Unavailable";
        default:
            return "Internal Server Error";
    }
}

// The name in a pointer of one token.
std::string first_token(std::string const& pointer) {
    return pointer.empty() ? pointer : pointer.substr(1);
}

}  // namespace

Answer answer(Problem const& problem) {
    json::Writer writer;
    writer.object([&] {
        writer.member("type", "about:blank");
        writer.member("title", title_of(problem.status()));
        writer.member("status", problem.status());
        writer.member("detail", problem.what());
        if (!problem.pointer().empty()) writer.member("pointer", problem.pointer());
        if (!problem.parameter().empty()) writer.member("parameter", problem.parameter());
    });
    return {
        .status = problem.status(),
        .body = writer.text(),
        .content_type = "application/problem+json",
        .fields = problem.fields()};
}

Answer answer_to_exception() noexcept {
    try {
        try {
            throw;
        } catch (Problem const& problem) {
            return answer(problem);
        } catch (json::Invalid const& invalid) {
            if (invalid.source() != "the query")
                return answer(Problem{400, invalid.message(), invalid.pointer()});
            return answer(Problem{400, invalid.message()}.in_parameter(first_token(invalid.pointer()
            )));
        } catch (Work::Exhausted const&) {
            return answer(too_much_work());
        } catch (std::exception const& error) {
            log::error("a control call failed: {}", error.what());
            return answer(Problem{500, "The emulator itself failed; its log has the cause."});
        }
    } catch (std::exception const&) {
        return {.status = 500, .body = {}, .content_type = {}};  // no memory for words
    }
}

http::Response response(Answer answer) {
    http::Response response;
    response.status = answer.status;
    response.fields = std::move(answer.fields);
    if (!answer.content_type.empty()) response.fields.add("Content-Type", answer.content_type);
    response.fields.add("Cache-Control", "no-store");
    response.body = std::move(answer.body);
    return response;
}

}  // namespace rds::control::rest
