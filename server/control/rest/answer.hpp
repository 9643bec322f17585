// What a handler of the control API answers with, or throws.
#pragma once

#include "server/http/message.hpp"
#include "server/json/writer.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace rds::control::rest {

// What the control API answers when it cannot do what was asked (RFC 9457). Thrown by handlers,
// which have changed nothing then.
struct Problem : std::runtime_error {
    // The detail is a sentence for the caller.
    template <class... Parts>
    explicit Problem(int its_status, fmt::format_string<Parts...> detail, Parts&&... parts)
        : std::runtime_error{fmt::format(detail, std::forward<Parts>(parts)...)},
          status{its_status} {}

    Problem at(std::string its_pointer) && {
        pointer = std::move(its_pointer);
        return std::move(*this);
    }

    Problem in_parameter(std::string name) && {
        parameter = std::move(name);
        return std::move(*this);
    }

    Problem with_field(std::string_view name, std::string_view value) && {
        fields.add(name, value);
        return std::move(*this);
    }

    int status;
    std::string pointer{};    // RFC 6901, to the member of the body that is wrong; empty: none is
    std::string parameter{};  // of query or path, that is wrong; empty: none is
    http::Fields fields{};    // what the answer's head must say
};

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

// The JSON object whose members are those that `write` gives a writer.
std::string object_of(auto const& write) {
    json::Writer writer;
    writer.object([&] { write(writer); });
    return writer.text();
}

// What a handler answers with.
struct Answer {
    int status = 200;
    std::string body;  // JSON, unless `content_type` says otherwise
    std::string_view content_type = "application/json";
    http::Fields fields{};  // beside Content-Type
    std::string tenant{};   // whose it is, if that is another one than was asked for

    static Answer json(std::string body) { return {.body = std::move(body)}; }

    static Answer object(auto const& write) { return json(object_of(write)); }

    static Answer created(std::string body) { return {.status = 201, .body = std::move(body)}; }

    // Nothing to say.
    static Answer done() { return {.status = 204, .body = {}, .content_type = {}}; }
};

// Answers the exception that is being handled: a Problem and json::Invalid as what the caller got
// wrong, as application/problem+json; any other is logged, and the answer says that the emulator
// failed. Call it in a handler.
Answer answer_to_exception() noexcept;

}  // namespace rds::control::rest
