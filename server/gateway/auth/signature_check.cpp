#include "server/gateway/auth/signature_check.hpp"

#include "server/crypto/digest.hpp"
#include "server/gateway/auth/signature/difference.hpp"
#include "server/text/escape.hpp"
#include "server/text/secrets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string>

namespace rds::gateway {

namespace {

namespace faults = api::faults;
using api::Fault;

std::string hint_of(std::string difference, Call const& call, SecretInUse const& used) {
    if (!difference.empty()) return difference;
    return fmt::format(
        "Either the secret is not that of {}{}, or something that was signed was changed on the "
        "way; compare the StringToSign in the message with your client's.",
        text::quoted(call.access_key_id),
        used.is_default ? " (the default one, which RDS_EMULATOR_ACCESS_KEY_SECRET changes)" : ""
    );
}

// What may be shown of the first `count` arguments, in the form that is signed.
api::Arguments shown(Call const& call, std::size_t count) {
    api::Arguments arguments;
    for (auto const& argument : std::span{call.arguments.all()}.first(count))
        arguments.add(argument.name, std::string{call.shown_value(argument)});
    return arguments;
}

// Lines of "name:value\n".
std::string shown_headers(std::string_view lines) {
    std::string shown;
    while (!lines.empty()) {
        auto const line = lines.substr(0, lines.find('\n'));
        auto const name = line.substr(0, line.find(':'));
        if (text::is_secret_name(name)) {
            shown.append(name).append(":").append(text::kRedacted);
        } else {
            shown.append(line);
        }
        shown += '\n';
        lines.remove_prefix(std::min(line.size() + 1, lines.size()));
    }
    return shown;
}

Fault unknown_method(std::string_view method, std::string_view known) {
    return Fault{faults::kInvalidSignatureMethod}.hinting(
        fmt::format("{} is not checked here; it must be {}.", text::quoted(method), known)
    );
}

}  // namespace

std::optional<Fault>
check_v1_signature(http::Request const& request, Call const& call, SecretInUse const& used) {
    auto const method = call.arguments.find("SignatureMethod");
    if (!method) {
        return Fault{faults::kMissing, "SignatureMethod"}.hinting(
            "A V1 signature needs SignatureMethod, HMAC-SHA1 or HMAC-SHA256."
        );
    }
    auto const algorithm = signature::v1_algorithm(*method);
    if (!algorithm) return unknown_method(*method, "HMAC-SHA1 or HMAC-SHA256");
    auto const version = call.arguments.find("SignatureVersion");
    if (!version) {
        return Fault{faults::kMissing, "SignatureVersion"}.hinting(
            "A V1 signature needs SignatureVersion 1.0."
        );
    }
    if (*version != "1.0") {
        return Fault{faults::kInvalid, "SignatureVersion"}.hinting(
            "SignatureVersion is " + text::quoted(*version) + "; it must be 1.0."
        );
    }

    auto const arrived = signature::V1::of(request.method, call.arguments, *algorithm);
    auto const given = call.arguments.value_or_empty("Signature");
    if (crypto::equal_in_constant_time(arrived.signature(used.secret), given)) return std::nullopt;
    auto const arguments = shown(call, call.arguments.all().size());
    auto const to_show = signature::V1::of(request.method, arguments, *algorithm);
    return Fault{faults::kSignatureDoesNotMatch, to_show.string_to_sign()}.hinting(
        hint_of(signature::difference(arrived, given, used.secret), call, used)
    );
}

std::optional<Fault>
check_v3_signature(http::Request const& request, Call const& call, SecretInUse const& used) {
    auto const& authorization = call.authorization;
    if (authorization.algorithm != signature::kV3Algorithm)
        return unknown_method(authorization.algorithm, signature::kV3Algorithm);
    if (auto const why = signature::incompleteness(request, authorization); !why.empty())
        return Fault{faults::kIncompleteSignature}.hinting("The request " + why + ".");

    auto const query = std::span{call.arguments.all()}.first(call.query_arguments);
    auto const arrived = signature::V3::of(request, query, authorization);
    auto const canonical_request = arrived.canonical_request();
    auto const string_to_sign = signature::V3::string_to_sign(canonical_request);
    auto const ours =
        signature::v3_signature(used.secret, identity::Secret::Keyed::with_secret, string_to_sign);
    if (crypto::equal_in_constant_time(ours, authorization.signature)) return std::nullopt;
    auto const arguments = shown(call, call.query_arguments);
    auto to_show = arrived;
    to_show.query = signature::sorted(arguments.all());
    to_show.headers = shown_headers(arrived.headers);
    auto const both = fmt::format(
        "{}] server CanonicalRequest is [{}",
        string_to_sign,
        to_show.canonical_request()
    );
    return Fault{faults::kSignatureDoesNotMatchV3, both}.hinting(hint_of(
        signature::difference(
            arrived,
            authorization.signature,
            used.secret,
            {request.fields, call.arguments}
        ),
        call,
        used
    ));
}

}  // namespace rds::gateway
