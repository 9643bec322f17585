#include "server/gateway/auth/signature/canonical_query.hpp"

#include <algorithm>
#include <array>

namespace rds::signature {

namespace {

constexpr std::array<bool, 256> kUnreserved = [] {
    std::array<bool, 256> unreserved{};
    constexpr std::string_view kAll =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";
    for (char const c : kAll)
        unreserved[static_cast<unsigned char>(c)] = true;
    return unreserved;
}();

}  // namespace

void append_percent_encoded(std::string& out, std::string_view text) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (kUnreserved[byte]) {
            out += c;
        } else {
            out += '%';
            out += kDigits[byte >> 4U];
            out += kDigits[byte & 15U];
        }
    }
}

Pairs sorted(std::span<api::Argument const> arguments) {
    Pairs pairs;
    pairs.reserve(arguments.size());
    for (auto const& argument : arguments)
        pairs.push_back(&argument);
    // std::string compares as unsigned bytes.
    std::ranges::stable_sort(pairs, {}, &api::Argument::name);
    return pairs;
}

std::string canonical_query(Pairs const& pairs) {
    constexpr std::size_t kUsualPair = 48;
    std::string query;
    query.reserve(kUsualPair * pairs.size());
    for (auto const* const pair : pairs) {
        if (!query.empty()) query += '&';
        append_percent_encoded(query, pair->name);
        query += '=';
        append_percent_encoded(query, pair->value);
    }
    return query;
}

}  // namespace rds::signature
