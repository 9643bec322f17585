#include "server/gateway/wire/call.hpp"

#include "server/gateway/wire/parameters.hpp"
#include "server/http/address.hpp"
#include "server/text/ascii.hpp"
#include "server/text/escape.hpp"
#include "server/text/number.hpp"
#include "server/text/secrets.hpp"
#include "server/text/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace rds::gateway {

namespace {

using api::Fault;
namespace faults = api::faults;

constexpr std::string_view kDefaultHostId = "rds.aliyuncs.com";

// Or an IPv4 address.
bool is_name(std::string_view host) {
    constexpr std::size_t kLongest = 253;
    return !host.empty() && host.size() <= kLongest && std::ranges::all_of(host, [](char c) {
        return text::is_letter(c) || text::is_digit(c) || c == '.' || c == '-';
    });
}

// In brackets.
bool is_v6(std::string_view host) {
    constexpr std::size_t kLongest = 47;
    if (!host.starts_with('[') || !host.ends_with(']') || host.size() > kLongest) return false;
    auto const address = host.substr(1, host.size() - 2);
    constexpr std::string_view kMayHold = "0123456789abcdefABCDEF:.";
    return !address.empty() && address.find_first_not_of(kMayHold) == std::string_view::npos;
}

bool is_port(std::string_view port) {
    constexpr std::size_t kLongest = 5;
    return port.size() <= kLongest && std::ranges::all_of(port, text::is_digit);
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

// Whether Accept names XML with a weight above 0, unlike "application/xml;q=0".
bool accepts_xml(std::string_view accept) {
    auto const lower = text::lower_case(accept);
    return std::ranges::any_of(text::split(lower, ','), [](std::string_view range) {
        auto const parts = text::split(range, ';');
        auto const is_refused = std::ranges::any_of(parts, [](std::string_view part) {
            auto const parameter = text::trimmed(part);
            return parameter.starts_with("q=") && text::number<double>(parameter.substr(2)) == 0.0;
        });
        return !is_refused && parts.front().find("xml") != std::string_view::npos;
    });
}

// An explicit Format wins; else a V3 caller gets JSON unless its Accept asks for XML; else XML, as
// documented for RDS.
std::optional<Fault> read_format(http::Request const& request, Call& call, bool is_v3) {
    auto const is_json = is_v3 && !accepts_xml(request.fields.value_or_empty("Accept"));
    call.format = is_json ? Format::json : Format::xml;

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
    if (auto const encoding = http::content_encoding(request); !encoding.empty())
        return fmt::format("its Content-Encoding is {}; send the body as it is", encoding);
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

std::optional<Fault> check_action(Call const& call) {
    if (!call.action.empty()) return std::nullopt;
    return Fault{faults::kMissingAction}.hinting(
        "No Action was given, neither as a parameter nor as x-acs-action; try "
        "?Action=DescribeBackupTasks&DBInstanceId=..." +
        misspelt(call.arguments, "Action")
    );
}

}  // namespace

std::string misspelt(api::Arguments const& arguments, std::string_view name) {
    constexpr std::size_t kFewEdits = 2;
    for (auto const& argument : arguments.all()) {
        auto const is_near = text::nearest(argument.name, std::array{name}, kFewEdits).has_value();
        if (!is_near || argument.name == name) continue;
        return fmt::format(" {} was given; did you mean {}?", shown_name(argument.name), name);
    }
    return {};
}

std::string_view Call::shown_value(api::Argument const& argument) const {
    auto const& name = argument.name;
    auto const is_secret = text::is_secret_name(name) || plain_part(name).size() != name.size() ||
                           (declared != nullptr && declared->has_secret(name)) ||
                           text::holds_secret_member(argument.value);
    return is_secret && !argument.value.empty() ? text::kRedacted : argument.value;
}

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
    if (!refused) refused = check_action(call);
    decoded.refused = std::move(refused);
    return decoded;
}

std::string host_id(http::Request const& request) {
    auto const name = http::read_authority(request.fields.value_or_empty("Host")).host;
    return std::string{is_name(name) ? name : kDefaultHostId};
}

std::string own_address(http::Request const& request) {
    auto const authority = request.fields.value_or_empty("Host");
    auto const [host, port] = http::read_authority(authority);
    if ((!is_name(host) && !is_v6(host)) || !is_port(port)) return {};
    return fmt::format("{}://{}", request.secure ? "https" : "http", authority);
}

}  // namespace rds::gateway
