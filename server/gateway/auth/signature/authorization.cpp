#include "server/gateway/auth/signature/authorization.hpp"

#include "server/text/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace rds::signature {

namespace {

struct Part {
    std::string_view name;
    std::string_view Authorization::*value;
};

constexpr std::array<Part, 3> kParts{{
    {"Credential", &Authorization::credential},
    {"SignedHeaders", &Authorization::signed_headers},
    {"Signature", &Authorization::signature},
}};

// Parts that nobody knows are passed over.
void store(std::string_view text, Authorization& authorization) {
    // Not text.find(): g++ 12 then warns of a memchr without end that there is not.
    auto const* const equals = std::ranges::find(text, '=');
    if (equals == text.end()) return;
    auto const name = text::trimmed({text.begin(), equals});
    auto const value = text::trimmed({equals + 1, text.end()});
    for (auto const& part : kParts) {
        if (part.name != name) continue;
        auto& stored = authorization.*part.value;
        if (!stored.empty()) authorization.problem = fmt::format("has more than one {}", name);
        stored = value;
    }
}

}  // namespace

std::vector<std::string_view> names_in(std::string_view signed_headers) {
    auto names = text::split(signed_headers, ';');
    if (names.back().empty()) names.pop_back();
    return names;
}

bool is_v3(std::string_view header) {
    return header.starts_with("ACS3-");
}

Authorization parse_authorization(std::string_view header) {
    Authorization authorization;
    auto const space = std::min(header.find_first_of(" \t"), header.size());
    authorization.algorithm = header.substr(0, space);
    for (auto const part : text::split(header.substr(space), ','))
        store(part, authorization);
    for (auto const& part : kParts) {
        if ((authorization.*part.value).empty() && authorization.problem.empty())
            authorization.problem = fmt::format("has no {}", part.name);
    }
    return authorization;
}

}  // namespace rds::signature
