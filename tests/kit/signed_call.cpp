#include "tests/kit/signed_call.hpp"

#include "server/crypto/digest.hpp"
#include "server/gateway/auth/signature/versions.hpp"
#include "server/text/time.hpp"
#include "tests/kit/call.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>

namespace rds::kit {

namespace {

constexpr std::string_view kHost = "127.0.0.1:2014";

std::string lower(std::string_view text) {
    std::string out{text};
    std::ranges::transform(out, out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

}  // namespace

Pairs& Pairs::set(std::string_view name, std::string_view value) {
    auto const at = std::ranges::find(all_, name, &api::Argument::name);
    if (at != all_.end()) {
        at->value = value;
    } else {
        all_.push_back({std::string{name}, std::string{value}});
    }
    return *this;
}

Pairs& Pairs::drop(std::string_view name) {
    std::erase_if(all_, [name](api::Argument const& pair) { return pair.name == name; });
    return *this;
}

std::string Pairs::encoded() const {
    std::string text;
    for (auto const& [name, value] : all_) {
        if (!text.empty()) text += '&';
        text += fmt::format("{}={}", percent_encoded(name), percent_encoded(value));
    }
    return text;
}

V1Call::V1Call(std::string_view action, storage::Instant at, Key key)
    : secret{std::move(key.secret)} {
    query.set("Action", action)
        .set("Version", "2014-08-15")
        .set("Format", "JSON")
        .set("DBInstanceId", "rm-a")
        .set("AccessKeyId", key.id)
        .set("SignatureMethod", "HMAC-SHA1")
        .set("SignatureVersion", "1.0")
        .set("SignatureNonce", fresh_nonce())
        .set("Timestamp", seconds_text(at));
    if (!key.security_token.empty()) query.set("SecurityToken", key.security_token);
}

http::Request V1Call::request() const {
    api::Arguments arguments;
    std::string signature_method = "HMAC-SHA1";
    for (auto const* pairs : {&query, &form}) {
        for (auto const& [name, value] : pairs->all()) {
            arguments.add(name, value);
            if (name == "SignatureMethod") signature_method = value;
        }
    }
    auto const algorithm =
        signature::v1_algorithm(signature_method).value_or(crypto::Algorithm::sha1);
    auto const signature =
        signature::V1::of(method, arguments, algorithm).signature(identity::Secret{secret});

    http::Request request;
    request.method = method;
    request.target = fmt::format("/?{}&Signature={}", query.encoded(), percent_encoded(signature));
    request.fields.add("Host", kHost);
    request.body = form.encoded();
    if (!request.body.empty())
        request.fields.add("Content-Type", "application/x-www-form-urlencoded");
    return request;
}

V3Call::V3Call(std::string_view action, storage::Instant at, Key key)
    : key_id{std::move(key.id)}, secret{std::move(key.secret)} {
    query.set("DBInstanceId", "rm-a");
    headers.set("Host", kHost)
        .set("x-acs-action", action)
        .set("x-acs-version", "2014-08-15")
        .set("x-acs-date", seconds_text(at))
        .set("x-acs-signature-nonce", fresh_nonce())
        .set("accept", "application/json");
    if (key.security_token.empty()) return;
    headers.set("x-acs-accesskey-id", key_id).set("x-acs-security-token", key.security_token);
}

V3Call& V3Call::unsigning(std::string_view name) {
    not_signed.emplace_back(name);
    return *this;
}

http::Request V3Call::request() const {
    http::Request request;
    request.method = method;
    request.target = "/?" + query.encoded();
    request.body = body;

    auto all = headers;
    auto const digest = crypto::digest(crypto::Algorithm::sha256, body);
    all.set("x-acs-content-sha256", crypto::hex(digest.view()));
    std::vector<std::string> names;
    for (auto const& [name, value] : all.all()) {
        request.fields.add(name, value);
        auto const is_signed =
            name == "Host" || name == "content-type" || name.starts_with("x-acs-");
        if (is_signed && std::ranges::find(not_signed, name) == not_signed.end())
            names.push_back(lower(name));
    }
    std::ranges::sort(names);
    auto const signed_headers = fmt::format("{}", fmt::join(names, ";"));

    signature::Authorization authorization;
    authorization.signed_headers = signed_headers;
    auto const signature =
        signature::V3::of(request, query.all(), authorization).signature(identity::Secret{secret});
    request.fields.add(
        "Authorization",
        fmt::format(
            "ACS3-HMAC-SHA256 Credential={},SignedHeaders={},Signature={}",
            key_id,
            signed_headers,
            signature
        )
    );
    return request;
}

std::string fresh_nonce() {
    static std::atomic<unsigned> count{0};
    return fmt::format("11111111222233334444{:012}", ++count);
}

std::string seconds_text(storage::Instant instant) {
    auto const whole = std::chrono::floor<std::chrono::seconds>(instant);
    auto text = text::timestamp(whole);
    return text.erase(text.find('.')) + 'Z';
}

std::string wire_text(http::Request const& request) {
    auto text = fmt::format("{} {} HTTP/1.1\r\n", request.method, request.target);
    for (std::size_t i = 0; i < request.fields.size(); ++i) {
        auto const [name, value] = request.fields[i];
        text += fmt::format("{}: {}\r\n", name, value);
    }
    return text + fmt::format("Content-Length: {}\r\n\r\n{}", request.body.size(), request.body);
}

}  // namespace rds::kit
