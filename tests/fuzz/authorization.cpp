// The header of V3: parse_authorization().
#include "server/gateway/auth/signature/versions.hpp"
#include "tests/fuzz/target.hpp"

#include <string>

namespace rds::fuzz {

namespace {

using signature::Authorization;

void require_within(std::string_view part, std::string_view header) {
    auto const begins = part.data() >= header.data();
    auto const ends = part.data() + part.size() <= header.data() + header.size();
    require(part.empty() || (begins && ends), "a part is a piece of the header");
}

void require_same(Authorization const& left, Authorization const& right) {
    require(
        left.algorithm == right.algorithm && left.credential == right.credential &&
            left.signed_headers == right.signed_headers && left.signature == right.signature,
        "the order of the parts does not matter"
    );
    require(left.problem == right.problem, "nor to what is wrong");
}

// What was read and is whole reads the same when written in another order.
void require_order_is_free(Authorization const& read) {
    auto const part = [](std::string_view name, std::string_view value) {
        return std::string{name}.append("=").append(value);
    };
    auto const credential = part("Credential", read.credential);
    auto const headers = part("SignedHeaders", read.signed_headers);
    auto const signature = part("Signature", read.signature);
    auto const begin = std::string{read.algorithm} + " ";
    auto const one = begin + signature + "," + headers + ", " + credential;
    auto const other = begin + headers + "," + credential + " ," + signature;
    require_same(signature::parse_authorization(one), read);
    require_same(signature::parse_authorization(other), read);
}

}  // namespace

void check(std::string_view input) {
    auto const read = signature::parse_authorization(input);
    for (auto const part : {read.algorithm, read.credential, read.signed_headers, read.signature})
        require_within(part, input);
    for (auto const part : {read.credential, read.signed_headers, read.signature})
        require(part.find(',') == std::string_view::npos, "a part ends at a comma");
    require(is_printable_line(read.problem), "what is wrong is said in one printable line");
    auto const is_whole =
        !read.credential.empty() && !read.signed_headers.empty() && !read.signature.empty();
    require(is_whole || !read.problem.empty(), "what is missing is said");
    if (read.problem.empty()) require_order_is_free(read);
}

}  // namespace rds::fuzz
