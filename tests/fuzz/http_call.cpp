// The bytes of a connection: RequestParser, and what it takes then goes through decode().
#include "server/gateway/auth/authenticate.hpp"
#include "server/gateway/wire/call.hpp"
#include "server/gateway/wire/envelope.hpp"
#include "server/http/request_parser.hpp"
#include "storage/tenant/tenant_id.hpp"
#include "tests/fuzz/same_arguments.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/fuzz/unicode.hpp"

#include <rapidjson/document.h>
#include <tinyxml2.h>

#include <algorithm>
#include <string>

namespace rds::fuzz {

namespace {

// So low that a short input reaches them.
constexpr http::Limits kHttpLimits{.target_bytes = 512, .header_bytes = 1024, .body_bytes = 512};
constexpr gateway::ArgumentLimits kArgumentLimits{.parameters = 8, .value_bytes = 64};

// What becomes of a connection's first request.
struct Received {
    http::Request request;
    http::Reading reading = http::Reading::unfinished;
    std::size_t left = 0;  // bytes that are not the request's
};

// Receives the input in pieces of these sizes, in turn.
Received received(std::string_view input, std::initializer_list<std::size_t> sizes) {
    Received result;
    http::RequestParser parser{result.request, kHttpLimits};
    boost::beast::flat_buffer buffer;
    auto const* size = sizes.begin();
    while (result.reading == http::Reading::unfinished && !input.empty()) {
        auto const piece = input.substr(0, *size);
        auto const room = buffer.prepare(piece.size());
        std::ranges::copy(piece, static_cast<char*>(room.data()));
        buffer.commit(piece.size());
        input.remove_prefix(piece.size());
        result.reading = parser.read(buffer);
        if (++size == sizes.end()) size = sizes.begin();
    }
    result.left = buffer.size() + input.size();
    return result;
}

bool same_fields(http::Fields const& left, http::Fields const& right) {
    if (left.size() != right.size()) return false;
    for (std::size_t index = 0; index < left.size(); ++index) {
        if (left[index] != right[index]) return false;
    }
    return true;
}

void require_same(Received const& whole, Received const& pieces) {
    require(whole.reading == pieces.reading, "how bytes are split changes no verdict");
    if (whole.reading != http::Reading::complete) return;
    require(whole.left == pieces.left, "nor where the request ends");
    require(
        whole.request.method == pieces.request.method &&
            whole.request.target == pieces.request.target &&
            same_fields(whole.request.fields, pieces.request.fields) &&
            whole.request.body == pieces.request.body,
        "nor what it says"
    );
}

void require_bounded(http::Request const& request) {
    require(request.target.size() <= kHttpLimits.target_bytes, "the target is within its limit");
    require(request.body.size() <= kHttpLimits.body_bytes, "the body is within its limit");
    require(request.method.find_first_of(" \t\r\n") == std::string::npos, "a method is one word");
    require(
        std::ranges::none_of(request.target, [](char c) { return c >= 0 && c <= ' '; }),
        "no target holds blanks or control characters"
    );
}

void require_plain(gateway::Call const& call) {
    auto const& all = call.arguments.all();
    require(all.size() <= kArgumentLimits.parameters, "not too many parameters are taken");
    for (auto const& [name, value] : all) {
        require(is_plain_text(name) && is_plain_text(value), "a taken parameter is plain text");
        require(name.size() <= gateway::kLongestName, "no taken name is too long");
        require(value.size() <= kArgumentLimits.value_bytes, "no taken value is too long");
    }
    require(
        !call.action.empty() && is_plain_text(call.action),
        "a call that is taken has an action"
    );
    require(is_plain_text(call.access_key_id), "and a plain key");
}

bool is_json(std::string_view text) {
    rapidjson::Document document;
    document.Parse<rapidjson::kParseValidateEncodingFlag>(text.data(), text.size());
    return !document.HasParseError() && document.IsObject();
}

bool is_xml(std::string_view text) {
    tinyxml2::XMLDocument document;
    return document.Parse(text.data(), text.size()) == tinyxml2::XML_SUCCESS;
}

void require_answerable(gateway::Call const& call, api::Fault const& fault) {
    require(fault.status() >= 400 && fault.status() < 500, "the refusal is the caller's fault");
    auto response = gateway::failure(call, fault, "00000000-0000-0000-0000-000000000000");
    gateway::add_hint(response, fault.hint());
    require(
        call.format == gateway::Format::json ? is_json(response.body) : is_xml(response.body),
        "the refusal can be read in the format asked for"
    );
    for (std::size_t index = 0; index < response.fields.size(); ++index) {
        auto const [name, value] = response.fields[index];
        require(is_printable_line(name) && is_printable_line(value), "its header is printable");
    }
}

void require_same_call(gateway::Call const& left, gateway::Call const& right) {
    require(
        left.action == right.action && left.version == right.version &&
            left.format == right.format && left.access_key_id == right.access_key_id &&
            left.host_id == right.host_id && same(left.arguments, right.arguments),
        "the same request is the same call"
    );
}

// Whoever calls has a tenant; and whom a check refuses can be told so.
void require_authenticated(http::Request const& request, gateway::Call const& call) {
    using identity::AuthMode;
    static identity::Directory const nobody{{}, "testsecret"};
    static gateway::Authenticator unchecked{nobody, {.mode = AuthMode::off}};
    static gateway::Authenticator checked{nobody, {.mode = AuthMode::ram}};
    auto const answer = checked.authenticate(request, call, {});
    for (auto const& tenant :
         {answer.caller.tenant, unchecked.authenticate(request, call, {}).caller.tenant}) {
        require(storage::is_tenant_id(tenant), "the account has 16 digits");
    }
    if (answer.refused) require_answerable(call, *answer.refused);
}

}  // namespace

void check(std::string_view input) {
    auto const whole = received(input, {input.size()});
    auto const pieces = received(input, {1, 7, 2, 64, 3});
    require_same(whole, received(input, {1}));
    require_same(whole, pieces);
    if (whole.reading != http::Reading::complete) return;

    require_bounded(whole.request);
    auto const decoded = gateway::decode(whole.request, kArgumentLimits);
    require_same_call(decoded.call, gateway::decode(pieces.request, kArgumentLimits).call);
    require(is_printable_line(decoded.hint), "what was passed over is said in one printable line");
    if (decoded.refused) return require_answerable(decoded.call, *decoded.refused);
    require_plain(decoded.call);
    require_authenticated(whole.request, decoded.call);
}

}  // namespace rds::fuzz
