#pragma once

#include "server/control/rest/problem.hpp"
#include "server/http/message.hpp"
#include "server/json/writer.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace rds::control::rest {

// An answer that has as many bytes takes no further element: a list ends and says that there are
// more.
inline constexpr std::size_t kMostAnswerBytes = 16UL * 1024 * 1024;

// Writes a list until the answer is full. Returns whether elements are left.
bool write_page(json::Writer& writer, auto const& elements, auto&& write) {
    auto more = false;
    writer.list([&] {
        for (auto const& element : elements) {
            more = writer.bytes() >= kMostAnswerBytes;
            if (more) return;
            write(element);
        }
    });
    return more;
}

// What a handler answers with.
struct Answer {
    int status = 200;
    std::string body;  // JSON, unless `content_type` says otherwise
    std::string_view content_type = "application/json";
    http::Fields fields{};  // beside Content-Type
    std::string tenant{};   // whose it is, if that is another one than was asked for

    static Answer json(std::string body) { return {.body = std::move(body)}; }

    static Answer created(std::string body) { return {.status = 201, .body = std::move(body)}; }

    // Nothing to say.
    static Answer done() { return {.status = 204, .body = {}, .content_type = {}}; }
};

// As application/problem+json.
Answer answer(Problem const& problem);

// Answers the exception that is being handled: a Problem and json::Invalid as what the caller got
// wrong; any other is logged, and the answer says that the emulator failed. Call it in a handler.
Answer answer_to_exception() noexcept;

http::Response response(Answer answer);

}  // namespace rds::control::rest
