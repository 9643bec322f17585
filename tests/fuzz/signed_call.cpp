// A request that is signed and then checked: canonicalisation of both versions. The input's first
// line is the query, the second the names that V3 signs, the rest the body.
#include "server/gateway/auth/signature/versions.hpp"
#include "server/gateway/auth/signature_check.hpp"
#include "server/gateway/wire/call.hpp"
#include "server/gateway/wire/parameters.hpp"
#include "tests/fuzz/same_arguments.hpp"
#include "tests/fuzz/target.hpp"

#include <algorithm>
#include <string>

namespace rds::fuzz {

namespace {

identity::Credential const& credential() {
    static identity::Credential const value{
        .secret = std::make_shared<identity::Secret const>("testsecret")};
    return value;
}

struct Input {
    std::string_view query;
    std::string_view names;
    std::string_view body;
};

Input split(std::string_view input) {
    auto const line = [&input] {
        auto const end = std::min(input.find('\n'), input.size());
        auto const text = input.substr(0, end);
        input.remove_prefix(std::min(end + 1, input.size()));
        return text;
    };
    auto const query = line();
    auto const names = line();
    return {query, names, input};
}

http::Request request_of(Input const& input) {
    http::Request request;
    request.method = "POST";
    request.target = "/?" + std::string{input.query};
    request.body = input.body;
    request.fields.add("Host", "127.0.0.1:2014");
    request.fields.add("Content-Type", "application/x-www-form-urlencoded");
    return request;
}

// What is signed can be read back, and is the same however it was encoded.
void require_round_trip(signature::Pairs const& pairs) {
    auto const canonical = signature::canonical_query(pairs);
    require(is_printable_line(canonical), "a canonical query is printable");
    api::Arguments again;
    auto const problem = gateway::read_query(canonical, again, {.parameters = pairs.size()});
    require(problem.empty(), "a canonical query can be decoded");
    api::Arguments sorted;
    for (auto const* const pair : pairs)
        sorted.add(pair->name, pair->value);
    require(same(again, sorted), "and says what was signed");
    require(
        signature::canonical_query(signature::sorted(again.all())) == canonical,
        "canonical is canonical"
    );
}

void check_v1(Input const& input) {
    auto const request = request_of(input);
    auto call = gateway::decode(request).call;
    // Last, so that they count.
    call.arguments.add("SignatureMethod", "HMAC-SHA1");
    call.arguments.add("SignatureVersion", "1.0");
    auto const v1 = signature::V1::of(request.method, call.arguments, crypto::Algorithm::sha1);
    require_round_trip(v1.pairs);
    call.arguments.add("Signature", v1.signature(*credential().secret));
    require(!gateway::check_signature(request, call, credential()), "what is signed passes");
    call.arguments.add("Unsigned", "1");
    auto const refused = gateway::check_signature(request, call, credential());
    require(refused.has_value(), "what is added does not");
    require(refused->code() == "SignatureDoesNotMatch", "and is said to be no match");
}

void check_v3(Input const& input) {
    auto request = request_of(input);
    request.fields.add("x-acs-content-sha256", "0");
    auto call = gateway::decode(request).call;
    call.authorization.algorithm = signature::kV3Algorithm;
    call.authorization.signed_headers = input.names;
    auto const query = std::span{call.arguments.all()}.first(call.query_arguments);
    auto const v3 = signature::V3::of(request, query, call.authorization);
    require_round_trip(v3.pairs);
    auto const signature = v3.signature(*credential().secret);
    call.authorization.signature = signature;
    auto const why = signature::incompleteness(request, call.authorization);
    auto const refused = gateway::check_signature(request, call, credential());
    require(refused.has_value() == !why.empty(), "what is signed passes if it is complete");
    if (refused) return require(refused->code() == "IncompleteSignature", "else it is incomplete");
    request.body += ' ';
    require(
        gateway::check_signature(request, call, credential()).has_value(),
        "another body does not pass"
    );
}

}  // namespace

void check(std::string_view input) {
    auto const parts = split(input);
    check_v1(parts);
    check_v3(parts);
}

}  // namespace rds::fuzz
