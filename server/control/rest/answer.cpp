#include "server/control/rest/answer.hpp"

#include "server/control/journal/match.hpp"
#include "server/json/invalid.hpp"
#include "server/log/log.hpp"
#include "server/text/escape.hpp"

#include <algorithm>
#include <array>
#include <exception>

namespace rds::control::rest {

namespace {

// What about:blank wants: the status in HTTP's words.
std::string_view title_of(int status) {
    static constexpr auto kTitles = std::to_array<std::pair<int, std::string_view>>({
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {409, "Conflict"},
        {503, "Service Unavailable"},
    });
    auto const* const title =
        std::ranges::find(kTitles, status, &std::pair<int, std::string_view>::first);
    return title == kTitles.end() ? "Internal Server Error" : title->second;
}

Answer answer(Problem const& problem) {
    auto answer = Answer::object([&](json::Writer& writer) {
        writer.member("type", "about:blank");
        writer.member("title", title_of(problem.status));
        writer.member("status", problem.status);
        writer.member("detail", problem.what());
        if (!problem.pointer.empty()) writer.member("pointer", problem.pointer);
        if (!problem.parameter.empty()) writer.member("parameter", problem.parameter);
    });
    answer.status = problem.status;
    answer.content_type = "application/problem+json";
    answer.fields = problem.fields;
    return answer;
}

// The detail says where, so that it can be read by itself.
Problem problem_of(json::Invalid const& invalid) {
    auto const is_of_query = invalid.source() == "the query";
    auto where = invalid.pointer();
    if (is_of_query && !where.empty()) where.erase(0, 1);  // of one token, which is the name
    constexpr std::size_t kShown = 256;
    Problem problem{
        400,
        "{}{}{}",
        text::printable(where, kShown),
        where.empty() ? "" : ": ",
        invalid.message()};
    return is_of_query ? std::move(problem).in_parameter(where) : std::move(problem).at(where);
}

}  // namespace

Answer answer_to_exception() noexcept {
    try {
        try {
            throw;
        } catch (Problem const& problem) {
            return answer(problem);
        } catch (json::Invalid const& invalid) {
            return answer(problem_of(invalid));
        } catch (Work::Exhausted const&) {
            return answer(Problem{
                409,
                "This compares more than {} million bytes with the calls of the journal; give "
                "fewer expectations, fewer or shorter patterns (*), or one account at a time, or "
                "keep a shorter journal (--journal-entries).",
                Work::kMost / 1'000'000});
        } catch (std::exception const& error) {
            log::error("a control call failed: {}", error.what());
            return answer(Problem{500, "The emulator itself failed; its log has the cause."});
        }
    } catch (std::exception const&) {
        return {.status = 500, .body = {}, .content_type = {}};  // no memory for words
    }
}

}  // namespace rds::control::rest
