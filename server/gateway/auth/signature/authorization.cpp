#include "server/gateway/auth/signature/authorization.hpp"

#include "server/text/ascii.hpp"

#include <algorithm>
#include <array>

namespace rds::signature {

namespace {

constexpr std::string_view kBlanks = " \t";

struct Part {
    std::string_view name;
    std::string_view Authorization::*value;
    std::string_view when_missing;
    std::string_view when_repeated;
};

constexpr std::array kParts{
    Part{
        "Credential",
        &Authorization::credential,
        "has no Credential",
        "has more than one Credential"},
    Part{
        "SignedHeaders",
        &Authorization::signed_headers,
        "has no SignedHeaders",
        "has more than one SignedHeaders"},
    Part{"Signature", &Authorization::signature, "has no Signature", "has more than one Signature"},
};

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
        if (!stored.empty()) authorization.problem = part.when_repeated;
        stored = value;
    }
}

}  // namespace

std::vector<std::string_view> names_in(std::string_view signed_headers) {
    std::vector<std::string_view> names;
    while (!signed_headers.empty()) {
        auto const end = signed_headers.find(';');
        names.push_back(signed_headers.substr(0, end));
        signed_headers =
            end == std::string_view::npos ? std::string_view{} : signed_headers.substr(end + 1);
    }
    return names;
}

bool is_v3(std::string_view header) {
    return header.starts_with("ACS3-");
}

Authorization parse_authorization(std::string_view header) {
    Authorization authorization;
    auto const space = header.find_first_of(kBlanks);
    authorization.algorithm = header.substr(0, space);
    auto rest = space == std::string_view::npos ? std::string_view{} : header.substr(space);
    while (!rest.empty()) {
        auto const comma = rest.find(',');
        store(rest.substr(0, comma), authorization);
        rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
    }
    for (auto const& part : kParts) {
        if ((authorization.*part.value).empty() && authorization.problem.empty())
            authorization.problem = part.when_missing;
    }
    return authorization;
}

}  // namespace rds::signature
