#include "server/gateway/wire/decode.hpp"

#include "server/gateway/wire/host.hpp"
#include "server/gateway/wire/json_body.hpp"
#include "server/gateway/wire/query.hpp"
#include "server/text/ascii.hpp"
#include "server/text/escape.hpp"

#include <algorithm>
#include <utility>

namespace rds::gateway {

namespace {

using api::Fault;
namespace faults = api::faults;

bool contains_ignoring_case(std::string_view text, std::string_view part) {
    for (std::size_t at = 0; at + part.size() <= text.size(); ++at) {
        if (text::equals_ignoring_case(text.substr(at, part.size()), part)) return true;
    }
    return false;
}

std::string first_of(std::string_view header, std::optional<std::string_view> argument) {
    return std::string{header.empty() ? argument.value_or(std::string_view{}) : header};
}

// Returns whether it calls as V3 does, as far as the request's shape tells.
bool read_caller(http::Request const& request, Call& call) {
    auto const authorization = request.fields.value_or_empty("Authorization");
    if (signature::is_v3(authorization))
        call.authorization = signature::parse_authorization(authorization);
    auto const has_signature = call.arguments.find("Signature").has_value();
    call.access_key_id = call.authorization.credential;
    // V1 does not sign this header.
    if (call.access_key_id.empty() && !has_signature)
        call.access_key_id = request.fields.value_or_empty("x-acs-accesskey-id");
    if (call.access_key_id.empty())
        call.access_key_id = call.arguments.value_or_empty("AccessKeyId");
    auto const has_authorization = !call.authorization.algorithm.empty();
    return has_authorization || (!has_signature && request.fields.find("x-acs-action"));
}

// An explicit Format wins; else a V3 caller gets JSON unless its Accept asks for XML; else XML, as
// documented for RDS.
std::optional<Fault> read_format(http::Request const& request, Call& call, bool is_v3) {
    auto const accept = request.fields.value_or_empty("Accept");
    call.format = is_v3 && !contains_ignoring_case(accept, "xml") ? Format::json : Format::xml;

    auto const format = call.arguments.find("Format");
    if (!format) return std::nullopt;
    if (text::equals_ignoring_case(*format, "json")) {
        call.format = Format::json;
    } else if (text::equals_ignoring_case(*format, "xml")) {
        call.format = Format::xml;
    } else {
        return Fault{faults::kInvalidFormat}.hinting(
            "Format is " + text::quoted(*format) + "; it must be JSON or XML."
        );
    }
    return std::nullopt;
}

// Adds the body's parameters; returns what is wrong with it.
std::string
read_body(http::Request const& request, Decoded& decoded, ArgumentLimits const& limits) {
    if (request.body.empty()) return {};
    auto const type = request.fields.value_or_empty("Content-Type");
    auto const media_type = type.substr(0, type.find_first_of("; "));
    if (text::equals_ignoring_case(media_type, "application/json")) {
        return read_json_body(request.body, decoded.call.arguments, limits);
    }
    if (media_type.empty() ||
        text::equals_ignoring_case(media_type, "application/x-www-form-urlencoded")) {
        return read_query(request.body, decoded.call.arguments, limits);
    }
    decoded.hint = "The body was passed over: Content-Type " + text::quoted(type) +
                   " is neither a form nor JSON.";
    return {};
}

// Adds all parameters; returns the first thing that is wrong with the request.
std::string
read_arguments(http::Request const& request, Decoded& decoded, ArgumentLimits const& limits) {
    auto& arguments = decoded.call.arguments;
    auto problem = problem_with(request.fields, limits);
    auto const keep_first = [&problem](std::string other) {
        if (problem.empty()) problem = std::move(other);
    };
    keep_first(read_query(request.query(), arguments, limits));
    decoded.call.query_arguments = arguments.all().size();
    keep_first(read_body(request, decoded, limits));
    keep_first(problem_with(arguments, limits));
    return problem;
}

std::optional<Fault> check_target(http::Request const& request) {
    if (request.method != "GET" && request.method != "POST") {
        return Fault{faults::kUnsupportedMethod}.hinting(
            "The method is " + text::quoted(request.method) + "; it must be GET or POST."
        );
    }
    if (request.path() != "/") {
        // Where an RPC gateway looks for an operation that it does not have.
        return Fault{faults::kActionNotFound}.hinting(
            "The path is " + text::quoted(request.path()) +
            "; RPC calls go to / with Action in the query, a form or x-acs-action."
        );
    }
    return std::nullopt;
}

std::optional<Fault> check_action_and_version(Call const& call) {
    if (call.action.empty()) {
        return Fault{faults::kMissingAction}.hinting(
            "No Action was given, neither as a parameter nor as x-acs-action; try "
            "?Action=DescribeBackupTasks&DBInstanceId=..."
        );
    }
    if (!call.version.empty() && call.version != kApiVersion) {
        return Fault{faults::kInvalidVersion}.hinting(
            "Version is " + text::quoted(call.version) + "; it must be " +
            std::string{kApiVersion} + "."
        );
    }
    return std::nullopt;
}

}  // namespace

Decoded decode(http::Request const& request, ArgumentLimits const& limits) {
    Decoded decoded;
    auto& call = decoded.call;
    call.host_id = host_id(request);

    // All is read before anything is refused, so that the refusal has the format that was asked
    // for.
    auto refused = check_target(request);
    auto const problem = read_arguments(request, decoded, limits);
    if (!problem.empty() && !refused) {
        refused =
            Fault{faults::kMalformedParameter}.hinting("Cannot read the request: " + problem + ".");
    }
    auto const is_v3 = read_caller(request, call);
    if (auto fault = read_format(request, call, is_v3); fault && !refused)
        refused = std::move(fault);
    call.action =
        first_of(request.fields.value_or_empty("x-acs-action"), call.arguments.find("Action"));
    call.version =
        first_of(request.fields.value_or_empty("x-acs-version"), call.arguments.find("Version"));
    if (!refused) refused = check_action_and_version(call);
    decoded.refused = std::move(refused);
    return decoded;
}

}  // namespace rds::gateway
