#include "server/gateway/auth/signature_check.hpp"

#include "server/crypto/digest.hpp"
#include "server/gateway/auth/signature/versions.hpp"
#include "server/text/ascii.hpp"
#include "server/text/escape.hpp"
#include "server/text/secrets.hpp"

#include <fmt/format.h>

#include <span>
#include <string>

namespace rds::gateway {

namespace {

namespace faults = api::faults;
using api::Fault;
using identity::Credential;

std::string hint_of(std::string difference, Call const& call, Credential const& credential) {
    if (!difference.empty()) return difference;
    return fmt::format(
        "Either the secret is not that of {}{}, or something that was signed was changed on the "
        "way; compare the StringToSign in the message with your client's.",
        text::quoted(call.access_key_id),
        credential.has_default_secret
            ? " (the default one, which RDS_EMULATOR_ACCESS_KEY_SECRET changes)"
            : ""
    );
}

// What may be shown of the first `count` arguments, in the form that is signed.
api::Arguments shown(Call const& call, std::size_t count) {
    api::Arguments arguments;
    for (auto const& argument : std::span{call.arguments.all()}.first(count))
        arguments.add(argument.name, std::string{call.shown_value(argument)});
    return arguments;
}

// Of lines of "name:value\n".
std::string shown_headers(std::string_view headers) {
    std::string shown;
    for (auto const line : text::split(headers, '\n')) {
        if (line.empty()) continue;
        auto const name = line.substr(0, line.find(':'));
        auto const is_secret = text::is_secret_name(name);
        shown +=
            is_secret ? fmt::format("{}:{}\n", name, text::kRedacted) : fmt::format("{}\n", line);
    }
    return shown;
}

Fault missing(std::string_view parameter, std::string_view value) {
    return Fault{faults::kMissing, parameter}.hinting(
        fmt::format("A V1 signature needs {}{}.", parameter, value)
    );
}

Fault unknown_method(std::string_view method, std::string_view known) {
    return Fault{faults::kInvalidSignatureMethod}.hinting(
        fmt::format("{} is not checked here; it must be {}.", text::quoted(method), known)
    );
}

// Of a signature that is wrong: says only that it is.
enum class Explain : bool { no, yes };

std::optional<Fault> check_v1(
    http::Request const& request,
    Call const& call,
    Credential const& credential,
    Explain explain
) {
    constexpr std::string_view kV1Methods = "HMAC-SHA1 or HMAC-SHA256";
    auto const method = call.arguments.find("SignatureMethod");
    if (!method) return missing("SignatureMethod", fmt::format(", {}", kV1Methods));
    auto const algorithm = signature::v1_algorithm(*method);
    if (!algorithm) return unknown_method(*method, kV1Methods);
    auto const version = call.arguments.find("SignatureVersion");
    if (!version) return missing("SignatureVersion", " 1.0");
    if (*version != "1.0") {
        return Fault{faults::kInvalid, "SignatureVersion"}.hinting(
            "SignatureVersion is " + text::quoted(*version) + "; it must be 1.0."
        );
    }

    auto const arrived = signature::V1::of(request.method, call.arguments, *algorithm);
    auto const given = call.arguments.value_or_empty("Signature");
    if (crypto::equal_in_constant_time(arrived.signature(*credential.secret), given))
        return std::nullopt;
    if (explain == Explain::no) return Fault{faults::kSignatureDoesNotMatch};
    auto const arguments = shown(call, call.arguments.all().size());
    auto const to_show = signature::V1::of(request.method, arguments, *algorithm);
    return Fault{faults::kSignatureDoesNotMatch, to_show.string_to_sign()}.hinting(
        hint_of(signature::difference(arrived, given, *credential.secret), call, credential)
    );
}

std::optional<Fault> check_v3(
    http::Request const& request,
    Call const& call,
    Credential const& credential,
    Explain explain
) {
    auto const& authorization = call.authorization;
    if (authorization.algorithm != signature::kV3Algorithm)
        return unknown_method(authorization.algorithm, signature::kV3Algorithm);
    if (auto const why = signature::incompleteness(request, authorization); !why.empty())
        return Fault{faults::kIncompleteSignature}.hinting("The request " + why + ".");

    auto const query = std::span{call.arguments.all()}.first(call.query_arguments);
    auto const arrived = signature::V3::of(request, query, authorization);
    auto const& given = authorization.signature;
    if (crypto::equal_in_constant_time(arrived.signature(*credential.secret), given))
        return std::nullopt;
    if (explain == Explain::no) return Fault{faults::kSignatureDoesNotMatchV3};
    auto const arguments = shown(call, call.query_arguments);
    auto to_show = arrived;
    to_show.pairs = signature::sorted(arguments.all());
    to_show.headers = shown_headers(arrived.headers);
    auto const both = fmt::format(
        "{}] server CanonicalRequest is [{}",
        signature::V3::string_to_sign(arrived.canonical_request()),
        to_show.canonical_request()
    );
    auto difference =
        signature::difference(arrived, given, *credential.secret, {request.fields, call.arguments});
    return Fault{faults::kSignatureDoesNotMatchV3, both}.hinting(
        hint_of(std::move(difference), call, credential)
    );
}

std::optional<Fault> check(
    http::Request const& request,
    Call const& call,
    Credential const& credential,
    Explain explain
) {
    auto const is_v3 = !call.authorization.algorithm.empty();
    return (is_v3 ? check_v3 : check_v1)(request, call, credential, explain);
}

}  // namespace

std::optional<Fault>
check_signature(http::Request const& request, Call const& call, Credential const& credential) {
    return check(request, call, credential, Explain::yes);
}

bool is_signed_by(http::Request const& request, Call const& call, Credential const& credential) {
    return !check(request, call, credential, Explain::no);
}

}  // namespace rds::gateway
