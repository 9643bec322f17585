// A query or a form: read_query().
#include "server/gateway/wire/parameters.hpp"
#include "tests/fuzz/same_arguments.hpp"
#include "tests/fuzz/target.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace rds::fuzz {

namespace {

constexpr gateway::ArgumentLimits kNoLimits{
    .parameters = std::numeric_limits<std::size_t>::max() / 2,
    .value_bytes = std::numeric_limits<std::size_t>::max() / 2};

std::string encoded(std::string_view bytes) {
    std::string text;
    for (auto const c : bytes)
        text += fmt::format("%{:02x}", static_cast<unsigned char>(c));
    return text;
}

std::string encoded(api::Arguments const& arguments) {
    std::string text;
    for (auto const& [name, value] : arguments.all())
        text += fmt::format("{}={}&", encoded(name), encoded(value));
    return text;
}

void require_round_trip(api::Arguments const& arguments) {
    api::Arguments again;
    auto const problem = gateway::read_query(encoded(arguments), again, kNoLimits);
    require(problem.empty(), "what was decoded can be encoded");
    require(same(arguments, again), "and then decodes to the same");
}

// Wherever a query is cut between two pairs, its halves read as the whole does.
void require_additive(std::string_view input, api::Arguments const& whole) {
    auto const cut = input.find('&', input.size() / 2);
    if (cut == std::string_view::npos) return;
    api::Arguments halves;
    gateway::read_query(input.substr(0, cut), halves, kNoLimits);
    gateway::read_query(input.substr(cut + 1), halves, kNoLimits);
    require(same(whole, halves), "a pair is read for itself");
}

void require_limited(std::string_view input, api::Arguments const& whole) {
    constexpr std::size_t kFew = 2;
    api::Arguments few;
    gateway::read_query(input, few, {.parameters = kFew});
    require(
        few.all().size() == std::min(whole.all().size(), kFew + 1),
        "at most one is added beyond the limit"
    );
}

}  // namespace

void check(std::string_view input) {
    api::Arguments arguments;
    auto const problem = gateway::read_query(input, arguments, kNoLimits);

    require(is_printable_line(problem), "what is wrong is said in one printable line");
    require(
        problem.empty() || input.find('%') != std::string_view::npos,
        "only a percent sign can be wrong"
    );
    require_round_trip(arguments);
    require_additive(input, arguments);
    require_limited(input, arguments);
}

}  // namespace rds::fuzz
